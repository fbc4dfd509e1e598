"""What council-registry tells of meetings, from the plan to who came."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from councilkit.events.base import Event


class MeetingType(StrEnum):
    """What kind of meeting it is; the duties count some of them. Kinds that a council or a region made are `OTHER`."""

    COUNCIL_MEETING = "council_meeting"
    LEADER_MEETING = "leader_meeting"
    DIRECTOR_MEETING = "director_meeting"
    ANNUAL_MEETING = "annual_meeting"
    JOINT_MEETING = "joint_meeting"
    CONSTITUTING_MEETING = "constituting_meeting"
    WORKING_COMMITTEE = "working_committee"
    PARTNERSHIP_MEETING = "partnership_meeting"
    EXPERIENCE_GATHERING = "experience_gathering"
    USER_CONFERENCE = "user_conference"
    USER_PANEL = "user_panel"
    TRAINING = "training"
    OTHER = "other"


class MeetingForm(StrEnum):
    """How people come to a meeting."""

    PHYSICAL = "physical"
    DIGITAL = "digital"
    HYBRID = "hybrid"


class Access(StrEnum):
    """What makes it possible for somebody to take part."""

    STEP_FREE = "step_free"
    HEARING_LOOP = "hearing_loop"
    INTERPRETER = "interpreter"
    SIGN_LANGUAGE = "sign_language"
    PARKING = "parking"
    COMPANION = "companion"


class MeetingPlanned(Event, type="raadslag.meeting.planned.v2"):
    """One council, or several together, will meet.

    `own_type` names a type that a council or a region made; for a meeting with `sign_up` people say that they come;
    `series` is what meetings have in common that were planned in one go.
    """

    meeting: str
    councils: tuple[str, ...]
    type: MeetingType
    form: MeetingForm
    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None
    access: tuple[Access, ...] = ()
    own_type: str | None = None
    sign_up: bool = False
    series: str | None = None


class MeetingArranged(Event, type="raadslag.meeting.arranged.v1"):
    """How people come to the meeting and what makes it possible for them was said anew."""

    meeting: str
    councils: tuple[str, ...]
    form: MeetingForm
    access: tuple[Access, ...] = ()


class MeetingConvened(Event, type="raadslag.meeting.convened.v1"):
    """The notice of the meeting goes out."""

    meeting: str
    councils: tuple[str, ...]


class MeetingMoved(Event, type="raadslag.meeting.moved.v1"):
    """The meeting has another time."""

    meeting: str
    councils: tuple[str, ...]
    starts_at: AwareDatetime
    ends_at: AwareDatetime | None = None


class MeetingCancelled(Event, type="raadslag.meeting.cancelled.v1"):
    """The meeting will not take place."""

    meeting: str
    councils: tuple[str, ...]


class MeetingRegretted(Event, type="raadslag.meeting.regretted.v1"):
    """The last notice, move or cancelling was taken back before anybody was told; `entry` is its id in the ledger."""

    meeting: str
    councils: tuple[str, ...]
    entry: str


class MeetingHeld(Event, type="raadslag.meeting.held.v1"):
    """The meeting took place; who came is told by term."""

    meeting: str
    councils: tuple[str, ...]
    attended: tuple[str, ...]


class MeetingCorrected(Event, type="raadslag.meeting.corrected.v1"):
    """Who came to a meeting that was held is told anew; the reason is a text beside it."""

    meeting: str
    councils: tuple[str, ...]
    attended: tuple[str, ...]


class MinutesSent(Event, type="raadslag.minutes.sent.v1"):
    """The minutes of a meeting went to those who were there, on a day."""

    meeting: str
    councils: tuple[str, ...]
    on: date


class AbsenceTold(Event, type="raadslag.absence.told.v1"):
    """Somebody has said before the meeting that they cannot come."""

    meeting: str
    council: str
    term: str


class AbsenceWithdrawn(Event, type="raadslag.absence.withdrawn.v1"):
    """They come after all."""

    meeting: str
    council: str
    term: str


class SignedUp(Event, type="raadslag.gathering.signed-up.v1"):
    """Somebody comes to a gathering; `holding` is a term or a post."""

    meeting: str
    holding: str


class SignedOff(Event, type="raadslag.gathering.signed-off.v1"):
    """They do not come after all."""

    meeting: str
    holding: str


class MeetingTypeMade(Event, type="raadslag.meeting-type.made.v1"):
    """A council, or a region for its councils, has meetings of a type of its own; its name is a text beside it."""

    own_type: str
    council: str | None = None
    unit: str | None = None


class MeetingTypeDropped(Event, type="raadslag.meeting-type.dropped.v1"):
    """No more meetings of this type are planned."""

    own_type: str
