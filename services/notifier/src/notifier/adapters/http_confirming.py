"""Confirming answers at case-flow, over HTTP."""

from collections.abc import Awaitable, Callable, Mapping

import httpx2

from councilkit.refusals import Unavailable
from councilkit.web.etags import etag
from councilkit.web.problems import TYPE_PREFIX, Problem
from notifier.application.confirm_by_link import Heard

_NO: Mapping[str, Heard] = {
    "stale": Heard.MOVED,
    "wrong-state": Heard.SAID,
    "term-ended": Heard.REFUSED,
    "not-allowed": Heard.REFUSED,
}
"""What a no means, by its slug. No other is the last word: what case-flow has not heard of yet, it may hear of."""


class HttpConfirming:
    """Implements `Confirming`. `token` tells a service token with the scope `cases:confirm`."""

    def __init__(self, url: str, http: httpx2.AsyncClient, token: Callable[[], Awaitable[str]]) -> None:
        self._url = f"{url.rstrip('/')}/cases"
        self._http = http
        self._token = token

    async def confirm(self, case: str, *, term: str, key: str, seen: int) -> Heard:
        try:
            headers = {"Authorization": f"Bearer {await self._token()}", "Acting-As": term, "Idempotency-Key": key}
            headers["If-Match"] = etag(seen)
            answer = await self._http.post(f"{self._url}/{case}/confirm", json={}, headers=headers)
            return _heard(answer)
        except (httpx2.HTTPError, KeyError, TypeError, ValueError) as error:
            message = f"The answer cannot be confirmed now: {type(error).__name__}"
            raise Unavailable(message) from None


def _heard(answer: httpx2.Response) -> Heard:
    if answer.is_client_error:
        slug = Problem.model_validate_json(answer.content).type.removeprefix(TYPE_PREFIX)
        if slug in _NO:
            return _NO[slug]
    answer.raise_for_status()
    return Heard.TAKEN
