"""Seats and terms over HTTP."""

from fastapi import APIRouter, Response

from council_registry.api.bodies import EndBody, TermBody
from council_registry.api.dependencies import Id, Service
from council_registry.api.reading import StandingDep
from council_registry.api.seat_bodies import CloseSeatBody, FactsBody, SeatBody, TickBody
from council_registry.api.seat_shapes import FactsShape, HandoverShape, SeatsShape
from council_registry.api.shapes import (
    Appointed,
)
from council_registry.application.seats.add_seat import AddSeat, add_seat, seat_of
from council_registry.application.seats.close_seat import CloseSeat, close_seat
from council_registry.application.seats.end_term import EndTerm, end_term
from council_registry.application.seats.read_handover import read_handover
from council_registry.application.seats.read_seats import read_seats
from council_registry.application.seats.seat_facts import WriteFacts, read_facts, write_facts
from council_registry.application.seats.start_term import StartTerm, start_term
from council_registry.application.seats.tick_handover import TickHandover, tick_handover
from council_registry.domain.people_refusals import ErasedBefore, NoAddress
from council_registry.domain.policy import POLICY, Action
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
from council_registry.domain.seat_refusals import (
    NoDeputyForThis,
    NoSuchSeat,
    OnlyDeputiesHere,
    SeatInUse,
    SeatOver,
)
from council_registry.domain.structure_refusals import CouncilNotBegun, CouncilOver, HasMet
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action, allowed_actions, etag
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep, Reader

router = APIRouter(tags=["seats"])

OF_SEATS = {Action.ADD_SEAT, Action.CLOSE_SEAT, Action.START_TERM, Action.END_TERM, Action.REQUEST_NOMINATION}
ANY_APPOINTMENT = (
    *(UnknownReference, PersonOrContact, PersonKnown, ErasedBefore, NoAddress),
    *(EndsBeforeStart, *ANY_COMMAND),
)


@router.post(
    "/councils/{id}/seats",
    status_code=201,
    **action(Action.ADD_SEAT, NoSuchCouncil, CouncilOver, UnknownReference, SeatOver, NoDeputyForThis, *ANY_COMMAND),
)
async def new_seat(id: Id, body: SeatBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = AddSeat(id, body.side, body.deputy_for)
    receipt = await add_seat(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt, seat_of(by.call))


@router.get("/councils/{id}/seats", **action("read_seats", NoSuchCouncil))
async def seats(*, id: Id, reader: Reader, service: Service, response: Response, standing: StandingDep) -> SeatsShape:
    page = read_seats(id, standing, service.rules)
    response.headers["ETag"] = etag(page.found.sequence)
    possible = [one for one in page.found.council.possible() if one in OF_SEATS]
    return SeatsShape.page(page, allowed_actions(POLICY, reader, possible, page.place.relations))


@router.post(
    "/councils/{id}/seats/{seat}/close",
    **action(Action.CLOSE_SEAT, NoSuchCouncil, NoSuchSeat, SeatOver, SeatInUse, *ANY_COMMAND),
)
async def no_more_seat(
    *, id: Id, seat: Id, body: CloseSeatBody, by: Acting, service: Service, answer: AnswerDep
) -> Accepted:
    command = CloseSeat(id, seat, body.on)
    receipt = await close_seat(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt, seat)


@router.get("/councils/{id}/seats/{seat}/facts", **action("read_facts", NoSuchCouncil, NoSuchSeat, NotAllowed))
async def facts(id: Id, seat: Id, reader: Reader, service: Service, standing: StandingDep) -> FactsShape:
    """Tell who names somebody for the seat, and who is looked for: to those who fill it."""
    told = await read_facts(id, seat, reader.holdings, standing, seat_files=service.keeping.seats)
    return FactsShape.of(told)


@router.put(
    "/councils/{id}/seats/{seat}/facts",
    **action("write_facts", NoSuchCouncil, NoSuchSeat, NotAllowed, UnknownReference),
)
async def new_facts(
    *, id: Id, seat: Id, body: FactsBody, reader: Reader, service: Service, standing: StandingDep
) -> FactsShape:
    command = WriteFacts(id, seat, body.facts())
    await write_facts(
        command, reader.holdings, standing, organisations=service.organisations, seat_files=service.keeping.seats
    )
    return FactsShape.of(command.facts)


@router.post(
    "/councils/{id}/terms",
    status_code=201,
    **action(
        Action.START_TERM,
        NoSuchCouncil,
        WrongSide,
        OnlyDeputiesHere,
        SeatTaken,
        SeatOver,
        CouncilOver,
        CouncilNotBegun,
        OtherSideOfTheTable,
        *ANY_APPOINTMENT,
    ),
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
    **action(Action.END_TERM, NoSuchCouncil, NoSuchTerm, EndsBeforeStart, AlreadyOver, HasMet, *ANY_COMMAND),
)
async def no_more_term(*, id: Id, term: Id, body: EndBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = EndTerm(id, term, body.on)
    receipt = await end_term(
        command, by.holding, by.call, councils=service.councils, units=service.units, records=service.records
    )
    return await answer(receipt, term)


@router.get("/councils/{id}/terms/{term}/handover", **action("read_handover", NoSuchCouncil, NoSuchTerm))
async def handover(
    *, id: Id, term: Id, reader: Reader, service: Service, response: Response, standing: StandingDep
) -> HandoverShape:
    page = read_handover(id, term, standing, service.rules)
    response.headers["ETag"] = etag(page.found.sequence)
    return HandoverShape.page(page, allowed_actions(POLICY, reader, [Action.TICK_HANDOVER], page.place.relations))


@router.post(
    "/councils/{id}/terms/{term}/handover/tick",
    **action(Action.TICK_HANDOVER, NoSuchCouncil, NoSuchTerm, *ANY_COMMAND),
)
async def tick(*, id: Id, term: Id, body: TickBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = TickHandover(id, term, body.item, body.done)
    receipt = await tick_handover(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt, term)
