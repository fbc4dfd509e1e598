"""The running parts of one service: its ledger, its views, and what follows its neighbours."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

import structlog
from opentelemetry.metrics import Meter, NoOpMeter
from opentelemetry.trace import NoOpTracer, SpanKind, StatusCode, Tracer

from councilkit.bus import Bus, MemoryBus, News
from councilkit.clock import Clock, utc_now
from councilkit.events import Event, Item
from councilkit.figures import Figures
from councilkit.ids import random_id
from councilkit.inbox import Follower, Handler, NewEpoch, Place, Source, View, ViewKeeper, Views, consumer_of
from councilkit.inbox.sources import LocalSource
from councilkit.lease import while_held
from councilkit.ledger import Head, Ledger, Receipt
from councilkit.ledger.numbering import Numbering
from councilkit.level import Level
from councilkit.listening import Listener, Step
from councilkit.refusals import Unavailable
from councilkit.stores import Stores
from councilkit.tracing import context_of

PAUSE = 1.0
"""Seconds between tries while a database or a publisher is away."""

STOP_WITHIN = 10.0

log = structlog.get_logger(__name__)


class House:
    """One service's ledger and inbox, in motion between `start` and `stop`.

    `views` and `sources` are by publisher; the house's own name is a publisher too. Whatever must happen once per
    service (numbering, views, follow-ups) runs only while this replica holds the service's lease.
    """

    def __init__(
        self,
        name: str,
        stores: Stores,
        *,
        views: Mapping[str, Sequence[View]],
        sources: Sequence[Source] = (),
        bus: Bus | None = None,
        clock: Clock = utc_now,
        mac_key: bytes = b"for tests",
        tracer: Tracer | None = None,
        meter: Meter | None = None,
    ) -> None:
        self.name = name
        self.stores = stores
        self.bus = bus or MemoryBus()
        self.clock = clock
        self._tracer = tracer or NoOpTracer()
        self._numbering = Numbering(stores.ledger, announce=lambda _: self.bus.announce(name))
        self.ledger = Ledger(stores.ledger, clock=clock, mac_key=mac_key, nudge=self._numbering.nudge)
        self.views = Views(stores.views, stores.inbox, views)
        self.sources = {source.name: source for source in (LocalSource(name, stores.ledger), *sources)}
        self.viewed = list(views)
        self._followed: dict[str, str] = {}
        meter = meter or NoOpMeter("none")
        figures = Figures(meter, stores, self.consumers, publishes=self.bus.carries)
        self._events_taken = meter.create_counter(
            "raadslag_inbox_taken", description="events taken in, by the way they came: the bus, or the ledger"
        )
        self._jobs: list[Callable[[], Awaitable[None]]] = [self._numbering.run, self._publish, figures.run]
        self._jobs += [partial(self._keep_views, source, several) for source, several in views.items()]
        self._level = Level(name, stores, self.sources, self.viewed)
        self._task: asyncio.Task[None] | None = None

    def follow(self, source: str, purpose: str, handlers: Mapping[type[Event], Handler]) -> None:
        """Run handlers on a publisher's events: follow-up commands, each with its own command id. Before `start`."""
        self._followed[f"{purpose}/{source}"] = source
        self._jobs.append(partial(self._follow, source, f"{purpose}/{source}", handlers))

    def beside(self, job: Callable[[], Awaitable[None]]) -> None:
        """Run a job of the service's own while this replica holds the lease; it must not end. Before `start`."""
        self._jobs.append(job)

    async def start(self) -> None:
        """Begin to run. It does not wait for the database: until that answers, `ready` raises."""
        self._task = asyncio.create_task(self._run(), name=f"house {self.name}")

    async def stop(self) -> None:
        """End, in ten seconds at most. What was under way is taken up at the next start."""
        if self._task:
            self._task.cancel()
            await asyncio.wait({self._task}, timeout=STOP_WITHIN)
            self._task = None

    async def ready(self) -> None:
        """Reach the ledger; raises `Unavailable`, and so does a house that has ended."""
        if self._task is None or self._task.done():
            message = f"{self.name} does not run"
            raise Unavailable(message)
        await self.stores.ping()

    async def seen(self, receipt: Receipt | str, seconds: float = 0.5) -> bool:
        """Wait until our own views have taken a receipt in; tell whether they have. Raises `Unavailable`."""
        return await self._level.seen(str(receipt), seconds)

    async def level(self, source: str, seconds: float = 10.0) -> Head | None:
        """Wait until our views have reached a publisher's head; tell it, if they have. Raises `Unavailable`.

        What acts on the world asks this first, so as not to act on what is no longer so.
        """
        return await self._level.level(source, seconds)

    async def _run(self) -> None:
        try:
            await self._prepare()
            await while_held(self.stores.lease, f"{self.name}-{random_id()}", self._work)
        except Exception:
            log.critical("house_ended", service=self.name, exc_info=True)
            raise

    async def _prepare(self) -> None:
        while True:
            try:
                await self.stores.ledger.prepare()
                await self.ledger.finish_chores()
            except Unavailable:
                log.warning("database_away", service=self.name)
                await asyncio.sleep(PAUSE)
            else:
                return

    async def _work(self) -> None:
        async with asyncio.TaskGroup() as group:
            for job in self._jobs:
                group.create_task(_as_task(job))

    async def _publish(self) -> None:
        await self.bus.carry(self.name, self.stores.ledger, self.stores.publishing)

    async def _keep_views(self, source: str, views: Sequence[View]) -> None:
        keeper = ViewKeeper(
            self.sources[source],
            views,
            inbox=self.stores.inbox,
            store=self.stores.views,
            clock=self.clock,
            span=self._process_span,
            count=self._count,
        )
        await self._listen(
            source,
            "views",
            keeper.step,
            hurry=lambda: keeper.building,
            stepped=partial(self._level.has_stepped, source),
        )

    async def consumers(self) -> Mapping[str, str]:
        """Tell the consumers in use, by name, and the publisher that each one follows."""
        generations = {source: (await self.stores.inbox.generations(source)).current for source in self.viewed}
        return self._followed | {consumer_of(source, current): source for source, current in generations.items()}

    async def _follow(self, source: str, consumer: str, handlers: Mapping[type[Event], Handler]) -> None:
        follower = Follower(
            consumer,
            self.sources[source],
            self.stores.inbox,
            {event: [handler] for event, handler in handlers.items()},
            clock=self.clock,
            span=self._process_span,
            count=self._count,
        )

        async def step(news: News | None) -> Place:
            try:
                return await follower.step(news)
            except NewEpoch:  # the commands that follow have the same ids as before: nothing is done twice
                await follower.start_over()
                return await follower.catch_up()

        await self._listen(source, consumer.partition("/")[0], step)

    async def _listen(
        self,
        source: str,
        purpose: str,
        step: Step,
        *,
        hurry: Callable[[], bool] = lambda: False,
        stepped: Callable[[Place], None] = lambda _: None,
    ) -> None:
        listener = Listener(self.name, source, step, hurry=hurry, stepped=stepped)
        await listener.run(self.bus.subscribe(source, purpose))

    def _count(self, consumer: str, by: str, events: int) -> None:
        self._events_taken.add(events, {"consumer": consumer, "by": by})

    @contextmanager
    def _process_span(self, item: Item) -> Iterator[None]:
        with self._tracer.start_as_current_span(
            f"process {self.bus.topic(item.source)}",
            context=context_of(item.trace),
            kind=SpanKind.CONSUMER,
            attributes={
                "messaging.destination.name": self.bus.topic(item.source),
                "messaging.message.id": item.id,
                "messaging.operation.type": "process",
                "event.type": item.type,
            },
            record_exception=False,  # its words can quote what someone wrote
            set_status_on_exception=False,
        ) as span:
            try:
                yield
            except Exception as error:
                span.set_status(StatusCode.ERROR)
                span.set_attribute("error.type", type(error).__qualname__)
                raise


async def _as_task(job: Callable[[], Awaitable[None]]) -> None:
    await job()
