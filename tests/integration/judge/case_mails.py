"""Who must get a mail of what happens to a case or a round, by a table of the judge's own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from judge.days import mail_day
from judge.duties import Duties
from judge.notifier_cases import a_round, case
from judge.people import People
from judge.world import CASE_FLOW, Event, World

Told = dict[str, Any]
Place = tuple[str, str]
"""`council` or `unit`, and which."""

Hears = tuple[str, str, Callable[[Told, Told], Sequence[Place]]]
"""Who is picked at a council, who at a unit, and where, by what the event says and what is kept of the case."""


def _councils(*ids: str | None) -> list[Place]:
    return [("council", id) for id in dict.fromkeys(ids) if id]


def _homes(case: Told) -> list[str]:
    return list(dict.fromkeys([case["origin"], *case["joined"]]))


def _elsewhere(case: Told, *but: str | None) -> list[Place]:
    return _councils(*(home for home in _homes(case) if home not in but))


def _party(party: Told) -> Place:
    return ("unit", party["unit"]) if party["unit"] else ("council", party["council"])


SENDERS: Hears = ("sender", "", lambda _, case: _councils(*_homes(case)))
OWN: Hears = ("desk", "", lambda said, _: _councils(said["council"]))


def _ended(said: Told, case: Told) -> list[Place]:
    return _elsewhere(case, said["council"]) if said["outcome"] in ("orientation", "discussion") else []


def _parts(part: str) -> Callable[[Told, Told], Sequence[Place]]:
    return lambda said, _: [("unit", one["unit"]) for one in said.get("also") or () if one["part"] == part]


def _asked(said: Told, _: Told) -> list[Place]:
    return [("unit", said["unit"])]


CASES: Mapping[str, Sequence[Hears]] = {
    "case.reported": [("sender", "", lambda said, _: _councils(said["council"])), OWN],
    "case.scheduled": [SENDERS],
    "case.turning-away-proposed": [("users", "", OWN[2])],
    "case.kept": [OWN],
    "case.turned-away": [SENDERS],
    "case.appealed": [("users", "", lambda said, _: _councils(said["to"]))],
    "case.appeal-decided": [
        SENDERS,
        ("desk", "", lambda said, case: [] if said["stands"] else _councils(case["holder"])),
    ],
    "case.put-on-agenda": [SENDERS],
    "case.postponed": [SENDERS],
    "case.taken-up-again": [OWN],
    "case.treated": [("sender", "", _ended)],
    "case.withdrawn": [SENDERS, OWN],
    "case.merged": [SENDERS],
    "case.reopened": [OWN, ("", "answers", lambda _, case: [("unit", case["unit"])] if case["unit"] else [])],
    "case.sent": [
        ("desk", "", lambda said, _: _councils(said["to"])),
        ("desk", "", lambda said, _: _councils(*(said.get("copies") or ()))),
        ("sender", "", lambda said, case: _elsewhere(case, said["sender"])),
    ],
    "case.returned": [("desk", "", lambda said, _: _councils(said["to"]))],
    "case.note-added": [
        ("desk", "answers", lambda _, case: [_party(case["hands"])]),
        ("sender", "", lambda said, case: _elsewhere(case, said["council"], case["hands"]["council"])),
    ],
    "case.statement-made": [
        ("", "answers", _asked),
        ("", "answers", _parts("line")),
        ("", "owner", _parts("owner")),
    ],
    "case.answer-disputed": [("", "answers", _asked), ("", "owner", _parts("owner"))],
    "case.answer-passed-on": [
        (
            "",
            "answers",
            lambda said, case: [("unit", said["successor"])] if case["hands"]["unit"] == said["successor"] else [],
        )
    ],
    "case.answer-delayed": [
        SENDERS,
        ("desk", "", lambda _, case: [] if case["holder"] in _homes(case) else _councils(case["holder"])),
    ],
    "case.part-given": [
        ("", "answers", lambda said, case: [("unit", case["unit"])] if case["unit"] not in (None, said["unit"]) else [])
    ],
    "case.answer-given": [
        (
            "desk",
            "",
            lambda _, case: _councils(*(one for one in (*case["path"], case["holder"]) if one not in _homes(case))),
        )
    ],
    "case.follow-up-agreed": [
        ("desk", "owners", lambda said, _: [_party(said["responsible"])]),
        ("desk", "owners", lambda said, _: [_party(one) for one in said["involved"]]),
        ("desk", "owners", lambda said, _: [_party(one) for one in said["informed"]]),
    ],
    "case.follow-up-reported": [
        ("desk", "", lambda said, case: _councils(case["holder"]) if said["progress"] in ("done", "dropped") else [])
    ],
}

ROUNDS: Mapping[str, Sequence[Hears]] = {
    "round.opened": [
        ("desk", "", lambda said, _: _councils(*said["to"])),
        ("desk", "", lambda said, _: _councils(*(said.get("copies") or ()))),
    ],
    "round.due": [
        ("desk", "", lambda said, _: _councils(*said["missing"])),
        ("desk", "", lambda said, round: _councils(round["council"]) if said["late"] == "overdue" else []),
    ],
    "round.concluded": [("desk", "", lambda _, round: _councils(*round["to"]))],
}

AT_ONCE = "case.reported"
PICKS = {"receipt": ("users", "answers"), "part": ("desk", "owners"), "follow_up": ("desk", "owners")}


class Mailed:
    """Finds whom each event of a case or a round is told to."""

    def __init__(self, world: World, people: People) -> None:
        self._people = people
        self._cases: dict[str, list[Event]] = {}
        self._events = [one for one in world.services[CASE_FLOW].events if one.kind.startswith(("case.", "round."))]

    def each(self) -> Iterator[tuple[Event, set[str]]]:
        """Tell each event, with the terms and posts that hear of it."""
        for event in self._events:
            self._cases.setdefault(event.stream, []).append(event)
            if event.kind in CASES or event.kind in ROUNDS:
                yield event, self._told(event)

    def late(self, duties: Duties, *, any_hour: bool) -> Iterator[tuple[Event, set[str]]]:
        """Tell what somebody is late with, and who is told of that."""
        for event in self._events:
            if event.kind == "case.due" and (hears := _late(event.data)) and not _in_peace(hears, event, duties):
                on = mail_day(event.at, any_hour=any_hour)
                yield event, self._at(hears, event.data, {}, on, actor=None)

    def _told(self, event: Event) -> set[str]:
        told = {**CASES, **ROUNDS}[event.kind]
        events = self._cases[event.stream]
        story = case(events) if event.kind in CASES else a_round(events)
        actor = None if event.kind == AT_ONCE else str(event.document["actor"])
        found: set[str] = set()
        for hears in told:
            found |= self._at(hears, event.data, story, event.day, actor=actor)
        return found

    def _at(self, hears: Hears, said: Told, story: Told, on: date, *, actor: str | None) -> set[str]:
        found: set[str] = set()
        in_council, at_unit, where = hears
        for kind, id in where(said, story):
            pick = at_unit if kind == "unit" else in_council
            reporter = self._reporter(story, id) if pick == "sender" else None
            found |= set(self._people.picked(pick, id, on, actor=actor, reporter=reporter))
        return found

    def _reporter(self, story: Told, council: str) -> str | None:
        if council == story["origin"]:
            return story["reporter"] and str(story["reporter"])
        for joined in story["cases"]:
            events = self._cases.get(f"case-{joined}", [])
            if events and (found := self._reporter(case(events), council)):
                return found
        return None


def _late(said: Told) -> Hears | None:
    if said["due"]["status"] == "proposed" and said["late"] != "soon":
        return None
    if said["late"] == "above":
        return ("desk", "", lambda said, _: _councils(said["above"])) if said["above"] else None
    council, unit = PICKS.get(said["awaited"], ("desk", "answers"))
    if said.get("part"):
        unit = "owner" if said["part"] == "owner" else "answers"
    return council, unit, lambda said, _: [_party(said)]


def _in_peace(hears: Hears, event: Event, duties: Duties) -> bool:
    return all(kind == "council" and duties.is_quiet(id, event.at) for kind, id in hears[2](event.data, {}))
