"""The rows of an import. Every text is guarded; an empty cell says nothing."""

import re
from collections.abc import Hashable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from council_registry.domain.person import Channel, Group
from councilkit.events.cases import Line
from councilkit.events.councils import CouncilKind, Language, Level, PostRole, Side, TermRole, UnitKind
from councilkit.events.meetings import Access, MeetingForm, MeetingType
from councilkit.privacy import Short as Paragraph
from councilkit.privacy import Title, guarded
from councilkit.workdays import OSLO

WORDS = {"ja": True, "nei": False}


class Sheet(StrEnum):
    """The tables of an import, in the order in which they are entered."""

    UNITS = "units"
    ORGANISATIONS = "organisations"
    COUNCILS = "councils"
    CONTACTS = "contacts"
    SEATS = "seats"
    POSTS = "posts"
    MEETINGS = "meetings"


class MeetingStatus(StrEnum):
    """What a table may say of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


def _split(cell: object) -> object:
    return tuple(part for part in re.split(r"[\s,]+", cell) if part) if isinstance(cell, str) else cell


def _each_once(several: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    if len(set(several)) < len(several):
        raise PydanticCustomError("named_twice", "Something is named twice.")
    return several


def _in_oslo(cell: object) -> object:
    """Read a time without a zone as people in Norway mean it."""
    if not isinstance(cell, str):
        return cell
    try:
        read = datetime.fromisoformat(cell)
    except ValueError:
        return cell
    return read if read.tzinfo else read.replace(tzinfo=OSLO)


def _yes_or_no(cell: object) -> object:
    return WORDS.get(cell.casefold(), cell) if isinstance(cell, str) else cell


Code = Annotated[str, Field(pattern=r"^[\w.@+-]{1,100}$"), AfterValidator(guarded)]
UnitNumber = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
Short = Annotated[str, Field(pattern=r"^[A-ZÆØÅ][A-ZÆØÅ0-9-]{1,14}$"), AfterValidator(guarded)]
Email = Annotated[Title, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
Phone = Annotated[Title, Field(pattern=r"^\+?[0-9 ]{5,20}$")]
Subject = Annotated[str, Field(pattern=r"^[!-~]{1,255}$"), AfterValidator(guarded)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_in_oslo),
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC)),
    AfterValidator(lambda moment: moment.astimezone(UTC)),
]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
EachOnce = AfterValidator(_each_once)
SeatOfMeeting = Annotated[str, Field(pattern=r"^([A-ZÆØÅ][A-ZÆØÅ0-9-]{1,14}/)?[\w.@+-]{1,100}$")]
Numbers = Annotated[tuple[UnitNumber, ...], BeforeValidator(_split), Field(max_length=50), EachOnce]
Shorts = Annotated[tuple[Short, ...], BeforeValidator(_split), Field(max_length=50), EachOnce]
Seats = Annotated[tuple[SeatOfMeeting, ...], BeforeValidator(_split), Field(max_length=500), EachOnce]


class Row(BaseModel):
    """A row; a cell with nothing in it counts as not there."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_cells(cls, cells: Any) -> Any:  # noqa: ANN401 - whatever was sent
        empty = (None, "", ())
        return (
            {name: cell for name, cell in cells.items() if cell not in empty} if isinstance(cells, Mapping) else cells
        )


class Closing(Row):
    """What is no more from the day `closes`; an empty cell opens nothing again."""

    @model_validator(mode="after")
    def _successors_on_a_day(self) -> Self:
        if getattr(self, "successors", ()) and not getattr(self, "closes", None):
            raise ValueError("Successors take over on a day.")
        return self


class UnitRow(Closing):
    """A unit; `on` is the day from which a change holds, today unless told."""

    number: UnitNumber
    name: Title
    kind: UnitKind
    parent: UnitNumber | None = None
    line: Line | None = None
    starts: Day | None = None
    on: Day | None = None
    closes: Day | None = None
    successors: Numbers = ()


class OrganisationRow(Row):
    """An organisation that may be asked for representatives, by its name."""

    name: Title
    umbrella: Title | None = None


class CouncilRow(Closing):
    """A council, by its short code; `parent` is a short code too, `on` the day from which a change holds."""

    short: Short
    name_nb: Title
    name_nn: Title
    name_en: Title
    level: Level
    kind: CouncilKind = CouncilKind.USER_COUNCIL
    parent: Short | None = None
    units: Annotated[Numbers, Field(min_length=1)]
    line: Line | None = None
    language: Language = Language.NB
    led_by: Side = Side.USER
    starts: Day | None = None
    on: Day | None = None
    counts_from: Day | None = None
    quiet: YesNo = False
    closes: Day | None = None
    successors: Shorts = ()


class ContactRow(Row):
    """A person. `key` is what the other tables call this person by; `subject` the identity at the outside issuer."""

    key: Code
    name: Title
    email: Email | None = None
    phone: Phone | None = None
    phone_shared: YesNo = False
    address: Paragraph | None = None
    protected: YesNo = False
    language: Language = Language.NB
    channel: Channel = Channel.EMAIL
    optional_mail: YesNo = True
    organisation: Title | None = None
    user_group: Title | None = None
    groups: Annotated[tuple[Group, ...], BeforeValidator(_split)] = ()
    subject: Subject | None = None


class SeatRow(Row):
    """A seat of a council, under a label that is the council's own, and whoever sits in it for a time.

    After `until` there is no such seat.
    """

    council: Short
    seat: Code
    side: Side
    deputy_for: Code | None = None
    person: Code | None = None
    role: TermRole | None = None
    starts: Day | None = None
    ends: Day | None = None
    until: Day | None = None

    @model_validator(mode="after")
    def _a_whole_term_or_none(self) -> Self:
        told = [self.person, self.role, self.starts]
        if any(told) and not all(told):
            raise ValueError("A term needs a person, a role and a first day.")
        return self


class PostRow(Row):
    """A post at a unit, or at an organisation; `council` is the second one that an experience consultant reports to."""

    unit: UnitNumber | None = None
    organisation: Title | None = None
    role: PostRole
    council: Short | None = None
    person: Code
    starts: Day
    ends: Day | None = None

    @model_validator(mode="after")
    def _at_one_place(self) -> Self:
        if (self.unit is None) is (self.organisation is None):
            raise ValueError("A post is at a unit or at an organisation.")
        return self


class MeetingRow(Row):
    """A meeting. `attended` names seats: `LBU-HOR/1`, or only `1` where one council meets."""

    councils: Annotated[Shorts, Field(min_length=1)]
    type: MeetingType = MeetingType.COUNCIL_MEETING
    form: MeetingForm
    starts_at: Moment
    ends_at: Moment | None = None
    access: Annotated[tuple[Access, ...], BeforeValidator(_split)] = ()
    status: MeetingStatus = MeetingStatus.PLANNED
    attended: Seats = ()
    place: Title | None = None
    reason: Paragraph | None = None


ROWS: Mapping[Sheet, type[Row]] = {
    Sheet.UNITS: UnitRow,
    Sheet.ORGANISATIONS: OrganisationRow,
    Sheet.COUNCILS: CouncilRow,
    Sheet.CONTACTS: ContactRow,
    Sheet.SEATS: SeatRow,
    Sheet.POSTS: PostRow,
    Sheet.MEETINGS: MeetingRow,
}


def columns(sheet: Sheet) -> tuple[str, ...]:
    """Tell the columns of a table, in their order."""
    return tuple(ROWS[sheet].model_fields)
