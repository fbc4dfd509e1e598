"""Seats and terms over HTTP."""

from fastapi import APIRouter

from council_registry.api.bodies import (
    EndBody,
    SeatBody,
    TermBody,
)
from council_registry.api.dependencies import Id, Service
from council_registry.api.shapes import (
    Appointed,
)
from council_registry.application.add_seat import AddSeat, add_seat, seat_of
from council_registry.application.end_term import EndTerm, end_term
from council_registry.application.start_term import StartTerm, start_term
from council_registry.domain.policy import Action
from council_registry.domain.refusals import (
    AlreadyOver,
    EndsBeforeStart,
    NoSuchCouncil,
    NoSuchTerm,
    OtherSideOfTheTable,
    PersonKnown,
    PersonOrContact,
    SeatTaken,
    WrongSide,
)
from councilkit.refusals import UnknownReference
from councilkit.web import (
    Accepted,
    action,
)
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep

router = APIRouter(tags=["seats"])

ANY_APPOINTMENT = (UnknownReference, PersonOrContact, PersonKnown, EndsBeforeStart, *ANY_COMMAND)


@router.post("/councils/{id}/seats", status_code=201, **action(Action.ADD_SEAT, NoSuchCouncil, *ANY_COMMAND))
async def new_seat(id: Id, body: SeatBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = AddSeat(id, body.side)
    receipt = await add_seat(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt, seat_of(by.call))


@router.post(
    "/councils/{id}/terms",
    status_code=201,
    **action(Action.START_TERM, NoSuchCouncil, WrongSide, SeatTaken, OtherSideOfTheTable, *ANY_APPOINTMENT),
)
async def new_term(id: Id, body: TermBody, by: Acting, service: Service, answer: AnswerDep) -> Appointed:
    command = StartTerm(id, body.seat, body.role, body.period(), body.who())
    made = await start_term(
        command,
        by.holding,
        by.call,
        councils=service.councils,
        units=service.units,
        appointments=service.appointments,
    )
    return Appointed.of(await answer(made.receipt, made.id), made.person)


@router.post(
    "/councils/{id}/terms/{term}/end",
    **action(Action.END_TERM, NoSuchCouncil, NoSuchTerm, EndsBeforeStart, AlreadyOver, *ANY_COMMAND),
)
async def no_more_term(*, id: Id, term: Id, body: EndBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = EndTerm(id, term, body.on)
    receipt = await end_term(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt, term)
