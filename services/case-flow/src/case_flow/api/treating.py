"""What a council does with a case that it holds."""

from fastapi import APIRouter

from case_flow.api.dependencies import ANY_CHANGE, CaseId, Service
from case_flow.api.treating_bodies import AgendaBody, MergeBody, PostponeBody, TreatBody
from case_flow.application.treating.merge_case import MergeCase, merge_case
from case_flow.application.treating.postpone_case import PostponeCase, postpone_case
from case_flow.application.treating.put_on_agenda import PutOnAgenda, put_on_agenda
from case_flow.application.treating.treat_case import TreatCase, treat_case
from case_flow.domain.refusals import (
    DayFarOff,
    DayPassed,
    KeptApart,
    MeetingNotHeld,
    MeetingOff,
    NotHeldTogether,
    NotTheirMeeting,
    PostponedTwice,
)
from case_flow.domain.transitions import Action
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import Acting, AnswerDep

router = APIRouter(prefix="/cases", tags=["commands"])


@router.post(
    "/{case}/agenda", **action(Action.PUT_ON_AGENDA, UnknownReference, NotTheirMeeting, MeetingOff, *ANY_CHANGE)
)
async def agenda(case: CaseId, body: AgendaBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = PutOnAgenda(case, body.meeting)
    receipt = await put_on_agenda(
        command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock
    )
    return await answer(receipt)


@router.post("/{case}/postpone", **action(Action.POSTPONE, DayPassed, DayFarOff, PostponedTwice, *ANY_CHANGE))
async def postpone(case: CaseId, body: PostponeBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = PostponeCase(case, body.until, body.reason, body.seen)
    return await answer(await postpone_case(command, by.holding, by.call, cases=service.cases))


@router.post("/{case}/treat", **action(Action.TREAT, MeetingNotHeld, *ANY_CHANGE))
async def treat(case: CaseId, body: TreatBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = TreatCase(case, body.outcome, body.opinion)
    return await answer(await treat_case(command, by.holding, by.call, cases=service.cases, known=service.known))


@router.post("/{case}/merge", **action(Action.MERGE, UnknownReference, NotHeldTogether, KeptApart, *ANY_CHANGE))
async def merge(case: CaseId, body: MergeBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = MergeCase(case, body.into, body.reason)
    return await answer(await merge_case(command, by.holding, by.call, cases=service.cases))
