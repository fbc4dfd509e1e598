"""What anybody may read of councils, without signing in. Nothing in it is about a person."""

from datetime import date
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import BaseModel, Field

from council_registry.api.dependencies import Service
from council_registry.api.paging import part_of
from council_registry.api.shapes import UnitName
from council_registry.application.reading.lists import CouncilsWanted
from council_registry.application.reading.public import Public, PublicMeeting, read_public
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.application.reading.succession import Succession
from council_registry.domain.council import Council
from council_registry.domain.dated import Status
from council_registry.domain.refusals import NoSuchCouncil
from councilkit.events.councils import CouncilKind, Level, Names, Side
from councilkit.events.meetings import MeetingForm, MeetingType
from councilkit.refusals import Unavailable
from councilkit.web import CursorMalformed, Page, PagingDep, action
from councilkit.workdays import oslo_day

LASTS = "public, max-age=60"


async def cacheable(response: Response) -> None:
    response.headers["Cache-Control"] = LASTS


router = APIRouter(tags=["public"], dependencies=[Depends(cacheable)])

AShort = Annotated[str, Path(max_length=15)]
Text = Annotated[str, Query(max_length=100, description="Words; each is the beginning of a name, or of a number")]


class PublicName(BaseModel):
    short: str
    names: Names

    @classmethod
    def of(cls, council: Council) -> Self:
        return cls(short=council.charter.short, names=council.charter.names)


class PublicCard(PublicName):
    level: Level
    kind: CouncilKind
    status: Status
    led_by: Side
    units: list[UnitName]

    @classmethod
    def on_day(cls, council: CouncilOnDay, standing: Standing) -> Self:
        charter = council.charter
        return cls(
            short=charter.short,
            names=charter.names,
            level=charter.level,
            kind=charter.kind,
            status=council.status,
            led_by=charter.led_by,
            units=[UnitName(number=unit.number, name=unit.name) for unit in standing.units_of(council)],
        )


class PublicMeetingShape(BaseModel):
    """A meeting to come: where it is and how to join it is told to those who sit there."""

    on: date
    type: MeetingType
    form: MeetingForm

    @classmethod
    def of(cls, meeting: PublicMeeting) -> Self:
        return cls(**vars(meeting))


class PublicSuccession(PublicName):
    on: date

    @classmethod
    def link(cls, succession: Succession) -> Self:
        return cls(**dict(PublicName.of(succession.council)), on=succession.on)


class PublicShape(PublicCard):
    parent: PublicName | None
    meetings: list[PublicMeetingShape]
    raised: int = Field(description="Cases that the council has raised, ever")
    answered: int = Field(description="Those whose answer has come home")
    seats: int
    vacant: int
    predecessors: list[PublicSuccession]
    successors: list[PublicSuccession]

    @classmethod
    def page(cls, public: Public, standing: Standing) -> Self:
        return cls(
            **dict(PublicCard.on_day(public.found, standing)),
            parent=PublicName.of(public.parent.council) if public.parent else None,
            meetings=[PublicMeetingShape.of(one) for one in public.meetings],
            raised=public.raised,
            answered=public.answered,
            seats=public.seats,
            vacant=public.vacant,
            predecessors=[PublicSuccession.link(one) for one in public.predecessors],
            successors=[PublicSuccession.link(one) for one in public.successors],
        )


async def today(service: Service) -> Standing:
    return await service.directories.on(oslo_day(service.clock()))


Today = Annotated[Standing, Depends(today)]


@router.get("/public/councils", **action("list_public_councils", CursorMalformed, Unavailable, public=True))
async def public_councils(standing: Today, paging: PagingDep, q: Text = "") -> Page[PublicCard]:
    found = part_of(CouncilsWanted(q=q).of(standing), paging, key=lambda one: (one.charter.short, one.id))
    return paging.page(
        found,
        key=lambda one: [one.charter.short, one.id],
        show=lambda council: PublicCard.on_day(council, standing),
    )


@router.get("/public/councils/{short}", **action("read_public_council", NoSuchCouncil, Unavailable, public=True))
async def public_council(short: AShort, service: Service, standing: Today) -> PublicShape:
    public = await read_public(short, standing, activities=service.activities, records=service.records)
    return PublicShape.page(public, standing)
