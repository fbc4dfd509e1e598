"""How a case travels from council to council."""

from fastapi import APIRouter

from case_flow.api.bodies import Nothing, ReturnBody, SendBody
from case_flow.api.dependencies import ANY_CHANGE, CaseId, Service
from case_flow.application.hops.receive_case import ReceiveCase, receive_case
from case_flow.application.hops.return_case import ReturnCase, return_case
from case_flow.application.hops.send_case import SendCase, send_case
from case_flow.domain.refusals import NoSuchRoute
from case_flow.domain.transitions import Action
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import Acting, AnswerDep

router = APIRouter(prefix="/cases", tags=["commands"])


@router.post("/{case}/send", **action(Action.SEND, UnknownReference, NoSuchRoute, *ANY_CHANGE))
async def send(case: CaseId, body: SendBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = SendCase(case, body.to, body.wish, body.reason)
    return await answer(await send_case(command, by.holding, by.call, cases=service.cases, known=service.known))


@router.post("/{case}/receive", **action(Action.RECEIVE, *ANY_CHANGE))
async def receive(case: CaseId, _: Nothing, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await receive_case(ReceiveCase(case), by.holding, by.call, cases=service.cases))


@router.post("/{case}/return", **action(Action.RETURN, *ANY_CHANGE))
async def give_back(case: CaseId, body: ReturnBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await return_case(ReturnCase(case, body.reason), by.holding, by.call, cases=service.cases))
