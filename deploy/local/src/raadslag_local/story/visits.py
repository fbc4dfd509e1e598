"""Doing things as people do them: signing in at the issuer's page, reading the portal's forms, and sending them."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import httpx2

from councilkit.ids import derived_id
from councilkit.workdays import OSLO
from raadslag_local.story.cases import CasePlan
from raadslag_local.story.doing import MEETING, Key
from raadslag_local.story.hands import Actor, Refused
from raadslag_local.story.pages import Form, NotOffered, Page, Written

PATIENCE, PAUSE = 60.0, 0.1


class Visitor:
    """One person's browser."""

    def __init__(self, http: httpx2.AsyncClient, subject: str) -> None:
        self._http = http
        self._subject = subject

    async def opens(self, path: str) -> Page:
        return await self._signed_in(Page(await self._http.get(path, follow_redirects=True)))

    async def sends(self, action: str, fields: Mapping[str, list[str]]) -> Page:
        return await self._signed_in(Page(await self._http.post(action, data=fields, follow_redirects=True)))

    async def _signed_in(self, page: Page) -> Page:
        """Where the issuer asks who she is, choose; it sends her back to where she was."""
        if (form := page.form("subject")) is None:
            return page
        chosen = form.filled({"subject": self._subject})
        return Page(await self._http.post(str(page.url.join(form.action)), data=chosen, follow_redirects=True))


class ThroughPortal:
    """Fills in each form until it is taken: what it waits for may still be on its way through the house.

    A form that may have been sent before is sent again under the same key, though its page may not be shown any more.
    With `again`, that is every form.
    """

    def __init__(self, browser: Callable[[], httpx2.AsyncClient], *, again: bool = False) -> None:
        self._browser = browser
        self._again = again
        self._visitors: dict[str, Visitor] = {}
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def plan(self, by: Actor, councils: list[str], starts_at: datetime, type: str, *, key: Key) -> str:
        [council] = councils  # one that meets with others is planned elsewhere
        at = starts_at.astimezone(OSLO)
        written = {"day": f"{at.day}.{at.month}.{at.year}", "time": f"{at:%H.%M}", "type": type, **MEETING}
        return await self._sends(by, f"/councils/{council}/meetings/new", written, key)

    async def hold(self, by: Actor, meeting: str, attended: list[str], *, key: Key) -> None:
        await self._sends(by, f"/meetings/{meeting}/hold", {"attended": attended}, key)

    async def report(self, by: Actor, council: str, case: CasePlan, *, key: Key) -> str:  # noqa: ARG002 - her term says it
        return await self._sends(by, "/cases/new", case.written(), key)

    async def act(self, by: Actor, case: str, verb: str, says: Mapping[str, Any], *, key: Key) -> None:
        await self._sends(by, f"/cases/{case}/{verb}", says, key)

    async def _sends(self, by: Actor, path: str, written: Mapping[str, Written], key: Key) -> str:
        """Tell the id of what the page shows that follows."""
        visitor, attempt = await self._visitor(by), _Attempt(by, path, written, key, sent=self._again)
        tried_until = asyncio.get_running_loop().time() + PATIENCE
        while not await attempt.succeeds(visitor):
            if asyncio.get_running_loop().time() > tried_until:
                raise Refused(f"{path} in the portal", {"detail": attempt.told})
            await asyncio.sleep(PAUSE)
        return attempt.arrived.path.rpartition("/")[2]

    async def _visitor(self, by: Actor) -> Visitor:
        if by.subject not in self._visitors:
            http = await self._stack.enter_async_context(self._browser())
            self._visitors[by.subject] = Visitor(http, by.subject)
        return self._visitors[by.subject]


class _Attempt:
    """A form that is to be sent once."""

    arrived: httpx2.URL

    def __init__(self, by: Actor, path: str, written: Mapping[str, Written], key: Key, *, sent: bool) -> None:
        self._path = path
        self._acting = by.holding
        self._written = written
        self._key = derived_id(*key)
        self._sent = sent
        self.told = "nothing answers"

    async def succeeds(self, visitor: Visitor) -> bool:
        try:
            page = await visitor.opens(f"{self._path}?acting={self._acting}")
            page = await self._send(visitor, page)
        except (httpx2.TransportError, NotOffered) as error:
            self.told = f"{type(error).__name__}: {error}"
            return False
        self.told, self.arrived = f"{page.status} {page.heading}", page.url
        return "since" in page.url.params

    async def _send(self, visitor: Visitor, page: Page) -> Page:
        try:
            filled = self._filled(page)
        except NotOffered:
            if not self._sent:
                raise
            filled = self._as_before(page)
        self._sent = True
        return await visitor.sends(self._path, filled | {"once": [self._key]})

    def _filled(self, page: Page) -> dict[str, list[str]]:
        if form := page.form("once"):
            return form.filled(self._written)
        raise NotOffered(f"{page.status} {page.heading}")

    def _as_before(self, page: Page) -> dict[str, list[str]]:
        """Write again what may have been sent: its page may not be shown any more, or not offer it."""
        form = page.form("csrf") or Form(self._path)
        asked: dict[str, list[str]] = {name: [] for name in self._written}
        return Form(self._path, {**form.fields, "acting": [self._acting], **asked}).filled(self._written)
