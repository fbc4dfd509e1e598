"""A region's councils in one view, and the regions side by side."""

from datetime import date, datetime
from typing import Self

from fastapi import APIRouter
from pydantic import BaseModel, Field

from council_registry.api.dependencies import Service, UnitNumber
from council_registry.api.reading import StandingDep
from council_registry.api.shapes import CouncilName, UnitName
from council_registry.application.reading.regions import Region, Sums, Watched, read_region, read_regions
from council_registry.domain.dated import Status as CouncilStatus
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_life import Status
from council_registry.domain.refusals import NoSuchUnit
from council_registry.domain.seating import Term
from council_registry.domain.signal import RULE, Word
from councilkit.events.cases import RuleStatus
from councilkit.events.councils import CouncilKind, Level, Side, TermRole
from councilkit.events.meetings import MeetingForm, MeetingType
from councilkit.web import Page, action
from councilkit.web.house_app import Reader

router = APIRouter(tags=["regions"])


class MetShape(BaseModel):
    id: str
    type: MeetingType
    form: MeetingForm
    status: Status
    starts_at: datetime

    @classmethod
    def of(cls, meeting: Meeting) -> Self:
        return cls(
            id=meeting.id, type=meeting.type, form=meeting.form, status=meeting.status, starts_at=meeting.starts_at
        )


class CountsShape(BaseModel):
    """Cases that the council raised in the last twelve months, those that wait today, and answers that came home."""

    raised: int
    waiting: int
    answered: int


class SignalShape(BaseModel):
    """A word, and the counts of the last twelve months that it is made of."""

    word: Word
    meetings: int
    raised: int
    answers: int
    minutes_days: int | None = Field(description="How old the newest minutes are, in days")


class RingShape(BaseModel):
    """A term to ring about the council; who it is, is told under the council's people."""

    term: str
    role: TermRole

    @classmethod
    def of(cls, term: Term) -> Self:
        return cls(term=term.id, role=term.role)


class WatchedShape(CouncilName):
    level: Level
    kind: CouncilKind
    status: CouncilStatus
    led_by: Side
    last_meeting: MetShape | None
    next_meeting: MetShape | None
    cases: CountsShape
    leader_vacant: bool
    ring: list[RingShape]
    signal: SignalShape

    @classmethod
    def seen(cls, watched: Watched) -> Self:
        council, activity = watched.council, watched.activity
        charter, signal = council.charter, activity.signal
        last, coming = activity.last, activity.coming
        return cls(
            id=council.id,
            short=charter.short,
            names=charter.names,
            level=charter.level,
            kind=charter.kind,
            status=council.status,
            led_by=charter.led_by,
            last_meeting=MetShape.of(last) if last else None,
            next_meeting=MetShape.of(coming[0]) if coming else None,
            cases=CountsShape(raised=signal.raised, waiting=activity.waiting, answered=signal.answers),
            leader_vacant=watched.leader_vacant,
            ring=[RingShape.of(term) for term in watched.ring],
            signal=SignalShape(word=watched.word, **vars(signal)),
        )


class SumsShape(BaseModel):
    offices: int
    without_council: int
    councils: int
    leaders_vacant: int
    meetings: int = Field(description="Held in the last twelve months; a joint one counts for each council")
    raised: int
    waiting: int
    answered: int
    words: dict[Word, int] = Field(description="How many councils each word of the signal is said of")

    @classmethod
    def of(cls, sums: Sums) -> Self:
        return cls(**vars(sums))


class RegionCard(UnitName):
    sums: SumsShape

    @classmethod
    def card(cls, region: Region) -> Self:
        return cls(number=region.unit.number, name=region.unit.name, sums=SumsShape.of(region.sums))


class RuleShape(BaseModel):
    """Where the words of the signal change, and on whose word: a proposed rule informs and does not alarm."""

    source: str
    status: RuleStatus
    counted_days: int
    new_days: int
    lively_meetings: int
    lively_cases: int


class RegionShape(RegionCard):
    on: date
    councils: list[WatchedShape]
    without_council: list[UnitName]
    rule: RuleShape

    @classmethod
    def page(cls, region: Region, day: date) -> Self:
        return cls(
            **dict(RegionCard.card(region)),
            on=day,
            councils=[WatchedShape.seen(one) for one in region.councils],
            without_council=[UnitName(number=unit.number, name=unit.name) for unit in region.without_council],
            rule=RuleShape(**vars(RULE)),
        )


@router.get("/regions", **action("list_regions"))
async def all_regions(_: Reader, service: Service, standing: StandingDep) -> Page[RegionCard]:
    found = await read_regions(standing, activities=service.activities)
    return Page(items=[RegionCard.card(one) for one in found])


@router.get("/regions/{number}", **action("read_region", NoSuchUnit))
async def one_region(number: UnitNumber, _: Reader, service: Service, standing: StandingDep) -> RegionShape:
    found = await read_region(number, standing, activities=service.activities)
    return RegionShape.page(found, standing.day)
