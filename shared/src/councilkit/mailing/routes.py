"""An operator's look at the mails of a service: where each one is, never to whom it goes and never what it says."""

from datetime import datetime, timedelta
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from councilkit.clock import Clock, utc_now
from councilkit.mailing.mail import Row, State, message_id
from councilkit.mailing.message import domain_of
from councilkit.mailing.port import MailStore
from councilkit.mailing.states import TROUBLES
from councilkit.web.callers import scope
from councilkit.web.pages import CursorMalformed, Page, PagingDep
from councilkit.web.routes import action

SCOPE = "house:operate"

LATE = timedelta(hours=1)
"""How long a mail may wait, whatever for, before an operator is shown it."""


class MailShape(BaseModel):
    """One mail. The relay's own log knows it by its Message-ID."""

    campaign: str
    kind: str
    message_id: str
    holds: tuple[str, ...]
    state: State
    tries: int
    resent: bool
    detail: str
    due: datetime
    first_due: datetime
    changed: datetime | None

    @classmethod
    def of(cls, row: Row, domain: str) -> Self:
        """Show a row."""
        return cls(
            campaign=row.campaign,
            kind=row.kind,
            message_id=message_id(row.campaign, row.key, domain),
            holds=row.holds,
            state=row.state,
            tries=row.tries,
            resent=row.resent,
            detail=row.detail,
            due=row.due,
            first_due=row.first_due,
            changed=row.changed,
        )


def mail_routers(store: MailStore, *, sender: str, clock: Clock = utc_now) -> list[APIRouter]:
    """Make the route `GET /mails` of a service that sends mails as `sender` (`Name <address>`)."""
    router = APIRouter(tags=["operator"], dependencies=[Depends(scope(SCOPE))])
    domain = domain_of(sender)

    @router.get("/mails", **action("list_mails", CursorMalformed))
    async def list_mails(
        paging: PagingDep,
        state: Annotated[list[State] | None, Query(max_length=len(State))] = None,
        campaign: Annotated[str | None, Query(pattern=r"^[a-z0-9:.-]{1,120}$")] = None,
    ) -> Page[MailShape]:
        """Tell where mails are; without `state`, those in doubt, refused, deferred, or due for more than an hour."""
        if not isinstance(paging.after, str | None):
            raise CursorMalformed("The cursor is not one that this list gave.", field="cursor")
        rows = await store.find(
            states=frozenset(state or TROUBLES),
            late=None if state else clock() - LATE,
            campaign=campaign,
            after=paging.after,
            limit=paging.fetch,
        )
        return paging.page(rows, key=lambda row: row.id, show=lambda row: MailShape.of(row, domain))

    return [router]
