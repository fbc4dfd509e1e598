"""How a case begins: what its origin does before any council has treated it."""

from fastapi import APIRouter

from case_flow.api.bodies import ReportBody
from case_flow.api.dependencies import Service
from case_flow.application.raising.report_case import ReportCase, report_case
from case_flow.domain.refusals import LooksIndividual
from case_flow.domain.transitions import Action
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep

router = APIRouter(prefix="/cases", tags=["commands"])


@router.post("", status_code=201, **action(Action.REPORT, UnknownReference, LooksIndividual, *ANY_COMMAND))
async def report(body: ReportBody, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    command = ReportCase(body.council, body.title, body.short, body.description, body.lines, body.hints_seen)
    return await answer(
        await report_case(command, by.holding, by.call, cases=service.cases, known=service.known, clock=service.clock)
    )
