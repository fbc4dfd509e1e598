"""What is told of contacts: to their owners, and to those who look after a council."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, Field

from council_registry.api.people_shapes import HeldShape
from council_registry.application.people.council_people import Sitting
from council_registry.application.people.my_data import Look, MyData
from council_registry.domain.meeting import Meeting
from council_registry.domain.person import Channel, Code, Contact, Group, Person, Purpose
from council_registry.domain.seat_file import Nominee
from councilkit.events.councils import Language, Side
from councilkit.events.meetings import MeetingType
from councilkit.web import AllowedAction


class ContactCard(BaseModel):
    """How to reach somebody, and how somebody wants to be written to."""

    name: str
    email: str | None
    language: Language
    phone: str | None
    phone_shared: bool
    address: str | None = Field(description="None also when it is protected and not the asker's own")
    protected: bool
    channel: Channel
    optional_mail: bool
    organisation: str | None
    user_group: str | None
    groups: tuple[Group, ...]
    signed_in: bool = Field(description="False until an invitation was accepted")

    @classmethod
    def of(cls, person: Person) -> Self:
        return cls(**vars(person.contact), signed_in=person.signed_in)


class SittingShape(BaseModel):
    """Somebody who sits in a council; without a name, if that one was erased."""

    term: str
    seat: str
    role: str
    side: Side
    starts: date
    ends: date | None
    name: str | None
    phone: str | None
    email: str | None
    person: str | None = Field(description="Told to those who look after the council, to name the same one elsewhere")
    signed_in: bool | None = Field(description="Told to those who look after the council")
    actions: list[AllowedAction]

    @classmethod
    def of(cls, sitting: Sitting, actions: list[AllowedAction], *, reachable: bool) -> Self:
        holding = sitting.holding
        contact: Contact | None = sitting.contact
        return cls(
            term=holding.id,
            seat=sitting.seat,
            role=holding.role,
            side=holding.side,
            starts=holding.period.starts,
            ends=holding.period.ends,
            name=contact.name if contact else None,
            phone=contact.phone if contact else None,
            email=contact.email if contact else None,
            person=sitting.person.id if sitting.person and reachable else None,
            signed_in=sitting.person.signed_in if sitting.person and reachable else None,
            actions=actions,
        )


class CouncilPeopleShape(BaseModel):
    items: list[SittingShape]


class LookShape(BaseModel):
    """Somebody looked at the asker's contact."""

    at: datetime
    why: str = Field(description="The action that it was looked at for")
    held: HeldShape | None = Field(description="The term or post of who looked")
    service: str | None = Field(description="Or the service that asked")

    @classmethod
    def of(cls, look: Look) -> Self:
        held = HeldShape.of(look.by) if look.by else None
        return cls(at=look.access.at, why=look.access.why, held=held, service=None if held else look.access.by)


class MyMeetingShape(BaseModel):
    """A meeting that the asker attended, signed up for, or said not to come to."""

    meeting: str
    councils: tuple[str, ...]
    type: MeetingType
    starts_at: datetime
    attended: bool
    absent: bool
    signed_up: bool

    @classmethod
    def of(cls, meeting: Meeting, holds: Collection[str]) -> Self:
        return cls(
            meeting=meeting.id,
            councils=meeting.councils,
            type=meeting.type,
            starts_at=meeting.starts_at,
            attended=any(hold in meeting.attended for hold in holds),
            absent=any(hold in meeting.absent for hold in holds),
            signed_up=any(hold in meeting.signed_up for hold in holds),
        )


class GivenCodeShape(BaseModel):
    purpose: Purpose
    hold: str
    ends: datetime
    used: bool

    @classmethod
    def of(cls, code: Code) -> Self:
        return cls(purpose=code.purpose, hold=code.hold, ends=code.ends, used=code.used)


class MyNominationShape(BaseModel):
    """An organisation has named the asker for a seat."""

    request: str
    name: str
    email: str | None
    phone: str | None
    why: str | None

    @classmethod
    def of(cls, request: str, nominee: Nominee) -> Self:
        return cls(request=request, **vars(nominee))


class MyDataShape(BaseModel):
    """Everything that is kept of the asker."""

    person: str
    contact: ContactCard
    holdings: list[HeldShape]
    meetings: list[MyMeetingShape]
    codes: list[GivenCodeShape]
    looked_at_by: list[LookShape]
    nominations: list[MyNominationShape]

    @classmethod
    def of(cls, data: MyData) -> Self:
        return cls(
            person=data.person.id,
            contact=ContactCard.of(data.person),
            holdings=[HeldShape.of(held) for held in data.holds],
            meetings=[MyMeetingShape.of(meeting, data.person.holds) for meeting in data.meetings],
            codes=[GivenCodeShape.of(code) for code in data.codes],
            looked_at_by=[LookShape.of(look) for look in data.looks],
            nominations=[MyNominationShape.of(request, nominee) for request, nominee in data.named],
        )


class CodeShape(BaseModel):
    """A code that lets somebody in, to be handed to that one alone."""

    code: str | None = Field(description="None of an invitation that goes by e-mail: nobody else is told")
    sent: bool = Field(description="It goes by e-mail to whom it is for")
    expires: datetime
    receipt: str


class HoldCode(BaseModel):
    hold: str
    code: str
    expires: datetime


class HoldCodes(BaseModel):
    """The codes of those of the terms and posts whose holders were invited and have not come yet."""

    items: list[HoldCode]


class AcceptedInvitation(BaseModel):
    hold: str = Field(description="The term or post whose holder signed in; exchange the token now")


class ErasedShape(BaseModel):
    """Somebody was forgotten for good."""

    erased: bool = True
