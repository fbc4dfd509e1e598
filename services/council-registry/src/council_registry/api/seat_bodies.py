"""What is sent about seats, and about those who are asked for names."""

from typing import Annotated

from pydantic import Field

from council_registry.api.bodies import UNIQUE, Body, Day, EachOnce, Email, Id, Phone
from council_registry.domain.person import Group
from council_registry.domain.seat_file import Facts, Nominee
from councilkit.events.councils import Side
from councilkit.events.seating import HandoverItem
from councilkit.privacy import Short, Text, Title


class SeatBody(Body):
    side: Side
    deputy_for: Id | None = Field(default=None, description="The seat that whoever sits here steps in for")


class CloseSeatBody(Body):
    on: Day = Field(description="The last day on which there is such a chair")


class FactsBody(Body):
    """Who names somebody for the seat, and who is looked for."""

    organisation: Id | None = None
    groups: Annotated[tuple[Group, ...], Field(max_length=4, json_schema_extra=UNIQUE), EachOnce] = ()
    profile: Text | None = None

    def facts(self) -> Facts:
        return Facts(self.organisation, self.groups, self.profile)


class NominationBody(Body):
    organisation: Id
    due: Day = Field(description="The day by which an answer is hoped for")
    profile: Text = Field(description="Who is looked for, in plain words")


class NomineeBody(Body):
    name: Title
    email: Email | None = None
    phone: Phone | None = None
    why: Short | None = None


class AnswerBody(Body):
    """Those whom the organisation would like to see in the seat; an empty list says that there is nobody."""

    nominees: Annotated[tuple[NomineeBody, ...], Field(max_length=10)]

    def named(self) -> tuple[Nominee, ...]:
        return tuple(Nominee(**dict(nominee)) for nominee in self.nominees)


class TickBody(Body):
    item: HandoverItem
    done: bool
