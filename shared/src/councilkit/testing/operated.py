"""A house of cases that follows its own ledger and a neighbour's, behind its operator's API."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from fastapi import APIRouter, FastAPI

from councilkit.bus import Bus, MemoryBus, Subscription
from councilkit.events import Item
from councilkit.events.cases import CasePutOnAgenda
from councilkit.house import House
from councilkit.inbox import Doc, View
from councilkit.inbox.http_source import HttpSource
from councilkit.ledger import Draft, LedgerStore, Receipt
from councilkit.operator import house_routers
from councilkit.publishing import PublishingStore
from councilkit.stores import Stores
from councilkit.telemetry import Telemetry
from councilkit.testing.client import BASE_URL, Asker, client_of
from councilkit.testing.publisher import Publisher
from councilkit.testing.samples import NOW, a_call
from councilkit.testing.tokens import TokenMaker
from councilkit.web import build_app

NAME = "case-flow"


@dataclass
class Operated:
    """The house with its routes and `more` of them, what it follows, and somebody with the scopes of an operator."""

    stores: Stores
    bus: Bus | None = None
    name: str = NAME
    publisher: Publisher = field(default_factory=lambda: Publisher("council-registry"))
    maker: TokenMaker = field(default_factory=TokenMaker)
    refused: set[str] = field(default_factory=set)
    more: Sequence[APIRouter] = ()

    def __post_init__(self) -> None:
        views = {
            self.name: [View("cards", lambda event: event.case, {CasePutOnAgenda: self._fold})],
            self.publisher.name: [View("others", lambda event: event.case, {CasePutOnAgenda: self._fold})],
        }
        self.house = House(
            self.name, self.stores, views=views, sources=[self.publisher], bus=self.bus, clock=lambda: NOW
        )
        self.app = self._app()
        self.operator = self.asker("house:operate", "ledger:read")

    def asker(self, *scopes: str) -> Asker:
        """Make a service with these scopes."""
        return Asker(client_of(self.app), self.maker.token(scopes=scopes))

    def ledger(self) -> HttpSource:
        """Give the ledger to read, as over HTTP."""

        async def token() -> str:
            return self.operator.token

        return HttpSource(self.name, BASE_URL, self.operator.client, token)

    @asynccontextmanager
    async def living(self) -> AsyncIterator[None]:
        """Let the house run."""
        await self.house.start()
        try:
            yield
        finally:
            await self.house.stop()

    async def tell(self, stream: str, mark: str) -> Receipt:
        """Write an event of our own."""
        event = CasePutOnAgenda(case=stream, council="council", meeting=mark)
        return await self.house.ledger.change(stream, a_call(f"{stream}-{mark}"), lambda *_: Draft(event))

    def hear(self, stream: str, mark: str) -> Item:
        """Let the neighbour tell something."""
        return self.publisher.tell(stream, CasePutOnAgenda(case=stream, council="council", meeting=mark))

    async def marks(self, view: str, case: str) -> list[str]:
        """Tell what a view has taken in of a case."""
        doc = await self.house.views.get(view, case)
        return doc["marks"] if doc else []

    def _fold(self, card: Doc | None, event: CasePutOnAgenda, _: Item) -> Doc:
        if event.case in self.refused:
            raise ValueError("the view cannot take it")
        return {"marks": [*(card or {"marks": []})["marks"], event.meeting]}

    def _app(self) -> FastAPI:
        return build_app(
            name=self.name,
            title="Cases",
            version="1",
            telemetry=Telemetry(self.name),
            verifier=self.maker.verifier,
            routers=[*house_routers(self.house, clock=lambda: NOW), *self.more],
            lifespan=lambda _: self.living(),
            ready=self.house.ready,
        )


class WithTopic:
    """A bus that has a topic, and does no more than one without."""

    carries = True

    def __init__(self) -> None:
        self._bus = MemoryBus()

    def topic(self, source: str) -> str:
        """Tell where a publisher's events are found."""
        return f"raadslag.{source}"

    def announce(self, source: str) -> None:
        """Wake the publisher's followers."""
        self._bus.announce(source)

    async def carry(self, source: str, ledger: LedgerStore, store: PublishingStore) -> None:
        """Carry nothing."""
        await self._bus.carry(source, ledger, store)

    def subscribe(self, source: str, purpose: str) -> Subscription:
        """Listen to a publisher."""
        return self._bus.subscribe(source, purpose)
