"""What the routes ask for beside their own input."""

from typing import Annotated

from fastapi import Depends, Path, Request

from case_flow.application.service import CaseFlow
from councilkit.callers import Holding, NotYourTerm
from councilkit.web.callers import CallerDep
from councilkit.web.commands import Command, EnvelopeDep
from councilkit.web.house_app import refuse_ended
from councilkit.workdays import oslo_day

CONFIRMS_FOR = "cases:confirm"

CaseId = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,100}$")]


async def case_flow(request: Request) -> CaseFlow:
    service: CaseFlow = request.app.state.case_flow
    return service


Service = Annotated[CaseFlow, Depends(case_flow)]


async def _confirming(request: Request, asker: CallerDep, envelope: EnvelopeDep, service: Service) -> Command:
    if CONFIRMS_FOR in asker.scopes:
        term = await _begun_term(envelope.acting_as, service)
        command = await envelope.made_for(term, brought_by=asker.subject)
    else:
        command = await envelope.made_for(asker.acting(envelope.acting_as))
    return await refuse_ended(request, command)


Confirming = Annotated[Command, Depends(_confirming)]
"""As `Acting`; besides, a service may speak for whoever holds a term: it has their word by a link in a mail."""


async def _begun_term(id: str, service: CaseFlow) -> Holding:
    holding = await service.known.holding(id, field="Acting-As")
    if holding.kind != "term" or holding.starts > oslo_day(service.clock()):
        raise NotYourTerm("Acting-As names no term that has begun.", field="Acting-As")
    return holding
