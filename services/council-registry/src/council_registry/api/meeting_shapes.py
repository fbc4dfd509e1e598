"""What is told of meetings."""

from datetime import date, datetime
from typing import Self

from pydantic import BaseModel, Field

from council_registry.application.meetings.plan_series import Series
from council_registry.application.meetings.preview_series import Previewed
from council_registry.application.meetings.read_meeting import MeetingPage
from council_registry.domain.attendance import Absence
from council_registry.domain.clashes import Clash, ClashKind
from council_registry.domain.meeting_life import Status
from council_registry.domain.own_type import OwnType
from councilkit.events.councils import TermRole
from councilkit.events.meetings import Access, MeetingForm, MeetingType
from councilkit.web import AllowedAction, Caller


class MeetingCard(BaseModel):
    id: str
    councils: tuple[str, ...]
    type: MeetingType
    own_type: str | None
    form: MeetingForm
    access: tuple[Access, ...]
    starts_at: datetime
    ends_at: datetime | None
    status: Status
    series: str | None
    sign_up: bool
    signed_up: int
    attended: tuple[str, ...]
    minutes: date | None
    sequence: int
    actions: list[AllowedAction]

    @classmethod
    def card(cls, page: MeetingPage, actions: list[AllowedAction]) -> Self:
        told = {name: value for name, value in vars(page.record.state).items() if name in MeetingCard.model_fields}
        told["signed_up"] = len(page.record.state.signed_up)
        return cls(**told, sequence=page.record.sequence, actions=actions)


class AbsenceShape(BaseModel):
    """Somebody cannot come; `ring` are the terms of the deputies for the same seat who can."""

    term: str
    council: str
    seat: str
    role: TermRole
    ring: tuple[str, ...]

    @classmethod
    def of(cls, absence: Absence) -> Self:
        return cls(**vars(absence))


class MeetingShape(MeetingCard):
    """`link` and `dial_in` are told to those who come, `absences` to those who sit there alone.

    `coming` are the asker's own terms and posts that have signed up.
    """

    own_type_name: str | None = None
    place: str | None = None
    link: str | None = None
    dial_in: str | None = None
    info: str | None = None
    cancelled_because: str | None = None
    corrected_because: tuple[str | None, ...] = ()
    regret_until: datetime | None = None
    absences: list[AbsenceShape] = []
    coming: tuple[str, ...] = ()

    @classmethod
    def page(cls, page: MeetingPage, reader: Caller, actions: list[AllowedAction]) -> Self:
        meeting = page.record.state
        coming = tuple(one.id for one in reader.holdings if one.id in meeting.signed_up)
        sits = any(one.council in meeting.councils for one in reader.holdings)
        inside = page.texts if sits or coming else {}
        return cls(
            **dict(MeetingCard.card(page, actions)),
            own_type_name=page.own_type,
            place=page.texts.get("place"),
            link=inside.get("link"),
            dial_in=inside.get("dial_in"),
            info=page.texts.get("info"),
            cancelled_because=page.texts.get("cancelled"),
            corrected_because=page.corrections,
            regret_until=meeting.notice.until if meeting.notice else None,
            absences=[AbsenceShape.of(absence) for absence in page.absences] if sits else [],
            coming=coming,
        )


class SeriesShape(BaseModel):
    """Meetings that were planned in one go, in the order of their dates."""

    series: str
    meetings: list[str]
    receipt: str = Field(description="The last one's: who waits for it waits for all")

    @classmethod
    def of(cls, series: Series) -> Self:
        ids = [receipt.stream.partition("-")[2] for receipt in series.receipts]
        return cls(series=series.id, meetings=ids, receipt=str(series.receipts[-1]))


class ClashShape(BaseModel):
    """`council` and `meeting` are what it clashes with; `roles` are held here by those who would be at both."""

    kind: ClashKind
    council: str | None
    meeting: str | None
    roles: tuple[str, ...]

    @classmethod
    def of(cls, clash: Clash) -> Self:
        return cls(**vars(clash))


class PreviewedShape(BaseModel):
    starts_at: datetime
    ends_at: datetime | None
    clashes: list[ClashShape]

    @classmethod
    def of(cls, previewed: Previewed) -> Self:
        return cls(**vars(previewed.dates), clashes=[ClashShape.of(clash) for clash in previewed.clashes])


class PreviewShape(BaseModel):
    dates: list[PreviewedShape]


class MeetingTypeShape(BaseModel):
    id: str
    name: str | None
    council: str | None
    unit: str | None
    dropped: bool
    actions: list[AllowedAction]

    @classmethod
    def of(cls, own_type: OwnType, name: str | None, actions: list[AllowedAction]) -> Self:
        return cls(**vars(own_type), name=name, actions=actions)


class MeetingTypesShape(BaseModel):
    """The types, and whether another may be made for the council or region that was asked about."""

    items: list[MeetingTypeShape]
    actions: list[AllowedAction]
