"""Everything that the pages stand on, made in bootstrap and handed to every route."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from councilkit.clock import Clock
from councilkit.ids import Ids
from portal.api.screen import Screen
from portal.application.drafts import Drafts
from portal.application.names import NameBook
from portal.application.notices import Notices
from portal.application.ports import CaseFlow, Issuer, Registry
from portal.application.sessions import Sessions
from portal.application.sign_in import SignIn


@dataclass(frozen=True)
class Parts:
    registry: Registry
    case_flow: CaseFlow
    issuer: Issuer
    sessions: Sessions
    sign_in: SignIn
    drafts: Drafts
    notices: Notices
    names: NameBook
    screen: Screen
    clock: Clock
    ids: Ids


def parts(request: Request) -> Parts:
    found: Parts = request.app.state.parts
    return found


PartsDep = Annotated[Parts, Depends(parts)]
