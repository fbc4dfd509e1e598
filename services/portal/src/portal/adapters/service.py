"""What the clients of both services share: bearer token, trace, commands, and problem+json turned into exceptions."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

import httpx2
from opentelemetry.propagate import inject
from pydantic import BaseModel, ValidationError

from portal.application.ports import Order
from portal.application.refusals import Away, Problem, Refused
from portal.application.resources import Accepted, Page, R, ServiceState

M = TypeVar("M", bound=BaseModel)

AT_ONCE: Final = "100"
SOON = 3.0  # seconds to tell how one is: who asks has been waiting already
_UNKNOWN_FROM = 500  # from here on an answer does not tell if the command was carried out


class Service:
    def __init__(self, http: httpx2.AsyncClient, url: str) -> None:
        self._http = http
        self._url = url.rstrip("/")

    async def do(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted:
        return read(Accepted, await self.ask("POST", path, headers=commanded(order), json=body))

    async def get(self, kind: type[M], path: str, token: str, /, **parameters: str | bool | None) -> M:
        given = {name: value for name, value in parameters.items() if value is not None}
        return read(kind, await self.ask("GET", path, headers=signed(token), params=given))

    async def every(self, kind: type[Page[R]], path: str, token: str, /, **parameters: str | None) -> tuple[R, ...]:
        """Read a list to its end, page by page."""
        found = await self.get(kind, path, token, limit=AT_ONCE, **parameters)
        items = list(found.items)
        while found.next:
            found = await self.get(kind, path, token, limit=AT_ONCE, cursor=found.next, **parameters)
            items += found.items
        return tuple(items)

    async def consult(self, path: str, token: str, body: Mapping[str, Any]) -> httpx2.Response:
        """Ask about something that is told in a body: nothing comes of it."""
        return await self.ask("POST", path, headers=signed(token), json=body)

    async def load(self, path: str, token: str, **parameters: str) -> bytes:
        """Fetch a file."""
        return (await self.ask("GET", path, headers=signed(token), params=parameters)).content

    async def state(self) -> ServiceState:
        return read(ServiceState, await self.ask("GET", "/state", headers={}, timeout=SOON))

    async def ask(self, method: str, path: str, *, headers: Mapping[str, str], **rest: Any) -> httpx2.Response:  # noqa: ANN401 - as httpx2 takes them
        carried = dict(headers)
        inject(carried)
        try:
            answer = await self._http.request(method, self._url + path, headers=carried, **rest)
        except httpx2.HTTPError as error:
            raise Away(path) from error
        if answer.status_code >= _UNKNOWN_FROM:
            raise Away(path)
        if answer.is_success:
            return answer
        raise refused(answer)


def read(kind: type[M], answer: httpx2.Response) -> M:
    try:
        return kind.model_validate_json(answer.content)
    except ValidationError as error:
        raise Away(str(answer.url.path)) from error


def refused(answer: httpx2.Response) -> Refused:
    """Read a problem: its slug is the last part of its type, its fields are JSON pointers."""
    try:
        body = answer.json()
    except ValueError:
        body = {}
    slug = str(body.get("type", "")).rpartition(":")[2] or "refused"
    listed = tuple(Problem(str(one.get("rule")), _field(one.get("field"))) for one in body.get("errors") or ())
    return Refused(answer.status_code, slug, listed, more=body)


def _field(pointer: object) -> str | None:
    if not isinstance(pointer, str):
        return None
    names = [name for name in pointer.split("/") if name and not name.isdigit()]
    return names[-1] if names else None


def commanded(order: Order) -> dict[str, str]:
    expected = {} if order.expected is None else {"If-Match": f'"{order.expected}"'}
    return {**signed(order.token), "Acting-As": order.acting, "Idempotency-Key": order.key, **expected}


def signed(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
