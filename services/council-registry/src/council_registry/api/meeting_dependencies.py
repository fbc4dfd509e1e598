"""Who may speak for somebody who cannot come."""

from typing import Annotated

from fastapi import Depends, Request

from council_registry.api.dependencies import Service
from council_registry.api.identities import carried
from council_registry.application.records import HOLDINGS
from council_registry.application.service import Registry
from councilkit.callers import Holding, NotYourTerm
from councilkit.web.callers import CallerDep
from councilkit.web.commands import Command, EnvelopeDep
from councilkit.web.house_app import refuse_ended

TELLS_FOR = "absence:tell"


async def _telling(request: Request, asker: CallerDep, envelope: EnvelopeDep, service: Service) -> Command:
    if TELLS_FOR in asker.scopes:
        term = await _known_term(envelope.acting_as, service)
        command = await envelope.made_for(term, brought_by=asker.subject)
    else:
        command = await envelope.made_for(asker.acting(envelope.acting_as))
    return await refuse_ended(request, command)


Telling = Annotated[Command, Depends(_telling)]
"""As `Acting`; besides, a service may speak for whoever holds a term: it has their word by a link in a mail."""


async def _known_term(id: str, service: Registry) -> Holding:
    holding = (await service.records.all_of(HOLDINGS, [id])).get(id)
    if holding is None or holding.council is None:
        raise NotYourTerm("Acting-As names no term that is known here.", field="Acting-As")
    return carried(holding)
