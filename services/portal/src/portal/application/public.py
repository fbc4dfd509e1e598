"""What the registry answers everybody."""

from datetime import date

from councilkit.events.councils import Names
from portal.application.resources import Resource, UnitName


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
