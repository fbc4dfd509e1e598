"""What the routes ask for beside their own input."""

from typing import Annotated

from fastapi import Depends, Path, Request

from case_flow.application.service import CaseFlow
from case_flow.domain.refusals import NoSuchCase, WrongState
from councilkit.callers import Holding, NotYourTerm
from councilkit.web.commands import Command
from councilkit.web.house_app import ANY_COMMAND, spoken_for
from councilkit.workdays import oslo_day

ANY_CHANGE = (NoSuchCase, WrongState, *ANY_COMMAND)
"""What every change of a case may be refused for."""

CaseId = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,100}$")]


async def case_flow(request: Request) -> CaseFlow:
    service: CaseFlow = request.app.state.case_flow
    return service


Service = Annotated[CaseFlow, Depends(case_flow)]


async def _begun_term(request: Request, id: str) -> Holding:
    service = await case_flow(request)
    holding = await service.known.holding(id, field="Acting-As")
    if holding.kind != "term" or holding.starts > oslo_day(service.clock()):
        raise NotYourTerm("Acting-As names no term that has begun.", field="Acting-As")
    return holding


Confirming = Annotated[Command, Depends(spoken_for("cases:confirm", _begun_term))]
"""As `Acting`; besides, a service may speak for whoever holds a term: it has their word by a link in a mail."""
