"""The seats of a council in the registry's view, its mandates, and what was asked and handed over."""

from collections.abc import Sequence
from typing import Any

from judge.world import Event

Told = dict[str, Any]
Events = Sequence[Event]

KINDS = frozenset(
    (
        "seat.added",
        "seat.closed",
        "mandate.set",
        "nomination.requested",
        "nomination.answered",
        "nomination.closed",
        "handover.ticked",
        "term.invited",
        "term.vouched-for",
    )
)
STAGES = {"nomination.answered": "answered", "nomination.closed": "closed"}


def seating(events: Events) -> Told:
    added = [event.data for event in events if event.kind == "seat.added"]
    days = {event.data["seat"]: str(event.day) for event in events if event.kind == "seat.added"}
    return {
        "seats_from": days,
        "seats": {seat["seat"]: seat["side"] for seat in added},
        "deputies": {seat["seat"]: seat["deputy_for"] for seat in added if seat.get("deputy_for")},
        "seats_until": {event.data["seat"]: event.data["on"] for event in events if event.kind == "seat.closed"},
        "mandates": [_mandate(event.data) for event in events if event.kind == "mandate.set"],
        "nominations": _nominations(events),
        "handed_over": _handed_over(events),
    }


def _mandate(said: Told) -> Told:
    period = {"starts": said["starts"], "ends": said["ends"]}
    rest = {name: said[name] for name in ("review_on", "status", "numbers", "numbering")}
    return {"version": said["version"], "conditions": {"period": period, **rest}}


def _nominations(events: Events) -> Told:
    found: Told = {}
    for event in events:
        if event.kind == "nomination.requested":
            asked = {name: event.data[name] for name in ("seat", "due")}
            found[event.data["request"]] = {"id": event.data["request"], **asked, "stage": "asked"}
        elif event.kind in STAGES:
            found[event.data["request"]]["stage"] = STAGES[event.kind]
    return found


def _handed_over(events: Events) -> Told:
    found: dict[str, list[str]] = {}
    for event in events:
        if event.kind == "handover.ticked":
            ticked = found.setdefault(event.data["term"], [])
            ticked[:] = [item for item in ticked if item != event.data["item"]]
            ticked += [event.data["item"]] if event.data["done"] else []
    return found
