"""What the registry answers of all councils at once: the chart, what is missing in it, and the regions."""

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import Field

from portal.application.resources import CouncilName, Resource, UnitName
from portal.application.structure import CouncilCard, Signal


class ChartUnit(UnitName):
    """A unit of the chart, with those under it."""

    kind: str
    councils: tuple[CouncilCard, ...] = ()
    without_council: bool = False
    units: tuple["ChartUnit", ...] = ()

    @property
    def bare(self) -> int:
        """How many of the units under it have no council."""
        return sum(unit.without_council for unit in self.units)


class Chart(Resource):
    on: date
    units: tuple[ChartUnit, ...]


class GapUnit(UnitName):
    kind: str
    region: str | None = None


class GapCouncil(CouncilName):
    status: str


class Asleep(Resource):
    """A council that rests, or has held no meeting for a year."""

    council: GapCouncil
    last_meeting: date | None = None


class Leaderless(Resource):
    council: GapCouncil
    since: date | None = None


class Gaps(Resource):
    without_council: tuple[GapUnit, ...] = ()
    asleep: tuple[Asleep, ...] = ()
    leader_vacant: tuple[Leaderless, ...] = ()

    @property
    def by_region(self) -> Mapping[str | None, list[GapUnit]]:
        """The units without a council, gathered by the region that they lie in."""
        found: dict[str | None, list[GapUnit]] = {}
        for unit in self.without_council:
            found.setdefault(unit.region, []).append(unit)
        return found


class Met(Resource):
    """A meeting as a region sees it."""

    id: str
    starts_at: datetime


class Counts(Resource):
    """Cases of the last twelve months, and those that wait today."""

    raised: int
    waiting: int
    answered: int


class Ring(Resource):
    """Somebody to ring: who it is stands with the council."""

    term: str
    role: str


class Watched(CouncilName):
    """A council as its region sees it."""

    level: str
    status: str
    last_meeting: Met | None = None
    next_meeting: Met | None = None
    cases: Counts
    leader_vacant: bool
    ring: tuple[Ring, ...] = ()
    signal: Signal


class Sums(Resource):
    offices: int
    without_council: int
    councils: int
    leaders_vacant: int
    meetings: int
    raised: int
    waiting: int
    answered: int
    words: Mapping[str, int] = Field(default_factory=dict)


class RegionCard(UnitName):
    sums: Sums


class RegionPage(RegionCard):
    councils: tuple[Watched, ...] = ()
    without_council: tuple[UnitName, ...] = ()
