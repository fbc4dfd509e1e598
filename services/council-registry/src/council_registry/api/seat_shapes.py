"""What is told of seats: who sits there, what is empty, and what is handed over."""

from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from council_registry.api.shapes import CouncilName, TermShape
from council_registry.application.seats.list_vacancies import Vacancy
from council_registry.application.seats.read_handover import HandoverPage
from council_registry.application.seats.read_seats import SeatsPage
from council_registry.domain.nomination import Nomination, Stage
from council_registry.domain.person import Group
from council_registry.domain.seat_file import Facts
from council_registry.domain.seating import Seat, Term
from council_registry.domain.vacancy import Chair
from councilkit.events.councils import Side
from councilkit.events.seating import HandoverItem
from councilkit.web import AllowedAction


class OpenRequest(BaseModel):
    """A request for names that nobody has closed."""

    id: str
    stage: Stage
    due: date

    @classmethod
    def of(cls, nomination: Nomination) -> Self:
        return cls(id=nomination.id, stage=nomination.stage, due=nomination.due)


class ChairShape(BaseModel):
    """A seat on a day. `ends_soon`: the last day of a term that nobody follows; `last_day`: the seat is closed then."""

    id: str
    side: Side
    deputy_for: str | None
    deputies: list[str] = Field(description="The seats whose terms step in for this one")
    last_day: date | None
    term: TermShape | None
    coming: TermShape | None
    vacant: bool
    vacant_since: date | None = Field(description="Null where nobody ever sat")
    ends_soon: date | None
    nomination: OpenRequest | None

    @classmethod
    def of(cls, chair: Chair, page: SeatsPage) -> Self:
        seat, council = chair.seat, page.found.council
        asked = page.request_for(seat)
        return cls(
            id=seat.id,
            side=seat.side,
            deputy_for=seat.deputy_for,
            deputies=[deputy.id for deputy in council.seating.deputies_of(seat.id)],
            last_day=seat.last,
            term=_term(chair.term, seat),
            coming=_term(chair.coming, seat),
            vacant=chair.vacant,
            vacant_since=chair.vacant_since,
            ends_soon=chair.ends,
            nomination=OpenRequest.of(asked) if asked else None,
        )


class SeatsShape(BaseModel):
    council: CouncilName
    items: list[ChairShape]
    actions: list[AllowedAction]

    @classmethod
    def page(cls, page: SeatsPage, actions: list[AllowedAction]) -> Self:
        items = [ChairShape.of(chair, page) for chair in page.chairs]
        return cls(council=CouncilName.of(page.found.council), items=items, actions=actions)


class FactsShape(BaseModel):
    organisation: str | None
    groups: tuple[Group, ...]
    profile: str | None

    @classmethod
    def of(cls, facts: Facts) -> Self:
        return cls(organisation=facts.organisation, groups=facts.groups, profile=facts.profile)


class VacancyShape(BaseModel):
    """A seat that is empty (`since`), or will be after `ends`."""

    council: CouncilName
    seat: str
    side: Side
    deputy_for: str | None
    vacant: bool
    since: date | None
    ends: date | None
    coming: TermShape | None
    nomination: OpenRequest | None

    @classmethod
    def of(cls, vacancy: Vacancy) -> Self:
        chair, asked = vacancy.chair, vacancy.nomination
        return cls(
            council=CouncilName.of(vacancy.council),
            seat=chair.seat.id,
            side=chair.seat.side,
            deputy_for=chair.seat.deputy_for,
            vacant=chair.vacant,
            since=chair.vacant_since,
            ends=chair.ends,
            coming=_term(chair.coming, chair.seat),
            nomination=OpenRequest.of(asked) if asked else None,
        )


class ItemShape(BaseModel):
    item: HandoverItem
    done: bool


class HandoverShape(BaseModel):
    """The checklist of a term; `before` is the term that was in the seat."""

    council: CouncilName
    term: TermShape
    before: TermShape | None
    due: date
    items: list[ItemShape]
    actions: list[AllowedAction]

    @classmethod
    def page(cls, page: HandoverPage, actions: list[AllowedAction]) -> Self:
        seat, handover = page.found.council.seating.seats[page.term.seat], page.handover
        return cls(
            council=CouncilName.of(page.found.council),
            term=TermShape.of(page.term, seat.side),
            before=_term(page.before, seat),
            due=handover.due,
            items=[ItemShape(item=item, done=item in handover.done) for item in HandoverItem],
            actions=actions,
        )


def _term(term: Term | None, seat: Seat) -> TermShape | None:
    return TermShape.of(term, seat.side) if term else None
