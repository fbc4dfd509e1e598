"""What is done with units, councils and meetings: verbs under the thing."""

from fastapi import APIRouter

from council_registry.api.bodies import (
    CouncilBody,
    EndBody,
    HoldBody,
    LoadBody,
    MeetingBody,
    PostBody,
    SeatBody,
    TermBody,
)
from council_registry.api.dependencies import Id, Service, UnitNumber
from council_registry.api.shapes import Appointed, LoadedShape
from council_registry.application.add_seat import AddSeat, add_seat, seat_of
from council_registry.application.end_post import EndPost, end_post
from council_registry.application.end_term import EndTerm, end_term
from council_registry.application.found_council import FoundCouncil, found_council
from council_registry.application.hold_meeting import HoldMeeting, hold_meeting
from council_registry.application.load_units import LoadUnits, load_units
from council_registry.application.plan_meeting import PlanMeeting, plan_meeting
from council_registry.application.start_post import StartPost, start_post
from council_registry.application.start_term import StartTerm, start_term
from council_registry.domain.policy import Action
from council_registry.domain.refusals import (
    AlreadyOver,
    EndsBeforeStart,
    NobodyInCharge,
    NoSuchCouncil,
    NoSuchMeeting,
    NoSuchPost,
    NoSuchTerm,
    NoSuchUnit,
    NotBegun,
    NotOfThisMeeting,
    OtherSideOfTheTable,
    PersonKnown,
    PersonOrContact,
    SeatTaken,
    ShortCodeTaken,
    WrongLevel,
    WrongNumberOfCouncils,
    WrongPlaceForPost,
    WrongSide,
    WrongState,
)
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep

router = APIRouter(tags=["commands"])

ANY_APPOINTMENT = (UnknownReference, PersonOrContact, PersonKnown, EndsBeforeStart, *ANY_COMMAND)


@router.post("/units/load", **action(Action.LOAD_UNITS, UnknownReference, *ANY_COMMAND))
async def load(body: LoadBody, by: Acting, service: Service) -> LoadedShape:
    command = LoadUnits(body.edition)
    loaded = await load_units(command, by.holding, by.call, units=service.units, unit_list=service.unit_list)
    return LoadedShape(listed=loaded.listed, known=loaded.known)


@router.post(
    "/units/{number}/posts",
    status_code=201,
    **action(Action.START_POST, NoSuchUnit, WrongPlaceForPost, NobodyInCharge, *ANY_APPOINTMENT),
)
async def new_post(number: UnitNumber, body: PostBody, by: Acting, service: Service, answer: AnswerDep) -> Appointed:
    command = StartPost(number, body.role, body.period(), body.who())
    made = await start_post(command, by.holding, by.call, units=service.units, appointments=service.appointments)
    return Appointed.of(await answer(made.receipt, made.id), made.person)


@router.post(
    "/units/{number}/posts/{post}/end",
    **action(Action.END_POST, NoSuchUnit, NoSuchPost, EndsBeforeStart, AlreadyOver, *ANY_COMMAND),
)
async def no_more_post(
    *, number: UnitNumber, post: Id, body: EndBody, by: Acting, service: Service, answer: AnswerDep
) -> Accepted:
    command = EndPost(number, post, body.on)
    return await answer(await end_post(command, by.holding, by.call, units=service.units), post)


@router.post(
    "/councils",
    status_code=201,
    **action(Action.FOUND_COUNCIL, UnknownReference, WrongLevel, ShortCodeTaken, *ANY_COMMAND),
)
async def found(body: CouncilBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = FoundCouncil(body.charter())
    receipt = await found_council(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt)


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


@router.post(
    "/meetings",
    status_code=201,
    **action(Action.PLAN_MEETING, UnknownReference, WrongNumberOfCouncils, *ANY_COMMAND),
)
async def plan(body: MeetingBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = PlanMeeting(body.councils, body.type, body.form, body.starts_at)
    receipt = await plan_meeting(command, by.holding, by.call, meetings=service.meetings, councils=service.councils)
    return await answer(receipt)


@router.post(
    "/meetings/{id}/hold",
    **action(Action.HOLD_MEETING, NoSuchMeeting, WrongState, NotBegun, NotOfThisMeeting, *ANY_COMMAND),
)
async def hold(id: Id, body: HoldBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = HoldMeeting(id, body.attended)
    receipt = await hold_meeting(command, by.holding, by.call, meetings=service.meetings, councils=service.councils)
    return await answer(receipt)
