"""What council-registry tells: units and posts, councils with seats and terms, meetings."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict

from councilkit.events.base import Event


class UnitKind(StrEnum):
    """Where a unit stands in Nav."""

    LOCAL_OFFICE = "local_office"
    REGION = "region"
    LINE_UNIT = "line_unit"
    DIRECTORATE = "directorate"


class PostRole(StrEnum):
    """A function at a unit."""

    ANSWERING_MANAGER = "answering_manager"
    DELEGATE = "delegate"
    REGIONAL_OFFICER = "regional_officer"
    DIRECTORATE_CONTACT = "directorate_contact"


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


class MeetingType(StrEnum):
    """What kind of meeting it is; the duties count some of them."""

    COUNCIL_MEETING = "council_meeting"
    LEADER_MEETING = "leader_meeting"
    DIRECTOR_MEETING = "director_meeting"
    ANNUAL_MEETING = "annual_meeting"
    JOINT_MEETING = "joint_meeting"


class MeetingForm(StrEnum):
    """How people come to a meeting."""

    PHYSICAL = "physical"
    DIGITAL = "digital"
    HYBRID = "hybrid"


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


class PostStarted(Event, type="raadslag.post.started.v1"):
    """Someone holds this function at a unit from a day on."""

    post: str
    unit: str
    role: PostRole
    starts: date
    ends: date | None = None


class PostEnded(Event, type="raadslag.post.ended.v1"):
    """The function is no longer held after this day."""

    post: str
    unit: str
    on: date


class CouncilFounded(Event, type="raadslag.council.founded.v1"):
    """A council exists, for one unit or several."""

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


class SeatAdded(Event, type="raadslag.seat.added.v1"):
    """A chair in a council, which terms fill one after another."""

    council: str
    seat: str
    side: Side


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


class MeetingPlanned(Event, type="raadslag.meeting.planned.v1"):
    """One council, or several together, will meet."""

    meeting: str
    councils: tuple[str, ...]
    type: MeetingType
    form: MeetingForm
    starts_at: AwareDatetime


class MeetingHeld(Event, type="raadslag.meeting.held.v1"):
    """The meeting took place; who came is told by term."""

    meeting: str
    councils: tuple[str, ...]
    attended: tuple[str, ...]
