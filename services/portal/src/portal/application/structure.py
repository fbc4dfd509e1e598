"""What the registry answers of units and of councils over time, as far as the pages use it."""

from datetime import date
from typing import Final

from councilkit.events.councils import Names
from portal.application.resources import Allowed, Council, CouncilName, Post, Resource, UnitName

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


class CouncilPlan(Plan):
    changed: Told | None = None


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
    plans: tuple[CouncilPlan, ...] = ()
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
    posts: tuple[Post, ...] = ()
    sequence: int = 0
    actions: tuple[Allowed, ...] = ()
