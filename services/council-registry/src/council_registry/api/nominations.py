"""Vacancies over HTTP, and organisations that are asked for names."""

from typing import Annotated

from fastapi import APIRouter, Query

from council_registry.api.dependencies import Id, Service
from council_registry.api.nomination_shapes import NominationCard, NominationShape
from council_registry.api.paging import after_of, part_of
from council_registry.api.reading import AnId, StandingDep
from council_registry.api.seat_bodies import AnswerBody, NominationBody
from council_registry.api.seat_shapes import VacancyShape
from council_registry.application.seats.answer_nomination import AnswerNomination, answer_nomination
from council_registry.application.seats.close_nomination import CloseNomination, close_nomination
from council_registry.application.seats.list_vacancies import Wanted, list_vacancies
from council_registry.application.seats.read_nominations import RequestsWanted, list_nominations, read_nomination
from council_registry.application.seats.request_nomination import RequestNomination, nomination_of, request_nomination
from council_registry.domain.policy import POLICY, Action
from council_registry.domain.refusals import NoSuchCouncil
from council_registry.domain.seat_refusals import (
    AlreadyAsked,
    DayPassed,
    NobodyToAsk,
    NominationOver,
    NoSuchNomination,
    NoSuchSeat,
    SeatOver,
)
from council_registry.domain.structure_refusals import CouncilOver
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, CursorMalformed, Page, PagingDep, action, allowed_actions
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep, Reader

router = APIRouter(tags=["nominations"])

Theirs = Annotated[str | None, Query(max_length=100, description="Only seats that this organisation fills")]


@router.get("/vacancies", **action("list_vacancies", NotAllowed, CursorMalformed))
async def vacancies(
    *,
    reader: Reader,
    service: Service,
    standing: StandingDep,
    paging: PagingDep,
    region: AnId = None,
    council: AnId = None,
    organisation: Theirs = None,
) -> Page[VacancyShape]:
    """Tell the seats that are empty, and those that will be within months while nobody is to come."""
    found = await list_vacancies(
        Wanted(region, council, organisation),
        standing,
        reader.holdings,
        rules=service.rules,
        requests=service.requests,
        seat_files=service.keeping.seats,
    )
    part = part_of(found, paging, key=lambda one: one.key)
    return paging.page(part, key=lambda one: list(one.key), show=VacancyShape.of)


@router.post(
    "/councils/{id}/seats/{seat}/nominations",
    status_code=201,
    **action(
        Action.REQUEST_NOMINATION,
        NoSuchCouncil,
        NoSuchSeat,
        CouncilOver,
        SeatOver,
        AlreadyAsked,
        DayPassed,
        NobodyToAsk,
        UnknownReference,
        *ANY_COMMAND,
    ),
)
async def ask(*, id: Id, seat: Id, body: NominationBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = RequestNomination(id, seat, body.organisation, body.due, body.profile)
    receipt = await request_nomination(
        command,
        by.holding,
        by.call,
        councils=service.councils,
        units=service.units,
        requests=service.requests,
        clock=service.clock,
    )
    return await answer(receipt, nomination_of(by.call))


@router.get("/nominations", **action("list_nominations", CursorMalformed))
async def nominations(
    *,
    reader: Reader,
    service: Service,
    standing: StandingDep,
    paging: PagingDep,
    council: AnId = None,
    organisation: AnId = None,
) -> Page[NominationCard]:
    found = await list_nominations(
        RequestsWanted(council=council, organisation=organisation),
        reader.holdings,
        standing.day,
        after=after_of(paging),
        limit=paging.fetch,
        requests=service.requests,
    )
    return paging.page(found, key=lambda request: list(request.key), show=NominationCard.of)


@router.get("/nominations/{id}", **action("read_nomination", NoSuchNomination, NotAllowed))
async def nomination(id: Id, reader: Reader, service: Service, standing: StandingDep) -> NominationShape:
    page = await read_nomination(
        id,
        reader.holdings,
        standing.day,
        requests=service.requests,
        texts=service.texts,
        seat_files=service.keeping.seats,
    )
    possible = page.request.nomination.possible()
    return NominationShape.page(page, allowed_actions(POLICY, reader, possible, page.request.place.relations))


@router.post(
    "/nominations/{id}/answer", **action(Action.ANSWER_NOMINATION, NoSuchNomination, NominationOver, *ANY_COMMAND)
)
async def name_them(id: Id, body: AnswerBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    receipt = await answer_nomination(
        AnswerNomination(id, body.named()),
        by.holding,
        by.call,
        councils=service.councils,
        requests=service.requests,
        seat_files=service.keeping.seats,
        clock=service.clock,
    )
    return await answer(receipt, id)


@router.post(
    "/nominations/{id}/close", **action(Action.CLOSE_NOMINATION, NoSuchNomination, NominationOver, *ANY_COMMAND)
)
async def close(id: Id, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    receipt = await close_nomination(
        CloseNomination(id),
        by.holding,
        by.call,
        councils=service.councils,
        requests=service.requests,
        clock=service.clock,
    )
    return await answer(receipt, id)
