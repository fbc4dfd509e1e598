"""Confirming answers at case-flow, over HTTP."""

from collections.abc import Awaitable, Callable

import httpx2

from councilkit.refusals import Unavailable

_REFUSED = frozenset({403, 404, 409})


class HttpConfirming:
    """Implements `Confirming`. `token` tells a service token with the scope `cases:confirm`."""

    def __init__(self, url: str, http: httpx2.AsyncClient, token: Callable[[], Awaitable[str]]) -> None:
        self._url = f"{url.rstrip('/')}/cases"
        self._http = http
        self._token = token

    async def confirm(self, case: str, *, term: str, key: str) -> bool:
        try:
            headers = {"Authorization": f"Bearer {await self._token()}", "Acting-As": term, "Idempotency-Key": key}
            answer = await self._http.post(f"{self._url}/{case}/confirm", json={}, headers=headers)
            if answer.status_code not in _REFUSED:
                answer.raise_for_status()
        except (httpx2.HTTPError, KeyError, TypeError, ValueError) as error:
            message = f"The answer cannot be confirmed now: {type(error).__name__}"
            raise Unavailable(message) from None
        return answer.status_code not in _REFUSED
