"""The documents of case-flow's views, as they follow from the events."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from judge import rounds
from judge.case_life import life_of
from judge.case_waits import NO_DAY, turns
from judge.registry_views import first, latest, spans
from judge.world import Event

NUMBER = re.compile(r"(.+) [1-9]\d{0,5}/(\d\d)")
NUMBERS = frozenset(
    {"word_workdays", "receive_workdays", "receipt_workdays"}
    | {f"answer_{level}_weeks" for level in ("local", "region", "centre")}
)
"""The numbers of a mandate that cases go by."""

ANSWER_OUT = ("awaiting_answer", "coming_home")

Told = dict[str, Any]
Events = Sequence[Event]


def case(events: Events) -> Told:
    life = life_of(events)
    waiting = turns(life)
    return {
        "steps": [_step(event) for event in events],
        "position": events[-1].position,
        "called": [" ".join(name.split()).casefold() for name in (events[0].data["reference"], *_numbers(events))],
        "state": life.state,
        "restricted": life.restricted,
        "councils": list(dict.fromkeys((*life.councils, *life.no_more))),
        "waits_for_council": _once(turn.council for turn in waiting),
        "waits_for_unit": _once(turn.unit for turn in waiting),
        "asked_units": list(life.units),
        "due": min((turn.by for turn in waiting if turn.by), default=NO_DAY) if life.state in ANSWER_OUT else None,
        "appealed": _appealed_to(events),
    }


def _appealed_to(events: Events) -> list[str]:
    """Tell who was asked whether it was right to turn the case away, or who came after them before they said so."""
    said: list[str] = []
    found: list[str] = []
    for event in events:
        if event.kind == "case.appealed":
            found.append(event.data["to"])
        if event.kind == "case.appeal-decided":
            said, found = [*said, *found], []
        if event.kind == "case.taken-over":
            found = [event.data["to"] if one == event.data["council"] else one for one in found]
    return list(dict.fromkeys([*said, *found]))


def numbers(events: Events) -> Told:
    """Tell the numbers that a case was treated under, and what each is one of."""
    told = _numbers(events)
    return {"numbers": told, "series": _once(_series(number) for number in told)}


def _numbers(events: Events) -> list[str]:
    return _once(number for event in events for number in event.data.get("numbers") or [event.data.get("number")])


def _series(number: str) -> str | None:
    found = NUMBER.fullmatch(number)
    return f"{found[1]}/{found[2]}" if found else None


def a_round(events: Events) -> Told:
    told = rounds.round_of(events)
    return {
        "steps": [_step(event) for event in events],
        "position": events[-1].position,
        "councils": rounds.councils(told),
        "waits": rounds.waits(told),
        "within": told["within"],
        "case": events[0].data["case"],
    }


def council(events: Events) -> Told:
    founded = first(events, "council.founded")
    now = latest(founded, events, "council.changed")
    stays = {"id": founded["council"], "level": founded["level"], "kind": founded["kind"], "short": founded["short"]}
    return {**stays, **now("parent", "language", "units", "names"), **_end(events, "council")}


def mandate(events: Events) -> Told:
    return {"versions": [_version(event.data) for event in events]}


def _version(said: Told) -> Told:
    numbers = {name: number for name, number in said["numbers"].items() if name in NUMBERS}
    return {name: said[name] for name in ("version", "starts", "ends", "status", "numbering")} | {"numbers": numbers}


def unit(events: Events) -> Told:
    listed = first(events, "unit.listed")
    now = latest(listed, events, "unit.changed")
    return {"kind": listed["kind"], **now("parent", "name"), **_end(events, "unit")}


def term(events: Events) -> Told:
    [span] = spans(events, "term").values()
    return {**{name: span[name] for name in ("council", "role", "side", "seat", "starts")}, "last": span["ends"]}


def post(events: Events) -> Told:
    [span] = spans(events, "post").values()
    where = {"unit": span["unit"], "organisation": span.get("organisation")}
    return {**where, "role": span["role"], "starts": span["starts"], "last": span["ends"]}


def _once(found: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(one for one in found if one))


def _end(events: Events, what: str) -> Told:
    closed = [event.data for event in events if event.kind == f"{what}.closed"]
    return {"closed": bool(closed), "successors": closed[-1]["successors"] if closed else []}


def _step(event: Event) -> Told:
    document = event.document
    at, data = document["at"].isoformat(), document["data"].decode()
    return {"entry": event.id, "at": at, "type": event.type, "data": data}
