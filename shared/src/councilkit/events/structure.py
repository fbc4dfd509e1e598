"""What council-registry tells of how units and councils change over the years.

What is agreed for a day to come is told as such, and told as done when the day has come: who follows needs to look at
no date. `on` is the first day on which it holds; the days before stay as they were.
"""

from datetime import date

from councilkit.events.base import Event
from councilkit.events.councils import Language, Names, Side


class UnitChanged(Event, type="raadslag.unit.changed.v1"):
    """The unit has this name, parent and line from a day on."""

    unit: str
    on: date
    name: str
    parent: str | None = None
    line: str | None = None


class UnitClosed(Event, type="raadslag.unit.closed.v1"):
    """The unit is no more from a day on; its successors, if it has any, do its work."""

    unit: str
    on: date
    successors: tuple[str, ...] = ()


class UnitChangeAgreed(Event, type="raadslag.unit.change-agreed.v1"):
    """On a day to come, one of these will be told of the unit."""

    unit: str
    on: date
    changed: UnitChanged | None = None
    closed: UnitClosed | None = None


class UnitPlanDropped(Event, type="raadslag.unit.plan-dropped.v1"):
    """What was agreed for that day will not be done."""

    unit: str
    on: date


class CouncilChanged(Event, type="raadslag.council.changed.v1"):
    """The council has these names, parent and units from a day on."""

    council: str
    on: date
    names: Names
    parent: str | None = None
    units: tuple[str, ...]
    line: str | None = None
    language: Language
    led_by: Side


class CouncilClosed(Event, type="raadslag.council.closed.v1"):
    """The council is no more from a day on.

    One successor is a merger, several are a split: the first of them takes over what is open.
    """

    council: str
    on: date
    successors: tuple[str, ...] = ()


class CouncilChangeAgreed(Event, type="raadslag.council.change-agreed.v1"):
    """On a day to come, one of these will be told of the council."""

    council: str
    on: date
    changed: CouncilChanged | None = None
    closed: CouncilClosed | None = None


class CouncilPlanDropped(Event, type="raadslag.council.plan-dropped.v1"):
    """What was agreed for that day will not be done."""

    council: str
    on: date


class CouncilRested(Event, type="raadslag.council.rested.v1"):
    """The council does not meet for the time being."""

    council: str
    on: date


class CouncilWoken(Event, type="raadslag.council.woken.v1"):
    """A resting council meets again."""

    council: str
    on: date


class CouncilCountingSet(Event, type="raadslag.council.counting-set.v1"):
    """From which day the council's duties count, and whether it is left in peace: no mail goes to it about them."""

    council: str
    counts_from: date | None = None
    quiet: bool = False
