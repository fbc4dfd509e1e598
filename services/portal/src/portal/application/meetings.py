"""Meetings as the registry tells them: when and where, who cannot come and whom to ring, and what may be done."""

from datetime import date, datetime
from typing import Final

from portal.application.resources import Allowed, Resource

PLANNED, CONVENED, HELD, CANCELLED = "planned", "convened", "held", "cancelled"
AHEAD: Final = (PLANNED, CONVENED)
COUNCIL_MEETING, JOINT, TRAINING, OTHER = "council_meeting", "joint_meeting", "training", "other"


class Absence(Resource):
    """Somebody who cannot come, by term, and the terms of the deputies to ring instead."""

    council: str
    term: str
    ring: tuple[str, ...] = ()


class Meeting(Resource):
    id: str
    councils: tuple[str, ...]
    type: str
    own_type: str | None = None
    own_type_name: str | None = None
    form: str
    access: tuple[str, ...] = ()
    starts_at: datetime
    ends_at: datetime | None = None
    status: str
    series: str | None = None
    sign_up: bool = False
    signed_up: int = 0
    attended: tuple[str, ...] = ()
    absences: tuple[Absence, ...] = ()
    minutes: date | None = None
    regret_until: datetime | None = None
    place: str | None = None
    link: str | None = None
    dial_in: str | None = None
    info: str | None = None
    cancelled_because: str | None = None
    coming: tuple[str, ...] = ()
    sequence: int
    actions: tuple[Allowed, ...] = ()

    @property
    def ahead(self) -> bool:
        """Tell whether it may still take place, or has only not been told of."""
        return self.status in AHEAD

    def absent(self, term: str) -> bool:
        return any(one.term == term for one in self.absences)


class Sitting(Resource):
    """Who holds a term, as far as the asker may see it."""

    term: str
    name: str | None = None
    phone: str | None = None


class Sittings(Resource):
    items: tuple[Sitting, ...]


class OwnType(Resource):
    """A type of meeting that a council made for itself, or a region for its councils."""

    id: str
    name: str | None
    council: str | None = None
    unit: str | None = None
    actions: tuple[Allowed, ...] = ()


class OwnTypes(Resource):
    """Types of meeting, and who may make another."""

    items: tuple[OwnType, ...]
    actions: tuple[Allowed, ...] = ()


class Clash(Resource):
    """Why a date fits badly: a kind, and the councils or the roles that it is about."""

    kind: str
    council: str | None = None
    meeting: str | None = None
    roles: tuple[str, ...] = ()


class Looked(Resource):
    """One date of a series, as the registry sees it before it is planned."""

    starts_at: datetime
    clashes: tuple[Clash, ...] = ()


class Preview(Resource):
    dates: tuple[Looked, ...]
