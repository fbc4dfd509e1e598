"""What is asked of units, what they answer, and whether that is what was asked for."""

from fastapi import APIRouter

from case_flow.api.bodies import AnswerBody, DisputeBody, Nothing, StatementBody
from case_flow.api.dependencies import ANY_CHANGE, CaseId, Confirming, Service
from case_flow.application.answers.confirm_answer import ConfirmAnswer, confirm_answer
from case_flow.application.answers.dispute_answer import DisputeAnswer, dispute_answer
from case_flow.application.answers.give_answer import GiveAnswer, give_answer
from case_flow.application.answers.make_statement import MakeStatement, make_statement
from case_flow.domain.refusals import NobodyAnswers
from case_flow.domain.transitions import Action
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import Acting, AnswerDep

router = APIRouter(prefix="/cases", tags=["commands"])


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
