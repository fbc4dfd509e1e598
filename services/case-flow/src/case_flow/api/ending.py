"""What is agreed after an answer or a meeting, and how a case ends or begins again."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from case_flow.api.dependencies import ANY_CHANGE, CaseId, Service
from case_flow.api.ending_bodies import CloseBody, FollowUpBody, ProgressBody, ReopenBody
from case_flow.application.ending.agree_follow_up import AgreeFollowUp, agree_follow_up
from case_flow.application.ending.close_case import CloseCase, close_case
from case_flow.application.ending.reopen_case import ReopenCase, reopen_case
from case_flow.application.ending.report_follow_up import ReportFollowUp, report_follow_up
from case_flow.domain.refusals import (
    BackToFront,
    DayFarOff,
    DayPassed,
    FinishedBefore,
    NoMore,
    NoSuchFollowUp,
    NotInTheirName,
    NotTheirs,
    OpenFollowUps,
    ReopenedBefore,
)
from case_flow.domain.transitions import Action
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import Acting, AnswerDep

router = APIRouter(prefix="/cases", tags=["commands"])


class InCase:
    """Where a follow-up stands."""

    def __init__(self, case: CaseId, follow_up: Annotated[str, Path(pattern=r"^[a-z0-9-]{1,100}$")]) -> None:
        self.case = case
        self.follow_up = follow_up


@router.post(
    "/{case}/follow-ups",
    **action(Action.AGREE_FOLLOW_UP, UnknownReference, NoMore, BackToFront, DayPassed, DayFarOff, *ANY_CHANGE),
)
async def agree(case: CaseId, body: FollowUpBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = AgreeFollowUp(
        case,
        body.what,
        body.responsible.party,
        body.starts,
        body.ends,
        involved=tuple(one.party for one in body.involved),
        informed=tuple(one.party for one in body.informed),
    )
    return await answer(await agree_follow_up(command, by.holding, by.call, cases=service.cases, known=service.known))


@router.post(
    "/{case}/follow-ups/{follow_up}",
    **action(Action.REPORT_FOLLOW_UP, NoSuchFollowUp, NotTheirs, FinishedBefore, DayPassed, DayFarOff, *ANY_CHANGE),
)
async def tell(
    one: Annotated[InCase, Depends()], body: ProgressBody, by: Acting, service: Service, answer: AnswerDep
) -> Accepted:
    command = ReportFollowUp(one.case, one.follow_up, body.progress, body.note, body.ends)
    return await answer(await report_follow_up(command, by.holding, by.call, cases=service.cases))


@router.post("/{case}/close", **action(Action.CLOSE, UnknownReference, NotInTheirName, OpenFollowUps, *ANY_CHANGE))
async def close(case: CaseId, body: CloseBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = CloseCase(case, body.reason, body.on_behalf_of)
    return await answer(
        await close_case(command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock)
    )


@router.post("/{case}/reopen", **action(Action.REOPEN, UnknownReference, NotInTheirName, ReopenedBefore, *ANY_CHANGE))
async def reopen(case: CaseId, body: ReopenBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ReopenCase(case, body.reason, body.new_facts, body.on_behalf_of)
    return await answer(
        await reopen_case(command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock)
    )
