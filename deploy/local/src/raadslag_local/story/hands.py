"""Doing things in the house as a person does them: with a sign-in, an access token and the services' own APIs."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx2

from councilkit.clock import Clock
from councilkit.ids import derived_id
from raadslag_local.place import REGISTRY

PATIENCE = timedelta(seconds=60)
PAUSE = 0.2
KNOWN_WITHIN = 15.0
OK, UNAUTHORIZED = 300, 401
MAY_PASS = {UNAUTHORIZED, 503}
SLUGS_THAT_MAY_PASS = {
    *(
        "busy",
        "not-level",
        "not-your-term",
        "unknown-reference",
        "meeting-not-held",
        "no-place-in-raadslag",
        "import-runs",
    ),
}
EXCHANGE = {
    "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
    "subject_token_type": "urn:ietf:params:oauth:token-type:id_token",
}


class Refused(Exception):
    """A service said no, and will go on saying so."""

    def __init__(self, what: str, problem: Mapping[str, Any]) -> None:
        slug = str(problem.get("type", "")).rpartition(":")[2]
        super().__init__(f"{what} was refused ({slug}): {problem.get('detail', '')}")
        self.slug = slug


@dataclass(frozen=True)
class Actor:
    """A person, acting for one of the terms or posts she holds."""

    name: str
    subject: str
    holding: str


class Hands:
    """Repeats what may pass, with the same key, so nothing is ever done twice."""

    def __init__(
        self,
        http: httpx2.AsyncClient,
        *,
        identify: Callable[[str], str],
        clock: Clock,
        patience: timedelta = PATIENCE,
    ) -> None:
        self._http = http
        self._identify = identify
        self._clock = clock
        self._patience = patience.total_seconds()
        self._tokens: dict[str, tuple[str, datetime]] = {}

    async def do(self, actor: Actor, path: str, body: Mapping[str, Any], *, key: tuple[str, ...]) -> dict[str, Any]:
        """Send a command, and tell what was answered."""
        headers = {"Acting-As": actor.holding, "Idempotency-Key": derived_id(*key)}
        return await self._patiently(actor.subject, "POST", path, headers=headers, json=body)

    async def ask(self, subject: str, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Send a question that needs a body; nothing comes of it."""
        return await self._patiently(subject, "POST", path, json=body)

    async def get(self, subject: str, path: str, **query: str) -> dict[str, Any]:
        return await self._patiently(subject, "GET", path, params=query)

    async def first_known(self, *subjects: str) -> str:
        """Tell the first of them who has a place in the house; right after a start, that takes a moment to be known."""
        tried_until = asyncio.get_running_loop().time() + KNOWN_WITHIN
        while asyncio.get_running_loop().time() < tried_until:
            for subject in subjects:
                if (await self._exchange(subject)).status_code < OK:
                    return subject
            await asyncio.sleep(PAUSE)
        detail = "The database was founded by a house with other secrets; empty it, or bring that house's folder back."
        raise Refused("Signing in", {"type": "nobody-known", "detail": detail})

    async def _patiently(self, subject: str, method: str, path: str, **rest: Any) -> dict[str, Any]:  # noqa: ANN401 - as httpx2 takes them
        tried_until = asyncio.get_running_loop().time() + self._patience
        while True:
            answer = await self._try(subject, method, path, **rest)
            if answer is not None and answer.status_code < OK:
                content: dict[str, Any] = answer.json()
                return content
            if asyncio.get_running_loop().time() > tried_until or not _may_pass(answer):
                raise Refused(f"{method} {path}", _problem(answer))
            if answer is not None and answer.status_code == UNAUTHORIZED:  # a good one is kept: nobody may give another
                self._tokens.pop(subject, None)
            await asyncio.sleep(PAUSE)

    async def _try(self, subject: str, method: str, path: str, **rest: Any) -> httpx2.Response | None:  # noqa: ANN401 - see above
        try:
            headers = {**rest.pop("headers", {}), "Authorization": f"Bearer {await self.token(subject)}"}
            return await self._http.request(method, path, headers=headers, **rest)
        except httpx2.HTTPStatusError as error:
            return error.response
        except httpx2.TransportError:
            return None

    def identity(self, subject: str) -> str:
        """Tell what the outside issuer says of who somebody is."""
        return self._identify(subject)

    async def token(self, subject: str) -> str:
        """Tell an access token, as the register gives it to whoever signs in."""
        token, until = self._tokens.get(subject, ("", self._clock()))
        if self._clock() < until:
            return token
        answer = (await self._exchange(subject)).raise_for_status().json()
        until = self._clock() + timedelta(seconds=answer["expires_in"]) / 2
        self._tokens[subject] = answer["access_token"], until
        return str(answer["access_token"])

    async def _exchange(self, subject: str) -> httpx2.Response:
        form = EXCHANGE | {"subject_token": self._identify(subject)}
        return await self._http.post(f"{REGISTRY}/token", data=form)


def _may_pass(answer: httpx2.Response | None) -> bool:
    if answer is None or answer.status_code in MAY_PASS:
        return True
    return Refused("", _problem(answer)).slug in SLUGS_THAT_MAY_PASS


def _problem(answer: httpx2.Response | None) -> Mapping[str, Any]:
    try:
        body = answer.json() if answer is not None else None
    except ValueError:
        body = None
    return body if isinstance(body, dict) else {"detail": "no answer that can be read"}
