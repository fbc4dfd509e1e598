"""The documents of newsletter's views, as they follow from the events."""

from collections.abc import Sequence
from typing import Any

from judge.registry_views import first, latest
from judge.world import Event

FIRST_ENDS, SECOND_ENDS = (5, 15), (11, 15)

Told = dict[str, Any]
Events = Sequence[Event]


def edition(events: Events) -> Told:
    greetings = [event.id for event in events if event.kind == "edition.greeted"]
    frozen = next((event for event in events if event.kind == "edition.frozen"), None)
    return {
        "half": first(events, "edition.opened")["half"],
        "state": "frozen" if frozen else "open",
        "frozen_at": frozen.at.isoformat() if frozen else None,
        "greeting": greetings[-1] if greetings else None,
        "terms": frozen.data["terms"] if frozen else [],
        "cases": frozen.data["cases"] if frozen else [],
    }


def reader(events: Events) -> Told:
    return {"wants": events[-1].kind == "digest.wanted"}


def council(events: Events) -> Told:
    founded = first(events, "council.founded")
    return latest(founded, events, "council.changed")("names", "parent", "units")


def unit(events: Events) -> Told:
    return latest(first(events, "unit.listed"), events, "unit.changed")("name")


def case(events: Events) -> Told:
    origin = first(events, "case.reported")["council"]
    went_to = [event.data["to"] for event in events if event.kind in ("case.sent", "case.taken-over")]
    moved = {_half(event): event.at.isoformat() for event in events}
    return {
        "origin": home_of(events),
        "councils": list(dict.fromkeys([origin, *went_to])),
        "moved": moved,
        "halves": list(moved),
    }


def home_of(events: Events) -> str:
    """Tell which council asked, or who came after it."""
    home = str(events[0].data["council"])
    for event in events:
        if event.kind == "case.taken-over" and event.data["council"] == home:
            home = event.data["to"]
    return home


def _half(event: Event) -> str:
    day = event.day
    if (day.month, day.day) <= FIRST_ENDS:
        return f"{day.year}-1"
    return f"{day.year}-2" if (day.month, day.day) <= SECOND_ENDS else f"{day.year + 1}-1"
