"""What is done with units and posts, over HTTP."""

from fastapi import APIRouter

from council_registry.api.bodies import (
    EndBody,
    LoadBody,
    PostBody,
)
from council_registry.api.dependencies import Id, Service, UnitNumber
from council_registry.api.shapes import (
    Appointed,
    LoadedShape,
)
from council_registry.api.structure_bodies import ChangeUnitBody, CloseUnitBody, PlanBody, UnitBody
from council_registry.application.people.end_post import EndPost, end_post
from council_registry.application.people.start_post import StartPost, start_post
from council_registry.application.structure.change_unit import ChangeUnit, change_unit
from council_registry.application.structure.close_unit import CloseUnit, close_unit
from council_registry.application.structure.drop_plan import DropUnitPlan, drop_unit_plan
from council_registry.application.structure.list_unit import ListUnit, list_unit
from council_registry.application.structure.load_units import LoadUnits, load_units
from council_registry.domain.people_refusals import ErasedBefore, NoAddress
from council_registry.domain.policy import Action
from council_registry.domain.refusals import (
    AlreadyOver,
    EndsBeforeStart,
    NobodyInCharge,
    NoSuchPost,
    NoSuchUnit,
    PersonKnown,
    PersonOrContact,
    WrongLevel,
    WrongPlaceForPost,
)
from council_registry.domain.structure_refusals import (
    AlreadyAgreed,
    CouncilsRemain,
    NoSuccessor,
    NotBeforeTheLast,
    NothingAgreed,
    UnitNumberTaken,
    UnitOver,
    UnitsRemain,
    WouldBeCycle,
)
from councilkit.refusals import UnknownReference
from councilkit.web import (
    Accepted,
    action,
)
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep

router = APIRouter(tags=["units"])

ANY_APPOINTMENT = (
    *(UnknownReference, PersonOrContact, PersonKnown, ErasedBefore, NoAddress),
    *(EndsBeforeStart, *ANY_COMMAND),
)
ANY_CHANGE = (NoSuchUnit, UnknownReference, UnitOver, NotBeforeTheLast, AlreadyAgreed, *ANY_COMMAND)


@router.post("/units/load", **action(Action.LOAD_UNITS, UnknownReference, *ANY_COMMAND))
async def load(body: LoadBody, by: Acting, service: Service) -> LoadedShape:
    command = LoadUnits(body.edition)
    loaded = await load_units(command, by.holding, by.call, units=service.units, unit_list=service.unit_list)
    return LoadedShape(listed=loaded.listed, known=loaded.known)


@router.post(
    "/units",
    status_code=201,
    **action(Action.LIST_UNIT, UnknownReference, WrongLevel, UnitOver, UnitNumberTaken, *ANY_COMMAND),
)
async def new_unit(body: UnitBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await list_unit(ListUnit(body.unit()), by.holding, by.call, units=service.units))


@router.post("/units/{number}/change", **action(Action.CHANGE_UNIT, WrongLevel, WouldBeCycle, *ANY_CHANGE))
async def change(number: UnitNumber, body: ChangeUnitBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ChangeUnit(body.changed(number))
    return await answer(await change_unit(command, by.holding, by.call, units=service.units))


@router.post(
    "/units/{number}/close", **action(Action.CLOSE_UNIT, NoSuccessor, UnitsRemain, CouncilsRemain, *ANY_CHANGE)
)
async def close(number: UnitNumber, body: CloseUnitBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = CloseUnit(body.closed(number))
    receipt = await close_unit(command, by.holding, by.call, units=service.units, directories=service.directories)
    return await answer(receipt)


@router.post("/units/{number}/drop-plan", **action(Action.DROP_UNIT_PLAN, NoSuchUnit, NothingAgreed, *ANY_COMMAND))
async def no_more_plan(number: UnitNumber, body: PlanBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = DropUnitPlan(number, body.on)
    return await answer(await drop_unit_plan(command, by.holding, by.call, units=service.units))


@router.post(
    "/units/{number}/posts",
    status_code=201,
    **action(Action.START_POST, NoSuchUnit, UnitOver, WrongPlaceForPost, NobodyInCharge, *ANY_APPOINTMENT),
)
async def new_post(number: UnitNumber, body: PostBody, by: Acting, service: Service, answer: AnswerDep) -> Appointed:
    command = StartPost(number, body.role, body.period(), body.who(), body.council)
    made = await start_post(
        command,
        by.holding,
        by.call,
        units=service.units,
        councils=service.councils,
        appointments=service.appointments,
    )
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
