"""A region's councils, as whoever looks after them needs to see them, and all regions side by side."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from council_registry.application.reading.activity import Activities, Activity, CouncilActivity
from council_registry.application.reading.gaps import lacks_leader, word
from council_registry.application.reading.standing import CouncilOnDay, Standing, UnitOnDay
from council_registry.domain.refusals import NoSuchUnit
from council_registry.domain.seating import Term
from council_registry.domain.signal import Word
from councilkit.events.councils import TermRole, UnitKind

KEPT = 4
RUNG = (TermRole.SECRETARY, TermRole.COORDINATOR, TermRole.LEADER, TermRole.DEPUTY_LEADER)
"""Whom one rings about a council, in this order."""


@dataclass(frozen=True)
class Watched:
    """A council as its region sees it."""

    council: CouncilOnDay
    activity: CouncilActivity
    word: Word
    leader_vacant: bool
    ring: Sequence[Term]


@dataclass(frozen=True)
class Sums:
    offices: int
    without_council: int
    councils: int
    leaders_vacant: int
    meetings: int
    raised: int
    waiting: int
    answered: int
    words: Mapping[Word, int]


@dataclass(frozen=True)
class Region:
    unit: UnitOnDay
    councils: Sequence[Watched]
    without_council: Sequence[UnitOnDay]
    offices: int

    @cached_property
    def sums(self) -> Sums:
        active = [one.activity for one in self.councils]
        words = Counter(one.word for one in self.councils)
        return Sums(
            offices=self.offices,
            without_council=sum(one.kind is UnitKind.LOCAL_OFFICE for one in self.without_council),
            councils=len(self.councils),
            leaders_vacant=sum(one.leader_vacant for one in self.councils),
            meetings=sum(one.signal.meetings for one in active),
            raised=sum(one.signal.raised for one in active),
            waiting=sum(one.waiting for one in active),
            answered=sum(one.signal.answers for one in active),
            words={word: words[word] for word in Word},
        )


async def read_region(number: str, standing: Standing, *, activities: Activities) -> Region:
    unit = standing.units.get(number)
    if unit is None or unit.kind is not UnitKind.REGION:
        raise NoSuchUnit(f"There is nothing here with the id {number}.", field="path")
    few = [council.id for council in standing.in_region(number)]
    return _region(unit, standing, await activities.of(standing.day, few))


async def read_regions(standing: Standing, *, activities: Activities) -> Sequence[Region]:
    return _regions(standing, await activities.of_all(standing.day))


@lru_cache(maxsize=KEPT)
def _regions(standing: Standing, activity: Activity) -> Sequence[Region]:
    """Tell all of them; they are counted once for all who ask before anything changes."""
    return [_region(unit, standing, activity) for unit in standing.open_units if unit.kind is UnitKind.REGION]


def _region(unit: UnitOnDay, standing: Standing, activity: Activity) -> Region:
    units = [one for one in standing.open_units if one.region == unit.number]
    return Region(
        unit,
        [watched(council, standing, activity) for council in standing.in_region(unit.number)],
        [one for one in units if standing.without_council(one)],
        sum(one.kind is UnitKind.LOCAL_OFFICE for one in units),
    )


def watched(council: CouncilOnDay, standing: Standing, activity: Activity) -> Watched:
    vacant = lacks_leader(council, standing.day)
    return Watched(council, activity.of(council.id), word(council, activity), vacant, _ring(council, standing))


def _ring(council: CouncilOnDay, standing: Standing) -> list[Term]:
    terms = [term for term in council.council.terms.values() if term.period.covers(standing.day) and term.role in RUNG]
    return sorted(terms, key=lambda term: RUNG.index(term.role))
