"""A neighbour's ledger, as a follower reads it over HTTP."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2

from councilkit.batching import Together
from councilkit.events import Item, from_cloudevent
from councilkit.inbox.port import Page
from councilkit.ledger.api import HEAD, STREAM_PATTERN, read_head
from councilkit.ledger.port import PAGE
from councilkit.refusals import Unavailable


class HttpSource:
    """A neighbour's ledger over its `/ledger`. `token` tells a service token with the scope `ledger:read`."""

    def __init__(self, name: str, url: str, http: httpx2.AsyncClient, token: Callable[[], Awaitable[str]]) -> None:
        self.name = name
        self._url = f"{url.rstrip('/')}/ledger"
        self._http = http
        self._token = token
        self._pages = Together(self._page)

    async def read(self, after: int) -> Page:
        """Tell the items above a position, as many as fit in a page."""
        return await self._pages.ask(after)

    async def stream(self, stream: str) -> list[Item]:
        """Tell all numbered items of one stream; none if a publisher can have no stream of this name."""
        if not re.fullmatch(STREAM_PATTERN, stream):
            return []
        items: list[Item] = []
        while page := (await self._read({"stream": stream, "after": items[-1].position if items else 0})).items:
            items += page
        return items

    async def _page(self, after: int) -> Page:
        return await self._read({"after": after, "limit": PAGE})

    async def _read(self, parameters: dict[str, Any]) -> Page:
        try:
            headers = {"Authorization": f"Bearer {await self._token()}"}
            response = await self._http.get(self._url, params=parameters, headers=headers)
            response.raise_for_status()
            items = [from_cloudevent(event) for event in response.json()]
            return Page(items, read_head(response.headers[HEAD]))
        except (httpx2.HTTPError, KeyError, TypeError, ValueError) as error:
            # An answer that cannot be read is a publisher that is not itself just now: wait, never skip.
            message = f"The ledger of {self.name} cannot be read: {_cause(error)}"
            raise Unavailable(message) from error


def _cause(error: Exception) -> str:
    if isinstance(error, httpx2.HTTPStatusError):
        return f"it answers {error.response.status_code}"
    return type(error).__name__
