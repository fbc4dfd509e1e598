"""What a council does with a case that it holds."""

from fastapi import APIRouter

from case_flow.api.bodies import AgendaBody, TreatBody
from case_flow.api.dependencies import ANY_CHANGE, CaseId, Service
from case_flow.application.treating.put_on_agenda import PutOnAgenda, put_on_agenda
from case_flow.application.treating.treat_case import TreatCase, treat_case
from case_flow.domain.refusals import (
    MeetingNotHeld,
    MeetingOff,
    NotTheirMeeting,
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
    return await answer(
        await put_on_agenda(command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock)
    )


@router.post("/{case}/treat", **action(Action.TREAT, MeetingNotHeld, *ANY_CHANGE))
async def treat(case: CaseId, body: TreatBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = TreatCase(case, body.outcome)
    return await answer(await treat_case(command, by.holding, by.call, cases=service.cases, known=service.known))
