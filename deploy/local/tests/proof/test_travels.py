"""Cases are kept on their way until it is enough."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from raadslag_local.proof.travels import Travels
from raadslag_local.proof.waiting import TooLate, within
from raadslag_local.story.cases import CasePlan
from raadslag_local.story.cast import Cast
from raadslag_local.story.doing import Key
from raadslag_local.story.hands import Actor, Refused

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
COUNCILS = ("LBU-HOR", "RBU-VT", "SBU")
ROLES = [f"{council}/{role}" for council in COUNCILS for role in ("leader", "secretary", "member")]
CAST = Cast(
    councils={council: council for council in COUNCILS},
    actors={name: Actor(name, name, name) for name in [*ROLES, "9000"]},
    terms={council: [] for council in COUNCILS},
)


class Town:
    """Does everything at once; it is enough once so many cases have come home."""

    def __init__(self, *, enough_after: int, refuses: str = "") -> None:
        self.enough = asyncio.Event()
        self.on_their_way: set[str] = set()
        self.most = 0
        self.done: Counter[str] = Counter()
        self._enough_after = enough_after
        self._refuses = refuses

    async def plan(self, _: Actor, councils: list[str], __: datetime, ___: str, *, key: Key) -> str:
        return f"{councils}-{key}"

    async def hold(self, by: Actor, meeting: str, attended: list[str], *, key: Key) -> None:
        """Nothing comes of it."""

    async def report(self, _: Actor, __: str, ___: CasePlan, *, key: Key) -> str:
        self.on_their_way.add(key[0])
        self.most = max(self.most, len(self.on_their_way))
        return key[0]

    async def act(self, _: Actor, case: str, verb: str, __: Mapping[str, Any], *, key: Key) -> None:
        await asyncio.sleep(0)
        if verb == self._refuses:
            raise Refused(f"{case}/{key[-1]}", {"type": "urn:x:wrong-state"})
        self.done[verb] += 1
        if verb == "confirm":
            self.on_their_way.remove(case)
            if self.done[verb] == self._enough_after:
                self.enough.set()


async def test_every_case_goes_its_whole_way_and_the_next_one_is_raised_until_it_is_enough() -> None:
    town = Town(enough_after=10)
    travels = Travels(town, CAST, began=NOON, reads_for=0)
    await travels.keep_on(4, town.enough)
    assert town.most == 4
    assert town.on_their_way == set()
    assert travels.home == town.done["confirm"] == town.done["answer"] >= 10


async def test_a_refusal_ends_the_journey_of_its_case_and_is_told() -> None:
    town = Town(enough_after=1, refuses="answer")
    travels = Travels(town, CAST, began=NOON, reads_for=0)
    await travels.keep_on(2, town.enough)
    assert travels.home == 0
    assert sorted(travels.gave_up) == [f"proof-{n}/12 was refused (wrong-state): " for n in (1, 2)]


async def test_a_wait_has_an_end_and_says_what_it_was_for() -> None:
    with pytest.raises(TooLate, match=r"^Waited 0 s for a case to come home, in vain\.$"):
        await within(0.01, "a case to come home", asyncio.Event().wait())


async def test_what_comes_in_time_is_told() -> None:
    assert await within(5, "an answer", asyncio.sleep(0, "here")) == "here"
