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
from portal.application.ports import CaseFlow, Issuer, Newsletter, Notifier, Registry, Services
from portal.application.sessions import Sessions
from portal.application.sign_in import SignIn
from portal.application.tray import Tray


@dataclass(frozen=True)
class Parts:
    services: Services
    issuer: Issuer
    sessions: Sessions
    sign_in: SignIn
    drafts: Drafts
    tray: Tray
    notices: Notices
    names: NameBook
    screen: Screen
    clock: Clock
    ids: Ids

    @property
    def registry(self) -> Registry:
        return self.services.registry

    @property
    def case_flow(self) -> CaseFlow:
        return self.services.case_flow

    @property
    def newsletter(self) -> Newsletter:
        return self.services.newsletter

    @property
    def notifier(self) -> Notifier:
        return self.services.notifier


def parts(request: Request) -> Parts:
    found: Parts = request.app.state.parts
    return found


PartsDep = Annotated[Parts, Depends(parts)]
