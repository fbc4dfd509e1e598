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
from raadslag_local.running.layout import Layout, Ports, at
from raadslag_local.running.service import PROGRAMS, Service, replicas
from raadslag_local.running.sharing import shared_out
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

    async def look_after(self) -> None:
        """Start again whatever dies; raises `Stopped` when something dies again and again."""
        await _first_to_fail(*(one.look_after() for one in [*self.ground.kept, *self._everyone]))

    def kill(self) -> None:
        """End everything at once."""
        for one in [*self._everyone, *self.ground.kept]:
            one.stay_down()
            one.kill()

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
    async with ground(layout, tell=tell) as below, house_on(below, layout, tell=tell) as house:
        keeper = asyncio.create_task(house.look_after())
        try:
            await _unless_lost(house.ready(), keeper)
            yield house
        finally:
            keeper.cancel()
            await asyncio.wait({keeper})


@asynccontextmanager
async def house_on(below: Ground, layout: Layout, *, tell: Tell) -> AsyncIterator[Processes]:
    """Start the apps of a house on what is there; nobody looks after them yet."""
    ports = Ports(layout)
    place = Place(
        ports.addresses(layout),
        layout.folder,
        below.mongo_url,
        layout.assets,
        layout.database_prefix,
        below.brokers,
        layout.topic_prefix,
    )
    settings = AllSettings(place)
    services = {name: replicas(name, layout, settings, ports, tell) for name in PROGRAMS}
    urls = {name: at(port) for name, port in ports.known.items()}
    browser = browsers(place.addresses, urls)
    async with AsyncExitStack() as stack:
        http = await stack.enter_async_context(browser())
        for name, several in services.items():
            if len(several) > 1:
                await stack.enter_async_context(shared_out(ports.known[name], ports.own[name]))
            stack.push_async_callback(_all, Service.stop, several)
        await asyncio.gather(*(_all(Service.start, several) for several in services.values()))
        yield Processes(place, urls, services, below, browser, http, tokens_of(settings.issuer))


async def _all(do: Callable[[Service], Coroutine[Any, Any, None]], several: list[Service]) -> None:
    await asyncio.gather(*(do(one) for one in several))


async def _unless_lost(work: Coroutine[Any, Any, None], keeper: "asyncio.Task[None]") -> None:
    working = asyncio.create_task(work)
    try:
        await asyncio.wait({working, keeper}, return_when=asyncio.FIRST_COMPLETED)
        await (keeper if keeper.done() else working)
    finally:
        working.cancel()
        await asyncio.wait({working})


async def _first_to_fail(*several: Coroutine[Any, Any, None]) -> None:
    tasks = [asyncio.create_task(one) for one in several]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
