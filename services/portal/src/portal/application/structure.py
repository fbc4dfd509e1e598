"""What the registry answers of units and of councils over time, as far as the pages use it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from pydantic import Field

from councilkit.events.councils import Names
from portal.application.resources import Allowed, Council, CouncilName, Resource, UnitName

LOCAL, REGIONAL, CENTRAL = "local", "regional", "central"
OFFICE, REGION, LINE_UNIT, DIRECTORATE = "local_office", "region", "line_unit", "directorate"
CALM: Final = {"lively": "success", "quiet": "info"}  # the words are only proposed: none of them alarms


class Told(Resource):
    """What a council is called, and whose it is."""

    names: Names
    units: tuple[str, ...] = ()


class Earlier(Resource):
    """What the council was until a day, which is the first on which it was not."""

    until: date
    was: Told


class Plan(Resource):
    """What is agreed for a day to come: the council or unit changes, or is no more."""

    on: date
    closes: bool = False


class Succession(CouncilName):
    """A council that was before, or came after, and the day on which it did."""

    on: date


class Signal(Resource):
    """How alive a council is: a word, and the counts of the last twelve months that it is made of."""

    word: str
    meetings: int = 0
    raised: int = 0
    answers: int = 0
    minutes_days: int | None = None

    @property
    def colour(self) -> str:
        return CALM.get(self.word, "neutral")


class Counting(Resource):
    counts_from: date | None = None
    quiet: bool = False


class CouncilPage(Council):
    """A council with all that its own page tells of it."""

    status: str = "active"
    starts: date | None = None
    closed: date | None = None
    earlier: tuple[Earlier, ...] = ()
    plans: tuple[Plan, ...] = ()
    predecessors: tuple[Succession, ...] = ()
    successors: tuple[Succession, ...] = ()
    counting: Counting = Counting()
    signal: Signal | None = None


class CouncilCard(CouncilName):
    """A council in a list."""

    level: str
    kind: str
    status: str = "active"
    led_by: str = "user"
    line: str | None = None
    parent: str | None = None
    units: tuple[UnitName, ...] = ()


class Unit(UnitName):
    kind: str
    parent: str | None = None
    region: str | None = None
    line: str | None = None
    status: str = "active"
    without_council: bool = False
    councils: tuple[str, ...] = ()
    plans: tuple[Plan, ...] = ()
    sequence: int = 0
    actions: tuple[Allowed, ...] = ()


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


class PublicName(Resource):
    """A council as everybody knows it: by its short code."""

    short: str
    names: Names


class PublicCard(PublicName):
    level: str
    kind: str
    status: str
    led_by: str
    units: tuple[UnitName, ...] = ()


class PublicMeeting(Resource):
    on: date
    type: str
    form: str


class PublicSuccession(PublicName):
    on: date


class PublicCouncil(PublicCard):
    """What everybody may know of a council; never a person."""

    parent: PublicName | None = None
    meetings: tuple[PublicMeeting, ...] = ()
    raised: int
    answered: int
    seats: int
    vacant: int
    predecessors: tuple[PublicSuccession, ...] = ()
    successors: tuple[PublicSuccession, ...] = ()


class OrganisationCard(Resource):
    id: str
    name: str
    umbrella: str | None = None


class Organisations(Resource):
    items: tuple[OrganisationCard, ...]
    actions: tuple[Allowed, ...] = ()

    @property
    def by_id(self) -> Mapping[str, OrganisationCard]:
        return {one.id: one for one in self.items}


class Organisation(OrganisationCard):
    under: tuple[OrganisationCard, ...] = ()
    sequence: int = 0
    actions: tuple[Allowed, ...] = ()
