"""Who may speak for somebody who cannot come."""

from typing import Annotated

from fastapi import Depends, Request

from council_registry.api.dependencies import registry
from council_registry.api.identities import carried
from council_registry.application.records import HOLDINGS
from councilkit.callers import Holding, NotYourTerm
from councilkit.web.commands import Command
from councilkit.web.house_app import spoken_for


async def _known_term(request: Request, id: str) -> Holding:
    holding = (await (await registry(request)).records.all_of(HOLDINGS, [id])).get(id)
    if holding is None or holding.council is None:
        raise NotYourTerm("Acting-As names no term that is known here.", field="Acting-As")
    return carried(holding)


Telling = Annotated[Command, Depends(spoken_for("absence:tell", _known_term))]
"""As `Acting`; besides, a service may speak for whoever holds a term: it has their word by a link in a mail."""
