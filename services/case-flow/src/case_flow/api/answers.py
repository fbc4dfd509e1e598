"""What is asked of units, what they answer, and whether that is what was asked for."""

from fastapi import APIRouter

from case_flow.api.answers_bodies import (
    AnswerBody,
    ConfirmBody,
    DelayBody,
    DisputeBody,
    OralAnswerBody,
    PartBody,
    StatementBody,
)
from case_flow.api.dependencies import ANY_CHANGE, CaseId, Confirming, Service
from case_flow.application.answers.confirm_answer import ConfirmAnswer, confirm_answer
from case_flow.application.answers.delay_answer import DelayAnswer, delay_answer
from case_flow.application.answers.dispute_answer import DisputeAnswer, dispute_answer
from case_flow.application.answers.give_answer import GiveAnswer, give_answer
from case_flow.application.answers.give_part import GivePart, give_part
from case_flow.application.answers.make_statement import Also, MakeStatement, make_statement
from case_flow.application.answers.register_answer import RegisterAnswer, register_answer
from case_flow.domain.refusals import (
    AskedTwice,
    DayFarOff,
    DayPassed,
    MeetingNotHeld,
    NobodyAnswers,
    NoMore,
    NotAgreed,
    NotInTheirName,
    NotTheirs,
    PartGivenBefore,
    PartsMissing,
    TooManySentences,
)
from case_flow.domain.transitions import Action
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import Acting, AnswerDep

router = APIRouter(prefix="/cases", tags=["commands"])


@router.post(
    "/{case}/statement",
    **action(Action.MAKE_STATEMENT, UnknownReference, NobodyAnswers, NoMore, AskedTwice, *ANY_CHANGE),
)
async def state(case: CaseId, body: StatementBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    also = tuple(Also(one.unit, one.part) for one in body.also)
    command = MakeStatement(case, body.unit, body.text, body.minority, body.our_ref, also)
    return await answer(
        await make_statement(
            command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock
        )
    )


@router.post("/{case}/delay", **action(Action.DELAY_ANSWER, DayPassed, DayFarOff, TooManySentences, *ANY_CHANGE))
async def delay(case: CaseId, body: DelayBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = DelayAnswer(case, body.until, body.short, body.our_ref)
    return await answer(await delay_answer(command, by.holding, by.call, cases=service.cases))


@router.post("/{case}/part", **action(Action.GIVE_PART, NotTheirs, PartGivenBefore, TooManySentences, *ANY_CHANGE))
async def part(case: CaseId, body: PartBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = GivePart(case, body.outcome, body.short, body.reason)
    return await answer(await give_part(command, by.holding, by.call, cases=service.cases))


@router.post("/{case}/answer", **action(Action.ANSWER, PartsMissing, NotAgreed, TooManySentences, *ANY_CHANGE))
async def give(case: CaseId, body: AnswerBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = GiveAnswer(case, body.outcome, body.short, body.reason, body.our_ref)
    return await answer(
        await give_answer(command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock)
    )


@router.post(
    "/{case}/oral-answer",
    **action(
        Action.REGISTER_ANSWER, UnknownReference, MeetingNotHeld, PartsMissing, NotAgreed, TooManySentences, *ANY_CHANGE
    ),
)
async def register(case: CaseId, body: OralAnswerBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = RegisterAnswer(case, body.meeting, body.outcome, body.short, body.reason)
    return await answer(
        await register_answer(
            command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock
        )
    )


@router.post("/{case}/confirm", **action(Action.CONFIRM, UnknownReference, NotInTheirName, *ANY_CHANGE))
async def confirm(case: CaseId, body: ConfirmBody, by: Confirming, service: Service, answer: AnswerDep) -> Accepted:
    command = ConfirmAnswer(case, body.on_behalf_of)
    return await answer(
        await confirm_answer(
            command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock
        )
    )


@router.post("/{case}/dispute", **action(Action.DISPUTE, UnknownReference, NotInTheirName, *ANY_CHANGE))
async def dispute(case: CaseId, body: DisputeBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = DisputeAnswer(case, body.missing, body.on_behalf_of)
    return await answer(
        await dispute_answer(
            command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock
        )
    )
