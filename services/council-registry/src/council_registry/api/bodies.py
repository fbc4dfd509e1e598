"""What commands are sent as. Every text is guarded: no identity numbers, no control characters."""

from datetime import UTC, date, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from council_registry.application.appointments import Newcomer, Who
from council_registry.domain.council import Charter
from council_registry.domain.period import Period
from council_registry.domain.person import Contact
from council_registry.domain.refusals import PersonOrContact
from councilkit.events.cases import Line
from councilkit.events.councils import CouncilKind, Language, Level, Names, PostRole, Side, TermRole
from councilkit.events.meetings import MeetingForm, MeetingType
from councilkit.privacy import Title, guarded

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,100}$")]
UnitNumber = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
Short = Annotated[str, Field(pattern=r"^[A-ZÆØÅ][A-ZÆØÅ0-9-]{1,14}$"), AfterValidator(guarded)]
Email = Annotated[Title, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
Phone = Annotated[Title, Field(pattern=r"^\+?[0-9 ]{5,20}$")]
Subject = Annotated[str, Field(pattern=r"^[!-~]{1,255}$"), AfterValidator(guarded)]


def _each_once(items: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(items)) < len(items):
        raise PydanticCustomError("named_twice", "Something is named twice.")
    return items


EachOnce = AfterValidator(_each_once)
UNIQUE: JsonDict = {"uniqueItems": True}
Units = Annotated[tuple[UnitNumber, ...], Field(min_length=1, max_length=50, json_schema_extra=UNIQUE), EachOnce]
Councils = Annotated[tuple[Id, ...], Field(min_length=1, max_length=50, json_schema_extra=UNIQUE), EachOnce]
Attended = Annotated[tuple[Id, ...], Field(min_length=1, max_length=500, json_schema_extra=UNIQUE), EachOnce]
MOST_ASKED = 500
Asked = Annotated[tuple[Id, ...], Field(max_length=MOST_ASKED, json_schema_extra=UNIQUE), EachOnce]

# Days and moments that somebody alive can mean.
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC)),
    AfterValidator(lambda moment: moment.astimezone(UTC)),
]


class Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LoadBody(Body):
    edition: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]


class ContactBody(Body):
    """Somebody who is not in the register yet."""

    name: Title
    email: Email
    language: Language
    phone: Phone | None = None
    organisation: Title | None = None
    user_group: Title | None = None
    subject: Subject = Field(description="The identity at the outside issuer; kept as a keyed hash alone")

    def newcomer(self) -> Newcomer:
        return Newcomer(Contact(**self.model_dump(exclude={"subject"})), self.subject)


class AppointingBody(Body):
    """Days, and a holder: `person`, the id of somebody in the register, or `contact`, somebody new."""

    starts: Day
    ends: Day | None = None
    person: Id | None = None
    contact: ContactBody | None = None

    def period(self) -> Period:
        return Period.agreed(self.starts, self.ends)

    def who(self) -> Who:
        who = [one for one in (self.person, self.contact and self.contact.newcomer()) if one]
        if len(who) != 1:
            raise PersonOrContact("Name a person or give the contact of somebody new: one of the two.", field="/person")
        return who[0]


class PostBody(AppointingBody):
    role: PostRole


class TermBody(AppointingBody):
    seat: Id
    role: TermRole


class EndBody(Body):
    on: Day = Field(description="The last day; the day before the first one takes it back")


class NamesBody(Body):
    nb: Title
    nn: Title
    en: Title


class CouncilBody(Body):
    names: NamesBody
    short: Short = Field(description="Unique, and short enough to say")
    level: Level
    kind: CouncilKind
    parent: Id | None = None
    units: Units
    line: Line | None = None
    language: Language
    led_by: Side

    def charter(self) -> Charter:
        return Charter(**{**dict(self), "names": Names(**dict(self.names))})


class SeatBody(Body):
    side: Side


class MeetingBody(Body):
    councils: Councils
    type: MeetingType
    form: MeetingForm
    starts_at: Moment


class HoldBody(Body):
    """`attended`: the terms of those who came."""

    attended: Attended


class ResolveBody(Body):
    """Terms and posts, five hundred of them together, and what is sent to those who hold them."""

    campaign: Annotated[str, Field(pattern=r"^[a-z0-9:.-]{1,120}$")]
    terms: Asked = ()
    posts: Asked = ()

    @model_validator(mode="after")
    def _not_too_many(self) -> Self:
        if len(self.terms) + len(self.posts) > MOST_ASKED:
            raise PydanticCustomError("too_many", "Ask for five hundred terms and posts at a time.")
        return self
