"""How units and councils change over the years, by the judge's own reckoning."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from judge.world import Document, Event

Told = dict[str, Any]
Events = Sequence[Event]

UNIT, COUNCIL = ("name", "parent", "line"), ("names", "parent", "units", "line", "language", "led_by")
"""What may change."""

UNITS = frozenset(f"unit.{what}" for what in ("listed", "changed", "closed", "change-agreed", "plan-dropped"))
COUNCILS = frozenset(
    f"council.{what}"
    for what in (
        "founded",
        "changed",
        "closed",
        "change-agreed",
        "plan-dropped",
        "rested",
        "woken",
        "counting-set",
    )
)
ON_ITS_DAY = frozenset(f"raadslag.{thing}.{what}.v1" for thing in ("unit", "council") for what in ("changed", "closed"))
"""What the registry tells by itself when its day has come."""

A_DAY = timedelta(days=1)


def over_time(facts: Told, events: Events, fields: Sequence[str]) -> tuple[Told, Told]:
    """Tell what holds, by what held first, and what is kept beside it of other days."""
    earlier: list[list[Any]] = []
    for event in _of(events, "changed"):
        earlier.append([event.data["on"], facts])
        facts = {**facts, **{name: event.data[name] for name in fields}}
    closed = next((dict(event.data) for event in _of(events, "closed")), None)
    return facts, {"earlier": earlier, "closed": closed, "agreed": list(_agreed(events))}


def rests(events: Events) -> list[Told]:
    found: list[Told] = []
    for event in events:
        if event.kind == "council.rested":
            found.append({"starts": event.data["on"], "ends": None})
        elif event.kind == "council.woken":
            found[-1]["ends"] = str(date.fromisoformat(event.data["on"]) - A_DAY)
    return found


def is_told_on_its_day(document: Document, on: str) -> bool:
    """Tell whether the name of the command is that of something that was agreed for this day."""
    told = f"due/change/{document['stream']}/{on}"
    return document["type"] in ON_ITS_DAY and document["command_id"] == told


def _agreed(events: Events) -> Iterator[Told]:
    """Tell the plans that were neither dropped nor done; what is closed has none."""
    open_: dict[str, Told] = {}
    for event in events:
        match event.kind.partition(".")[2]:
            case "change-agreed":
                open_[event.data["on"]] = dict(event.data)
            case "plan-dropped" | "changed":
                open_.pop(event.data["on"], None)
            case "closed":
                open_.clear()
    yield from open_.values()


def _of(events: Events, what: str) -> Iterator[Event]:
    return (event for event in events if event.kind in {f"unit.{what}", f"council.{what}"})
