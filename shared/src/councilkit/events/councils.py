"""What council-registry tells of units and posts, and of councils with their seats and terms."""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from councilkit.events.base import Event


class UnitKind(StrEnum):
    """Where a unit stands in Nav."""

    LOCAL_OFFICE = "local_office"
    REGION = "region"
    LINE_UNIT = "line_unit"
    DIRECTORATE = "directorate"


class PostRole(StrEnum):
    """A function at a unit, or at an organisation."""

    ANSWERING_MANAGER = "answering_manager"
    DELEGATE = "delegate"
    REGIONAL_OFFICER = "regional_officer"
    DIRECTORATE_CONTACT = "directorate_contact"
    MUNICIPAL_OWNER = "municipal_owner"
    EXPERIENCE_CONSULTANT = "experience_consultant"
    EMPLOYEE = "employee"
    ORGANISATION_CONTACT = "organisation_contact"


class Level(StrEnum):
    """Where a council stands; says nothing of its governing line."""

    LOCAL = "local"
    REGIONAL = "regional"
    CENTRAL = "central"


class CouncilKind(StrEnum):
    """What sort of council it is."""

    USER_COUNCIL = "user_council"
    YOUTH_COUNCIL = "youth_council"
    LINE_COUNCIL = "line_council"
    AD_HOC = "ad_hoc"


class Side(StrEnum):
    """Whom a seat speaks for: the users, or Nav."""

    USER = "user"
    NAV = "nav"


class TermRole(StrEnum):
    """What a person does in a council during a term."""

    LEADER = "leader"
    DEPUTY_LEADER = "deputy_leader"
    MEMBER = "member"
    DEPUTY = "deputy"
    NAV_REPRESENTATIVE = "nav_representative"
    SECRETARY = "secretary"
    COORDINATOR = "coordinator"
    OBSERVER = "observer"


class Language(StrEnum):
    """A written language: bokmål, nynorsk, English."""

    NB = "nb"
    NN = "nn"
    EN = "en"


class Names(BaseModel):
    """A council's name in bokmål, nynorsk and English."""

    model_config = ConfigDict(frozen=True)

    nb: str
    nn: str
    en: str


class UnitListed(Event, type="raadslag.unit.listed.v1"):
    """A unit of Nav is in the list, under this parent."""

    unit: str
    name: str
    kind: UnitKind
    parent: str | None = None
    line: str | None = None
    starts: date | None = None


class PostStarted(Event, type="raadslag.post.started.v2"):
    """Someone holds this function from a day on: at a unit, or at an organisation.

    `council` is the one that an experience consultant reports to, beside the unit's leader.
    """

    post: str
    unit: str | None = None
    organisation: str | None = None
    role: PostRole
    council: str | None = None
    starts: date
    ends: date | None = None


class PostEnded(Event, type="raadslag.post.ended.v2"):
    """The function is no longer held after this day."""

    post: str
    unit: str | None = None
    organisation: str | None = None
    on: date


class CouncilFounded(Event, type="raadslag.council.founded.v2"):
    """A council exists, for one unit or several; before `starts` it is only planned."""

    council: str
    names: Names
    short: str
    level: Level
    kind: CouncilKind
    parent: str | None = None
    units: tuple[str, ...]
    line: str | None = None
    language: Language
    led_by: Side
    starts: date | None = None


class SeatAdded(Event, type="raadslag.seat.added.v1"):
    """A chair in a council, which terms fill one after another; a deputy's steps in for the seat `deputy_for`."""

    council: str
    seat: str
    side: Side
    deputy_for: str | None = None


class TermStarted(Event, type="raadslag.term.started.v1"):
    """One person's time in a seat."""

    council: str
    seat: str
    term: str
    role: TermRole
    side: Side
    starts: date
    ends: date | None = None


class TermEnded(Event, type="raadslag.term.ended.v1"):
    """The term is over after this day."""

    council: str
    term: str
    on: date
