"""The documents of council-registry's views, as they follow from the events."""

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import Any

from judge import structure
from judge.registry_seats import seating
from judge.world import Event

Told = dict[str, Any]
Events = Sequence[Event]


def unit(events: Events) -> Told:
    listed = first(events, "unit.listed")
    facts, beside = structure.over_time({name: listed[name] for name in structure.UNIT}, events, structure.UNIT)
    posts = {id_: _held(span, "id", "role", "council") for id_, span in spans(events, "post").items()}
    who = {"number": listed["unit"], "kind": listed["kind"], "starts": listed.get("starts")}
    return {**who, **facts, **beside, "posts": posts}


def council(events: Events) -> Told:
    charter = dict(first(events, "council.founded"))
    id_, starts = charter.pop("council"), charter.pop("starts", None)
    charter, beside = structure.over_time(charter, events, structure.COUNCIL)
    terms = {term: _held(span, "id", "seat", "role") for term, span in spans(events, "term").items()}
    counting = [dict(event.data) for event in events if event.kind == "council.counting-set"]
    return {
        "id": id_,
        "charter": charter,
        "starts": starts,
        **beside,
        "rests": structure.rests(events),
        "counting": counting[-1] if counting else None,
        "terms": terms,
        **seating(events),
    }


def holding(events: Events) -> Told:
    what = events[0].kind.partition(".")[0]
    [span] = spans(events, what).values()
    nav = "user" if span.get("organisation") else "nav"  # a post is at an organisation, or at a unit of Nav
    side = span["side"] if what == "term" else nav
    council_ = span["council"] if what == "term" else None
    places = {"council": council_, "unit": span.get("unit"), "organisation": span.get("organisation")}
    return {"kind": what, "side": side, **_held(span, "id", "role"), **places}


OPEN: Told = {"answered": False, "answered_on": None, "settled_on": None}
ENDS = frozenset({"case.closed", "case.withdrawn", "case.turned-away", "case.merged"})
BEGINS_ANEW = frozenset({"case.answer-disputed", "case.reopened"})
OF_A_CASE = ENDS | BEGINS_ANEW | {"case.reported", "case.imported", "case.answer-confirmed", "case.appeal-decided"}


def raised_case(events: Events) -> Told:
    told = _raised(events[0])
    for event in events[1:]:
        told |= _counted(told, event)
    return told


def _counted(told: Told, event: Event) -> Told:
    day, theirs = str(event.day), event.data.get("council") == told["origin"]
    if event.kind in BEGINS_ANEW or (event.kind == "case.appeal-decided" and not event.data["stands"]):
        return OPEN
    if event.kind in ENDS:
        return {"settled_on": told["settled_on"] or day}
    if event.kind == "case.answer-confirmed" and theirs:
        return {"answered": True, "answered_on": day, "settled_on": day}
    if event.kind == "case.taken-over" and theirs:
        return {"origin": event.data["to"], "heirs": [*told["heirs"], [day, event.data["to"]]]}
    return {}


def _raised(event: Event) -> Told:
    told = {"council": event.data["council"], "origin": event.data["council"], "heirs": [], **OPEN}
    if event.kind == "case.reported":
        return {**told, "raised_on": str(event.day)}
    state = event.data["state"]
    settled = str(event.day) if state in ("answered", "closed") else None
    answered = state == "answered" or event.data["outcome"] is not None
    return {**told, "raised_on": event.data["raised"], "answered": answered, "settled_on": settled}


def organisation(events: Events) -> Told:
    listed = first(events, "organisation.listed")
    said = [event for event in events if event.kind.startswith("organisation.")]
    posts = {id_: _held(span)["period"] for id_, span in spans(events, "post").items()}
    who = {"id": listed["organisation"], "umbrella": said[-1].data["umbrella"], "posts": posts}
    return {**who, "told": len(events), "named": said[-1].sequence}


def mandates(events: Events) -> Told:
    return {"entries": [event.id for event in events]}


def nomination(events: Events) -> Told:
    asked = first(events, "nomination.requested")
    told = {"id": asked["request"], "council": asked["council"], "entry": events[0].id}
    return {**told, "changed": events[-1].at.astimezone(UTC).isoformat().replace("+00:00", "Z")}


def first(events: Events, kind: str) -> Told:
    """Tell the data of the event that everything begins with."""
    if events[0].kind != kind:
        raise ValueError(f"{events[0].id} comes before {kind}")
    return events[0].data


def latest(began: Told, events: Events, kind: str) -> Callable[..., Told]:
    """Tell how to read fields as they were said last: at the beginning, or by an event of this kind."""
    said = [began, *(event.data for event in events if event.kind == kind)]
    return lambda *fields: {name: said[-1][name] for name in fields}


def spans(events: Events, what: str) -> dict[str, Told]:
    """Tell terms or posts by id, each as it started and with the day on which it ends."""
    found: dict[str, Told] = {}
    for event in events:
        if event.kind == f"{what}.started":
            found[event.data[what]] = {"id": event.data[what], **event.data}
        elif event.kind == f"{what}.ended":
            found[event.data[what]]["ends"] = event.data["on"]
    return found


def _held(span: Told, *fields: str) -> Told:
    return {**{name: span.get(name) for name in fields}, "period": {"starts": span["starts"], "ends": span["ends"]}}
