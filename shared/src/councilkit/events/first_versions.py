"""First versions of types that have a second one. They lie in ledgers for ever, and are read as the newer one."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from councilkit.events.base import Event
from councilkit.events.councils import (
    CouncilFounded,
    Language,
    Level,
    Names,
    PostEnded,
    PostStarted,
    Side,
)
from councilkit.events.meetings import MeetingForm, MeetingPlanned
from councilkit.events.seating import NominationRequested


class FirstPostRole(StrEnum):
    """A function at a unit."""

    ANSWERING_MANAGER = "answering_manager"
    DELEGATE = "delegate"
    REGIONAL_OFFICER = "regional_officer"
    DIRECTORATE_CONTACT = "directorate_contact"


class FirstCouncilKind(StrEnum):
    """What sort of council it is."""

    USER_COUNCIL = "user_council"
    YOUTH_COUNCIL = "youth_council"
    LINE_COUNCIL = "line_council"


class FirstMeetingType(StrEnum):
    """What kind of meeting it is."""

    COUNCIL_MEETING = "council_meeting"
    LEADER_MEETING = "leader_meeting"
    DIRECTOR_MEETING = "director_meeting"
    ANNUAL_MEETING = "annual_meeting"
    JOINT_MEETING = "joint_meeting"


class FirstPostStarted(Event, type="raadslag.post.started.v1", then=PostStarted):
    """Someone holds this function at a unit from a day on."""

    post: str
    unit: str
    role: FirstPostRole
    starts: date
    ends: date | None = None


class FirstPostEnded(Event, type="raadslag.post.ended.v1", then=PostEnded):
    """The function is no longer held after this day."""

    post: str
    unit: str
    on: date


class FirstCouncilFounded(Event, type="raadslag.council.founded.v1", then=CouncilFounded):
    """A council exists, for one unit or several."""

    council: str
    names: Names
    short: str
    level: Level
    kind: FirstCouncilKind
    parent: str | None = None
    units: tuple[str, ...]
    line: str | None = None
    language: Language
    led_by: Side


class FirstMeetingPlanned(Event, type="raadslag.meeting.planned.v1", then=MeetingPlanned):
    """One council, or several together, will meet."""

    meeting: str
    councils: tuple[str, ...]
    type: FirstMeetingType
    form: MeetingForm
    starts_at: AwareDatetime


class FirstNominationRequested(Event, type="raadslag.nomination.requested.v1", then=NominationRequested):
    """Those who hold the posts `to` are asked for names for a seat by a day; what is looked for is a text beside it."""

    council: str
    seat: str
    request: str
    to: tuple[str, ...]
    due: date
