"""What a meeting is by its events: as council-registry keeps it, and the less of it that others keep."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from judge.registry_views import first
from judge.world import OSLO, Event

Told = dict[str, Any]
Events = Sequence[Event]

PLANNED = frozenset({"meeting.planned"})
NOTICES = {"meeting.convened": "convened", "meeting.moved": None, "meeting.cancelled": "cancelled"}
"""What can be taken back, and what it makes of a meeting."""

OF_REGISTRY = PLANNED | frozenset(
    {
        *NOTICES,
        "meeting.arranged",
        "meeting.regretted",
        "meeting.held",
        "meeting.corrected",
        "minutes.sent",
        "absence.told",
        "absence.withdrawn",
        "gathering.signed-up",
        "gathering.signed-off",
    }
)
CASE_FLOWS = PLANNED | frozenset({"meeting.moved", "meeting.cancelled", "meeting.regretted", "meeting.held"})
OWN_TYPES = frozenset({"meeting-type.made", "meeting-type.dropped"})

BEFORE_VERSION_TWO: Told = {"ends_at": None, "access": [], "own_type": None, "sign_up": False, "series": None}
TIMES = ("starts_at", "ends_at")


def in_registry(events: Events) -> Told:
    told = _planned(events)
    for event in events[1:]:
        EFFECTS[event.kind](told, event)
    return told


def in_case_flow(events: Events) -> Told:
    planned = first(events, "meeting.planned")
    cancelled, days = None, list[Told]()
    for event in events:
        if event.kind in ("meeting.planned", "meeting.moved"):
            days.append({"entry": event.id, "day": str(_oslo_day(event.data["starts_at"]))})
        elif event.kind == "meeting.cancelled":
            cancelled = event.id
        elif event.kind == "meeting.held" or event.data.get("entry") == cancelled:
            cancelled = None
        days = [said for said in days if said["entry"] != event.data.get("entry")]
    held = any(event.kind == "meeting.held" for event in events)
    told = {"id": planned["meeting"], "councils": planned["councils"], "held": held, "cancelled": cancelled}
    return {**told, "days": days, "day": days[-1]["day"] if days else None}


def _oslo_day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone(OSLO).date()


def in_notifier(events: Events) -> Told:
    planned = BEFORE_VERSION_TWO | first(events, "meeting.planned")
    told = {name: planned[name] for name in ("councils", "type", "form")} | _times(planned)
    told |= {"planned_at": events[0].at.isoformat(), "moved_at": None, "cancelled": False, "absent": [], "unsaid": []}
    told |= {"news": None, "news_at": None, "earlier": None, "attended": None}
    for event in events[1:]:
        told |= NOTIFIERS[event.kind](told, event)
    return told


def own_type(events: Events) -> Told:
    made = dict(first(events, "meeting-type.made"))
    return {"id": made.pop("own_type"), **made, "dropped": events[-1].kind == "meeting-type.dropped"}


def _planned(events: Events) -> Told:
    planned = BEFORE_VERSION_TWO | first(events, "meeting.planned")
    nothing_yet = {"status": "planned", "minutes": None, "notice": None, "cancelled": None}
    nobody_yet: Told = {"attended": [], "absent": {}, "signed_up": [], "corrected": []}
    return {"id": planned.pop("meeting"), **planned, **nothing_yet, **nobody_yet, "arranged": events[0].id}


def _notice(told: Told, event: Event) -> None:
    was = {name: told[name] for name in ("status", *TIMES)}
    told["notice"] = {"entry": event.id, "at": _spelled(event.at), **was}
    told["status"] = NOTICES[event.kind] or told["status"]
    told |= {name: event.data[name] for name in TIMES if name in event.data}
    if event.kind == "meeting.cancelled":
        told["cancelled"] = event.id


def _regretted(told: Told, _: Event) -> None:
    told |= {name: told["notice"][name] for name in ("status", *TIMES)}
    told |= {"cancelled": None, "notice": None}


def _arranged(told: Told, event: Event) -> None:
    told |= {"form": event.data["form"], "access": event.data["access"], "arranged": event.id}


def _held(told: Told, event: Event) -> None:
    told |= {"status": "held", "attended": event.data["attended"], "notice": None}


def _corrected(told: Told, event: Event) -> None:
    told |= {"attended": event.data["attended"], "corrected": [*told["corrected"], event.id]}


def _minutes(told: Told, event: Event) -> None:
    told["minutes"] = event.data["on"]


def _absent(told: Told, event: Event) -> None:
    told["absent"] = told["absent"] | {event.data["term"]: event.data["council"]}


def _not_absent(told: Told, event: Event) -> None:
    told["absent"] = {term: where for term, where in told["absent"].items() if term != event.data["term"]}


def _signed_up(told: Told, event: Event) -> None:
    told["signed_up"] = [*told["signed_up"], event.data["holding"]]


def _signed_off(told: Told, event: Event) -> None:
    told["signed_up"] = [one for one in told["signed_up"] if one != event.data["holding"]]


EFFECTS: Mapping[str, Callable[[Told, Event], None]] = {
    **dict.fromkeys(NOTICES, _notice),
    "meeting.arranged": _arranged,
    "meeting.regretted": _regretted,
    "meeting.held": _held,
    "meeting.corrected": _corrected,
    "minutes.sent": _minutes,
    "absence.told": _absent,
    "absence.withdrawn": _not_absent,
    "gathering.signed-up": _signed_up,
    "gathering.signed-off": _signed_off,
}


def _spelled(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _times(said: Told) -> Told:
    starts, ends = (said[name] and datetime.fromisoformat(said[name]) for name in TIMES)
    told = {"starts_at": starts.isoformat(), "ends_at": ends and ends.isoformat()}
    return {**told, "year": starts.astimezone(OSLO).year}


def _news(was: Told, event: Event) -> Told:
    told = {"earlier": {name: was[name] for name in BEFORE_NEWS}, "news": event.id, "news_at": event.at.isoformat()}
    match event.kind:
        case "meeting.moved":
            told |= {**_times(event.data), "moved_at": event.at.isoformat()}
            return told if _day(told) == _day(was) else _asked_anew(was, told)
        case "meeting.cancelled":
            return {**told, "cancelled": True}
    return told


def _asked_anew(was: Told, told: Told) -> Told:
    """Who could not come on the one day has said nothing of another, until somebody regrets the move."""
    unsaid = sorted({*was["unsaid"], *was["absent"]})
    return {**told, "earlier": {**told["earlier"], "absent": was["absent"]}, "absent": [], "unsaid": unsaid}


def _day(told: Told) -> date:
    return _oslo_day(told["starts_at"])


def _taken_back(was: Told, event: Event) -> Told:
    return dict(was["earlier"]) if was["earlier"] and was["news"] == event.data["entry"] else {}


BEFORE_NEWS = ("starts_at", "ends_at", "year", "moved_at", "cancelled", "news", "news_at", "earlier", "unsaid")
NOTIFIERS: Mapping[str, Callable[[Told, Event], Told]] = {
    **dict.fromkeys(NOTICES, _news),
    "meeting.regretted": _taken_back,
    "meeting.arranged": lambda _, event: {"form": event.data["form"]},
    "meeting.held": lambda _, event: {"attended": event.data["attended"]},
    "meeting.corrected": lambda _, event: {"attended": event.data["attended"]},
    "absence.told": lambda was, event: {"absent": sorted({*was["absent"], event.data["term"]})},
    "absence.withdrawn": lambda was, event: {"absent": sorted({*was["absent"]} - {event.data["term"]})},
}
"""What notifier keeps of each, by its own events; the last news can be taken back."""
