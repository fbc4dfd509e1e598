"""How a case begins, and what is said of it before any council has treated it."""

from fastapi import APIRouter

from case_flow.api.bodies import Nothing
from case_flow.api.dependencies import ANY_CHANGE, CaseId, Service
from case_flow.api.raising_bodies import ReasonBody, ReportBody, ScheduleBody, TurningAwayBody, WithdrawBody
from case_flow.application.raising.appeal import Appeal, appeal
from case_flow.application.raising.decide_appeal import DecideAppeal, decide_appeal
from case_flow.application.raising.keep_case import KeepCase, keep_case
from case_flow.application.raising.propose_turning_away import ProposeTurningAway, propose_turning_away
from case_flow.application.raising.report_case import ReportCase, report_case
from case_flow.application.raising.schedule_case import ScheduleCase, schedule_case
from case_flow.application.raising.turn_away import TurnAway, turn_away
from case_flow.application.raising.withdraw_case import WithdrawCase, withdraw_case
from case_flow.domain.refusals import (
    AlreadyAppealed,
    DayFarOff,
    DayPassed,
    LooksIndividual,
    NoAppeal,
    NobodyAbove,
    NotProposed,
    TooLate,
)
from case_flow.domain.transitions import Action
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep

router = APIRouter(prefix="/cases", tags=["commands"])


@router.post("", status_code=201, **action(Action.REPORT, UnknownReference, LooksIndividual, DayPassed, *ANY_COMMAND))
async def report(body: ReportBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ReportCase(
        body.council,
        body.title,
        body.short,
        body.description,
        body.lines,
        body.hints_seen,
        phase=body.phase,
        theme=body.theme,
        started_by=body.started_by,
        restriction=body.restricted,
    )
    return await answer(
        await report_case(command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock)
    )


@router.post("/{case}/schedule", **action(Action.SCHEDULE, DayPassed, DayFarOff, *ANY_CHANGE))
async def schedule(case: CaseId, body: ScheduleBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await schedule_case(ScheduleCase(case, body.on), by.holding, by.call, cases=service.cases))


@router.post("/{case}/turning-away", **action(Action.PROPOSE_TURNING_AWAY, *ANY_CHANGE))
async def propose(case: CaseId, body: TurningAwayBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ProposeTurningAway(case, body.why, body.reason)
    return await answer(await propose_turning_away(command, by.holding, by.call, cases=service.cases))


@router.post("/{case}/keep", **action(Action.KEEP, NotProposed, *ANY_CHANGE))
async def keep(case: CaseId, _: Nothing, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    return await answer(await keep_case(KeepCase(case), by.holding, by.call, cases=service.cases))


@router.post("/{case}/turn-away", **action(Action.TURN_AWAY, *ANY_CHANGE))
async def turn(case: CaseId, body: TurningAwayBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = TurnAway(case, body.why, body.reason)
    return await answer(await turn_away(command, by.holding, by.call, cases=service.cases))


@router.post("/{case}/appeal", **action(Action.APPEAL, AlreadyAppealed, TooLate, NobodyAbove, *ANY_CHANGE))
async def ask_above(case: CaseId, body: ReasonBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = Appeal(case, body.reason)
    return await answer(await appeal(command, by.holding, by.call, cases=service.cases, known=service.known))


@router.post("/{case}/uphold", **action(Action.UPHOLD, NoAppeal, *ANY_CHANGE))
async def uphold(case: CaseId, body: ReasonBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = DecideAppeal(case, stands=True, reason=body.reason)
    return await answer(
        await decide_appeal(command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock)
    )


@router.post("/{case}/overturn", **action(Action.OVERTURN, NoAppeal, *ANY_CHANGE))
async def overturn(case: CaseId, body: ReasonBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = DecideAppeal(case, stands=False, reason=body.reason)
    return await answer(
        await decide_appeal(command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock)
    )


@router.post("/{case}/withdraw", **action(Action.WITHDRAW, *ANY_CHANGE))
async def withdraw(case: CaseId, body: WithdrawBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = WithdrawCase(case, body.reason)
    return await answer(await withdraw_case(command, by.holding, by.call, cases=service.cases))
