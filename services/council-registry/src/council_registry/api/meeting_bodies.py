"""What commands on meetings are sent as."""

from typing import Annotated

from pydantic import Field

from council_registry.api.bodies import UNIQUE, Attended, Body, Councils, Day, EachOnce, Id, Moment, UnitNumber
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.meetings.plan_series import Dates, PlanSeries
from councilkit.events.meetings import Access, MeetingForm, MeetingType
from councilkit.privacy import Short, Text, Title

Link = Annotated[Short, Field(pattern=r"^https://[^\s]+$", description="Told only to those who come")]
Accesses = Annotated[tuple[Access, ...], Field(max_length=len(Access), json_schema_extra=UNIQUE), EachOnce]


class ArrangeBody(Body):
    """How people come to the meeting, and what makes it possible for them; what is left out is no more."""

    form: MeetingForm
    access: Accesses = ()
    place: Title | None = None
    link: Link | None = None
    dial_in: Annotated[Title | None, Field(description="Told only to those who come")] = None
    info: Text | None = None

    def texts(self) -> dict[str, str]:
        given = {"place": self.place, "link": self.link, "dial_in": self.dial_in, "info": self.info}
        return {name: text for name, text in given.items() if text}


class PlanningBody(ArrangeBody):
    councils: Councils
    type: MeetingType
    own_type: Annotated[Id | None, Field(description="A type of your own; `type` is then other")] = None
    sign_up: Annotated[bool, Field(description="People say that they come")] = False


class MeetingBody(PlanningBody):
    starts_at: Moment
    ends_at: Moment | None = None

    def command(self) -> PlanMeeting:
        return PlanMeeting(
            self.councils,
            self.type,
            self.form,
            self.starts_at,
            self.ends_at,
            self.access,
            own_type=self.own_type,
            sign_up=self.sign_up,
            texts=self.texts(),
        )


class DatesBody(Body):
    starts_at: Moment
    ends_at: Moment | None = None


class SeriesBody(PlanningBody):
    """Meetings that differ in their times alone."""

    dates: Annotated[tuple[DatesBody, ...], Field(min_length=1, max_length=40)]

    def command(self) -> PlanSeries:
        return PlanSeries(
            self.councils,
            self.type,
            self.form,
            tuple(Dates(one.starts_at, one.ends_at) for one in self.dates),
            self.access,
            own_type=self.own_type,
            sign_up=self.sign_up,
            texts=self.texts(),
        )


class MoveBody(Body):
    starts_at: Moment
    ends_at: Moment | None = None


class ReasonBody(Body):
    reason: Short


class HoldBody(Body):
    """`attended`: the terms of those who came; to a meeting with sign-up, also what others signed up for."""

    attended: Attended


class CorrectBody(HoldBody):
    reason: Short


class MinutesBody(Body):
    on: Day


class AbsenceBody(Body):
    """`term`: whoever cannot come, if it is not the one that acts."""

    term: Id | None = None


class MeetingTypeBody(Body):
    """A type of a council's own, or of a region for its councils."""

    name: Title
    council: Id | None = None
    unit: UnitNumber | None = None
