"""A house of several processes: each app in one of its own, or in several, on a real mongod and a real Kafka."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from councilkit.clock import utc_now
from councilkit.testing.kafka import Broker
from councilkit.testing.mongod import Mongod
from raadslag_local.issuer.bootstrap import tokens_of
from raadslag_local.issuer.tokens import Tokens
from raadslag_local.place import CLIENT, Place
from raadslag_local.running.doors import browsers
from raadslag_local.running.ground import Ground, ground
from raadslag_local.running.kept import Kept, Tell
from raadslag_local.running.layout import SMTP, Layout, Ports, at
from raadslag_local.running.service import PROGRAMS, Service, replicas
from raadslag_local.running.sharing import shared_out
from raadslag_local.running.watch import Watch, watching
from raadslag_local.settings import AllSettings
from raadslag_local.stopped import Stopped
from raadslag_local.story.hands import Hands

READY_SECONDS, LOOK = 60.0, 0.1


@dataclass(frozen=True)
class Processes:
    """A house of processes."""

    place: Place
    urls: Mapping[str, str]
    """Where each service is found, by its name; its replicas share the address."""

    services: Mapping[str, list[Service]]
    """The processes of each service: `services["case-flow"][0].kill()`."""

    ground: Ground
    browser: Callable[[], httpx2.AsyncClient]
    """Makes a client without cookies, which also takes `/case-flow/cases`, as in a house in one process."""

    http: httpx2.AsyncClient
    tokens: Tokens

    @property
    def hands(self) -> Hands:
        """Does things through the services' own APIs, as anybody whose address it is told."""
        return Hands(self.http, identify=self.identify, clock=utc_now)

    @property
    def mongod(self) -> Kept[Mongod] | None:
        return self.ground.mongod

    @property
    def broker(self) -> Kept[Broker] | None:
        return self.ground.broker

    def identify(self, subject: str) -> str:
        """Sign somebody in, as the issuer's page does."""
        return self.tokens.id_token(subject, client=CLIENT)

    async def ready(self, seconds: float = READY_SECONDS) -> None:
        """Wait until every process answers; raises `Stopped` if one does not."""
        await asyncio.gather(*(self._ready(one, seconds) for one in self._everyone))

    @property
    def _everyone(self) -> list[Service]:
        return [one for several in self.services.values() for one in several]

    async def _ready(self, one: Service, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not await one.is_ready(self.http):  # noqa: ASYNC110 - it is another process
                    await asyncio.sleep(LOOK)
        except TimeoutError:
            raise Stopped(f"{one.name} does not start; see {one.program.log}.") from None


@asynccontextmanager
async def processes(layout: Layout, *, tell: Tell = lambda _: None) -> AsyncIterator[Processes]:
    """Run a house of processes, from its mongod to its portal.

    Everything in it is started again when it dies, unless it was told to stay down or was stopped. At the end all of
    it is ended in good order; what the layout brought along goes on running.
    """
    watch = Watch(tell)
    async with watching(watch) as watched, ground(layout, watch) as below, house_on(below, layout, watch) as house:
        await watched.unless_lost(house.ready())
        yield house


@asynccontextmanager
async def house_on(below: Ground, layout: Layout, watch: Watch) -> AsyncIterator[Processes]:
    """Start the apps of a house on what is there."""
    ports = Ports(layout)
    place = Place(
        ports.addresses(layout),
        layout.folder,
        below.mongo_url,
        layout.assets,
        layout.database_prefix,
        below.brokers,
        layout.topic_prefix,
        ports.known[SMTP],
    )
    settings = AllSettings(place)
    services = {name: replicas(name, layout, settings, ports, watch.tell) for name in PROGRAMS}
    urls = {name: at(ports.known[name]) for name in PROGRAMS}
    browser = browsers(place.addresses, urls)
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(browser())
        for name, several in services.items():
            watch.keep(*several)
            if len(several) > 1:
                await stack.enter_async_context(shared_out(ports.known[name], ports.own[name]))
            stack.push_async_callback(_all, Service.stop, several)
        await asyncio.gather(*(_all(Service.start, several) for several in services.values()))
        yield Processes(place, urls, services, below, browser, http, tokens_of(settings.issuer))


async def _all(do: Callable[[Service], Coroutine[Any, Any, None]], several: list[Service]) -> None:
    await asyncio.gather(*(do(one) for one in several))
