"""The documents of case-flow's views, as they follow from the events."""

from collections.abc import Sequence
from typing import Any

from judge.case_life import life_of
from judge.registry_views import first, latest, spans
from judge.world import Event

Told = dict[str, Any]
Events = Sequence[Event]


def case(events: Events) -> Told:
    life = life_of(events)
    council, unit = life.waits_for
    return {
        "steps": [_step(event) for event in events],
        "position": events[-1].position,
        "state": life.state,
        "councils": list(dict.fromkeys((*life.path, *life.no_more))),
        "waits_for_council": council,
        "waits_for_unit": unit,
        "asked_units": list(dict.fromkeys(life.all_asked)),
    }


def council(events: Events) -> Told:
    founded = first(events, "council.founded")
    now = latest(founded, events, "council.changed")
    return {"id": founded["council"], "level": founded["level"], **now("parent", "language"), **_end(events, "council")}


def unit(events: Events) -> Told:
    listed = first(events, "unit.listed")
    now = latest(listed, events, "unit.changed")
    return {"kind": listed["kind"], **now("parent"), **_end(events, "unit")}


def term(events: Events) -> Told:
    [span] = spans(events, "term").values()
    return {**{name: span[name] for name in ("council", "role", "side", "seat", "starts")}, "last": span["ends"]}


def post(events: Events) -> Told:
    [span] = spans(events, "post").values()
    where = {"unit": span["unit"], "organisation": span.get("organisation")}
    return {**where, "role": span["role"], "starts": span["starts"], "last": span["ends"]}


def _end(events: Events, what: str) -> Told:
    closed = [event.data for event in events if event.kind == f"{what}.closed"]
    return {"closed": bool(closed), "successors": closed[-1]["successors"] if closed else []}


def _step(event: Event) -> Told:
    document = event.document
    at, data = document["at"].isoformat(), document["data"].decode()
    return {"entry": event.id, "at": at, "type": event.type, "data": data}
