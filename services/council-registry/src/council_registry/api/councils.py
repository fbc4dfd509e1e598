"""What is done with councils, over HTTP."""

from fastapi import APIRouter

from council_registry.api.bodies import CouncilBody
from council_registry.api.dependencies import Id, Service
from council_registry.api.structure_bodies import (
    ChangeCouncilBody,
    CloseCouncilBody,
    CountingBody,
    PlanBody,
    ToldBody,
)
from council_registry.application.structure.change_council import ChangeCouncil, change_council
from council_registry.application.structure.close_council import CloseCouncil, close_council
from council_registry.application.structure.drop_plan import DropPlan, drop_plan
from council_registry.application.structure.found_council import FoundCouncil, found_council
from council_registry.application.structure.rest_council import RestCouncil, rest_council
from council_registry.application.structure.set_counting import SetCounting, set_counting
from council_registry.application.structure.wake_council import WakeCouncil, wake_council
from council_registry.domain.policy import Action
from council_registry.domain.refusals import NoSuchCouncil, ShortCodeTaken, WrongLevel, WrongState
from council_registry.domain.structure_refusals import (
    AlreadyAgreed,
    CouncilOver,
    CouncilsRemain,
    DayToCome,
    HasMet,
    NoSuccessor,
    NotBeforeTheLast,
    NothingAgreed,
    UnitOver,
)
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep

router = APIRouter(tags=["councils"])

ANY_CHANGE = (NoSuchCouncil, CouncilOver, NotBeforeTheLast, *ANY_COMMAND)
A_PLACE = (UnknownReference, WrongLevel, UnitOver)


@router.post(
    "/councils",
    status_code=201,
    **action(Action.FOUND_COUNCIL, *A_PLACE, CouncilOver, ShortCodeTaken, *ANY_COMMAND),
)
async def found(body: CouncilBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = FoundCouncil(body.charter(), body.starts)
    receipt = await found_council(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt)


@router.post("/councils/{id}/change", **action(Action.CHANGE_COUNCIL, AlreadyAgreed, *A_PLACE, *ANY_CHANGE))
async def change(id: Id, body: ChangeCouncilBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ChangeCouncil(body.changed(id))
    receipt = await change_council(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt)


@router.post(
    "/councils/{id}/close",
    **action(Action.CLOSE_COUNCIL, UnknownReference, AlreadyAgreed, NoSuccessor, CouncilsRemain, HasMet, *ANY_CHANGE),
)
async def close(id: Id, body: CloseCouncilBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    receipt = await close_council(
        CloseCouncil(body.closed(id)),
        by.holding,
        by.call,
        councils=service.councils,
        units=service.units,
        directories=service.directories,
        records=service.records,
    )
    return await answer(receipt)


@router.post("/councils/{id}/drop-plan", **action(Action.DROP_PLAN, NoSuchCouncil, NothingAgreed, *ANY_COMMAND))
async def no_more_plan(id: Id, body: PlanBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = DropPlan(id, body.on)
    receipt = await drop_plan(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt)


@router.post("/councils/{id}/rest", **action(Action.REST_COUNCIL, WrongState, DayToCome, *ANY_CHANGE))
async def rest(id: Id, body: ToldBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = RestCouncil(id, body.on)
    receipt = await rest_council(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt)


@router.post("/councils/{id}/wake", **action(Action.WAKE_COUNCIL, WrongState, DayToCome, *ANY_CHANGE))
async def wake(id: Id, body: ToldBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = WakeCouncil(id, body.on)
    receipt = await wake_council(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt)


@router.post("/councils/{id}/counting", **action(Action.SET_COUNTING, NoSuchCouncil, CouncilOver, *ANY_COMMAND))
async def counting(id: Id, body: CountingBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = SetCounting(body.counting(id))
    receipt = await set_counting(command, by.holding, by.call, councils=service.councils, units=service.units)
    return await answer(receipt)
