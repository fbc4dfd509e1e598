"""Telling council-registry who cannot come, over HTTP."""

from collections.abc import Awaitable, Callable

import httpx2

from councilkit.neighbours import asking
from councilkit.web.problems import TYPE_PREFIX, Problem
from notifier.application.absence_by_link import Absence

_KNOWN = "absence-known"
_NO = frozenset({"wrong-state", "has-begun", "term-ended", "not-allowed", "not-of-this-meeting"})
"""The no that is the last word. Any other may change: what the registry has not heard of yet, it may hear of."""


class HttpAbsences:
    """Implements `Absences`. `token` tells a service token with the scope `absence:tell`."""

    def __init__(self, url: str, http: httpx2.AsyncClient, token: Callable[[], Awaitable[str]]) -> None:
        self._url = f"{url.rstrip('/')}/meetings"
        self._http = http
        self._token = token

    async def tell(self, meeting: str, *, term: str, key: str) -> Absence:
        with asking("council-registry", "a token"):
            headers = {"Authorization": f"Bearer {await self._token()}", "Acting-As": term, "Idempotency-Key": key}
        with asking("council-registry", "an absence"):
            answer = await self._http.post(f"{self._url}/{meeting}/absence", json={}, headers=headers)
            return _heard(answer)


def _heard(answer: httpx2.Response) -> Absence:
    if answer.is_client_error:
        slug = Problem.model_validate_json(answer.content).type.removeprefix(TYPE_PREFIX)
        if slug == _KNOWN:
            return Absence.TAKEN
        if slug in _NO:
            return Absence.REFUSED
    answer.raise_for_status()
    return Absence.TAKEN
