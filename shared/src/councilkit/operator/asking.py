"""The services' operator's API, as `raadslag-ops` asks it."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, TypeVar

import httpx2
from pydantic import BaseModel, TypeAdapter, ValidationError

from councilkit.clock import Clock, utc_now
from councilkit.inbox.http_source import HttpSource
from councilkit.mailing.mail import State
from councilkit.mailing.routes import MailShape
from councilkit.operator.shapes import Asked, HouseState, ParkedStream
from councilkit.settings import ServiceSettings
from councilkit.web.pages import MOST, Page
from councilkit.web.service_tokens import ServiceTokens

SCOPE = "house:operate ledger:read"
PATIENCE = 10.0

T = TypeVar("T")

MAILERS = ("newsletter", "notifier")
"""The services that send mails."""

_PARKED = TypeAdapter(list[ParkedStream])
_MAILS = TypeAdapter(Page[MailShape])


class CannotAsk(Exception):
    """A service gives no answer that can be used; the message is one sentence for the operator."""


class Services:
    """Every service with a ledger, by name."""

    def __init__(self, urls: Mapping[str, str], http: httpx2.AsyncClient, tokens: ServiceTokens) -> None:
        self.names = list(urls)
        self._urls = urls
        self._http = http
        self._tokens = tokens

    @classmethod
    def of(cls, settings: ServiceSettings, http: httpx2.AsyncClient, *, clock: Clock = utc_now) -> "Services":
        """Find the services where the settings say that they are."""
        urls = {
            "council-registry": settings.registry_url,
            "case-flow": settings.case_flow_url,
            "newsletter": settings.newsletter_url,
            "notifier": settings.notifier_url,
        }
        tokens = ServiceTokens.of(settings, http, scope=SCOPE, clock=clock)
        return cls({name: str(url).rstrip("/") for name, url in urls.items()}, http, tokens)

    async def token(self) -> str:
        """Tell a token that every service takes; raises `CannotAsk`."""
        try:
            return await self._tokens()
        except httpx2.HTTPStatusError as error:
            words = f"council-registry gives no token ({error.response.status_code}): its client must have {SCOPE}."
            raise CannotAsk(words) from None
        except (httpx2.HTTPError, KeyError, TypeError, ValueError) as error:
            raise CannotAsk(f"council-registry gives no token: {type(error).__name__}.") from None

    async def state(self, service: str) -> HouseState:
        """Look at a service; raises `CannotAsk`."""
        return await self._ask(service, TypeAdapter(HouseState), "GET", "operator/state")

    async def states(self) -> list[HouseState]:
        """Look at every service; raises `CannotAsk`."""
        return [await self.state(name) for name in self.names]

    async def parked(self, service: str) -> list[ParkedStream]:
        """Tell what a service has set aside; raises `CannotAsk`."""
        return await self._ask(service, _PARKED, "GET", "operator/parked")

    async def mails(
        self, service: str, *, states: Sequence[State] = (), campaign: str | None = None
    ) -> AsyncIterator[MailShape]:
        """Tell a service's mails in these states, or those that trouble somebody; raises `CannotAsk`."""
        asked = {"state": [state.value for state in states], "campaign": campaign, "limit": MOST}
        cursor: str | None = None
        while True:
            wanted = {name: value for name, value in {**asked, "cursor": cursor}.items() if value}
            page = await self._ask(service, _MAILS, "GET", "mails", params=wanted)
            for mail in page.items:
                yield mail
            if (cursor := page.next) is None:
                return

    async def order(self, service: str, command: str, wish: BaseModel | None = None) -> Asked:
        """Ask something of a service; raises `CannotAsk`."""
        body = None if wish is None else wish.model_dump(mode="json", exclude_none=True)
        return await self._ask(service, TypeAdapter(Asked), "POST", f"operator/{command}", json=body)

    def ledger(self, service: str) -> HttpSource:
        """Give a service's ledger to read."""
        return HttpSource(service, self._urls[service], self._http, self.token)

    async def _ask(self, service: str, kind: TypeAdapter[T], method: str, path: str, **rest: Any) -> T:  # noqa: ANN401 - as httpx2 takes them
        url = f"{self._urls[service]}/{path}"
        headers = {"Authorization": f"Bearer {await self.token()}"}
        try:
            answer = await self._http.request(method, url, headers=headers, timeout=PATIENCE, **rest)
            if not answer.is_success:
                raise CannotAsk(f"{service} says no: {_detail(answer)}")
            return kind.validate_json(answer.content)
        except httpx2.HTTPError as error:
            raise CannotAsk(f"{service} does not answer at {self._urls[service]}: {type(error).__name__}.") from None
        except ValidationError:
            raise CannotAsk(f"{service} answers something else than an operator's API.") from None


def _detail(answer: httpx2.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"status {answer.status_code}."
