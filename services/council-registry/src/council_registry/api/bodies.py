"""What commands are sent as. Every text is guarded: no identity numbers, no control characters."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from council_registry.application.people.appointments import Newcomer, Who
from council_registry.domain.charter import Charter
from council_registry.domain.people_refusals import NoAddress
from council_registry.domain.period import Period
from council_registry.domain.person import Channel, Contact, Group
from council_registry.domain.refusals import PersonOrContact
from councilkit.events.cases import Line
from councilkit.events.councils import CouncilKind, Language, Level, Names, PostRole, Side, TermRole
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
    """What was sent. No printout shows it: it may be about a person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        return ()


class LoadBody(Body):
    edition: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]


class PersonBody(Body):
    """How to reach somebody, and what somebody is asked for there."""

    name: Title
    email: Email | None = None
    language: Language
    phone: Phone | None = None
    phone_shared: bool = Field(default=False, description="Those in the same councils may see the phone number")
    address: Title | None = None
    protected: bool = Field(default=False, description="The address is told to nobody but its owner")
    channel: Channel = Channel.EMAIL
    optional_mail: bool = Field(default=True, description="Wants mail that nobody must have, such as newsletters")
    organisation: Id | None = None
    user_group: Title | None = None
    groups: Annotated[tuple[Group, ...], Field(max_length=4, json_schema_extra=UNIQUE), EachOnce] = ()

    def contact(self, field: str = "") -> Contact:
        """Make the contact; `field` is where in the request it stands."""
        if self.channel is Channel.EMAIL and self.email is None:
            raise NoAddress("Give an e-mail address, or choose paper.", field=f"{field}/email")
        return Contact(**{name: getattr(self, name) for name in PersonBody.model_fields})


class ContactBody(PersonBody):
    """Somebody who is not in the register yet."""

    subject: Subject | None = Field(
        default=None, description="The identity at the outside issuer, kept as a keyed hash; without it, invite"
    )
    returns: bool = Field(default=False, description="The person was erased, and wants to be here again")

    def newcomer(self) -> Newcomer:
        return Newcomer(self.contact("/contact"), self.subject, returns=self.returns)


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
    council: Id | None = Field(
        default=None, description="The council that an experience consultant reports to, beside the unit"
    )


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
    starts: Day | None = Field(default=None, description="Before this day it is only planned")

    def charter(self) -> Charter:
        agreed = {name: value for name, value in self if name != "starts"}
        return Charter(**{**agreed, "names": Names(**dict(self.names))})


class ResolveBody(Body):
    """Terms and posts, five hundred of them together, and what is sent to those who hold them.

    A request for names may stand among them: it stands for the posts that are asked.
    """

    campaign: Annotated[str, Field(pattern=r"^[a-z0-9:.-]{1,120}$")]
    terms: Asked = ()
    posts: Asked = ()

    @model_validator(mode="after")
    def _not_too_many(self) -> Self:
        if len(self.terms) + len(self.posts) > MOST_ASKED:
            raise PydanticCustomError("too_many", "Ask for five hundred terms and posts at a time.")
        return self
