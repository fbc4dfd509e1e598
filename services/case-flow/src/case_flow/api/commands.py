"""What is done with cases: verbs under a case."""

from fastapi import APIRouter

from case_flow.api.bodies import (
    AgendaBody,
    AnswerBody,
    DisputeBody,
    Nothing,
    ReportBody,
    ReturnBody,
    SendBody,
    StatementBody,
    TreatBody,
)
from case_flow.api.dependencies import CaseId, Confirming, Service
from case_flow.application.answers.confirm_answer import ConfirmAnswer, confirm_answer
from case_flow.application.answers.dispute_answer import DisputeAnswer, dispute_answer
from case_flow.application.answers.give_answer import GiveAnswer, give_answer
from case_flow.application.answers.make_statement import MakeStatement, make_statement
from case_flow.application.hops.receive_case import ReceiveCase, receive_case
from case_flow.application.hops.return_case import ReturnCase, return_case
from case_flow.application.hops.send_case import SendCase, send_case
from case_flow.application.raising.report_case import ReportCase, report_case
from case_flow.application.treating.put_on_agenda import PutOnAgenda, put_on_agenda
from case_flow.application.treating.treat_case import TreatCase, treat_case
from case_flow.domain.refusals import (
    LooksIndividual,
    MeetingNotHeld,
    MeetingOff,
    NobodyAnswers,
    NoSuchCase,
    NoSuchRoute,
    NotTheirMeeting,
    WrongState,
)
from case_flow.domain.transitions import Action
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep

router = APIRouter(prefix="/cases", tags=["commands"])

ANY_CHANGE = (NoSuchCase, WrongState, *ANY_COMMAND)


@router.post("", status_code=201, **action(Action.REPORT, UnknownReference, LooksIndividual, *ANY_COMMAND))
async def report(body: ReportBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ReportCase(body.council, body.title, body.short, body.description, body.lines, body.hints_seen)
    return await answer(
        await report_case(command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock)
    )


@router.post(
    "/{case}/agenda", **action(Action.PUT_ON_AGENDA, UnknownReference, NotTheirMeeting, MeetingOff, *ANY_CHANGE)
)
async def agenda(case: CaseId, body: AgendaBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = PutOnAgenda(case, body.meeting)
    return await answer(await put_on_agenda(command, by.holding, by.call, cases=service.cases, known=service.known))


@router.post("/{case}/treat", **action(Action.TREAT, MeetingNotHeld, *ANY_CHANGE))
async def treat(case: CaseId, body: TreatBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = TreatCase(case, body.outcome)
    return await answer(await treat_case(command, by.holding, by.call, cases=service.cases, known=service.known))


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


@router.post("/{case}/statement", **action(Action.MAKE_STATEMENT, UnknownReference, NobodyAnswers, *ANY_CHANGE))
async def state(case: CaseId, body: StatementBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = MakeStatement(case, body.unit, body.text)
    return await answer(await make_statement(command, by.holding, by.call, cases=service.cases, known=service.known))


@router.post("/{case}/answer", **action(Action.ANSWER, *ANY_CHANGE))
async def give(case: CaseId, body: AnswerBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = GiveAnswer(case, body.outcome, body.short, body.reason)
    return await answer(await give_answer(command, by.holding, by.call, cases=service.cases))


@router.post("/{case}/confirm", **action(Action.CONFIRM, UnknownReference, *ANY_CHANGE))
async def confirm(case: CaseId, _: Nothing, by: Confirming, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await confirm_answer(ConfirmAnswer(case), by.holding, by.call, cases=service.cases))


@router.post("/{case}/dispute", **action(Action.DISPUTE, *ANY_CHANGE))
async def dispute(case: CaseId, body: DisputeBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = DisputeAnswer(case, body.missing)
    return await answer(await dispute_answer(command, by.holding, by.call, cases=service.cases, known=service.known))
