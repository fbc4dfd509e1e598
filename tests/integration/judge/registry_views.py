"""The documents of council-registry's views, as they follow from the events."""

from collections.abc import Callable, Sequence
from typing import Any

from judge.world import Event

Told = dict[str, Any]
Events = Sequence[Event]


def unit(events: Events) -> Told:
    listed = first(events, "unit.listed")
    fields = {name: listed[name] for name in ("name", "kind", "parent", "line")}
    posts = {id_: _held(span, "id", "role") for id_, span in spans(events, "post").items()}
    return {"number": listed["unit"], **fields, "posts": posts}


def council(events: Events) -> Told:
    charter = dict(first(events, "council.founded"))
    id_ = charter.pop("council")
    seats = {event.data["seat"]: event.data["side"] for event in events if event.kind == "seat.added"}
    terms = {term: _held(span, "id", "seat", "role") for term, span in spans(events, "term").items()}
    return {"id": id_, "charter": charter, "seats": seats, "terms": terms}


def holding(events: Events) -> Told:
    what = events[0].kind.partition(".")[0]
    [span] = spans(events, what).values()
    side = span["side"] if what == "term" else "nav"  # a post is at a unit of Nav
    places = {"council": span.get("council"), "unit": span.get("unit")}
    return {"kind": what, "side": side, **_held(span, "id", "role"), **places}


def raised_case(events: Events) -> Told:
    return {
        "council": first(events, "case.reported")["council"],
        "answered": events[-1].kind == "case.answer-confirmed",
    }


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
    return {**{name: span[name] for name in fields}, "period": {"starts": span["starts"], "ends": span["ends"]}}
