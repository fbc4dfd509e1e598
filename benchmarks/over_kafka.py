"""What it costs to bring an event to another service over a real Kafka, beside a plain pipeline on the same servers.

python benchmarks/over_kafka.py [--rounds 5] [--seconds 5] [--rate 100] [--events 20000]

Two houses, each with a database and a bus of its own, run in this process. An event has arrived when the other house's
view has it, majority-durable. The plain pipeline does for each event one insert, one `send_and_wait`,
one call of a FastStream handler with a pydantic model, and one `update_one`. In each round all take turns, and a ratio
is that of one round. At the end every event must have arrived once, and almost all of them over Kafka.
"""

import argparse
import asyncio
import itertools
import logging
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from faststream.kafka import KafkaBroker
from pydantic import BaseModel

from councilkit.bus import Bus
from councilkit.events import Item
from councilkit.events.cases import CasePutOnAgenda
from councilkit.house import House
from councilkit.ids import random_id
from councilkit.inbox import Doc, View
from councilkit.inbox.sources import LocalSource
from councilkit.kafka import Connection, KafkaBus
from councilkit.ledger import Call, Draft, LedgerStore
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.stores import Stores
from councilkit.testing.kafka import Broker
from councilkit.testing.mongod import Mongod

CALLERS = 64
SETTLED = 60.0
BY_FAR = 0.9

Command = Callable[[], Awaitable[object]]


def fact(number: int) -> CasePutOnAgenda:
    return CasePutOnAgenda(case=f"{number:020d}", council="lbuhorten23456723456", meeting=f"{number:020d}")


def fold(card: Doc | None, event: CasePutOnAgenda, item: Item) -> Doc:
    return {"meeting": event.meeting, "events": (card or {"events": 0})["events"] + 1, "position": item.position}


CARDS = View("cards", lambda event: event.case, {CasePutOnAgenda: fold}, indexes=["position"])


class Neighbour(House):
    """A house that notes when each event of the other one can be read in its view, and which way it came."""

    by_bus = 0

    def __init__(self, stores: Stores, ledger: LedgerStore, bus: Bus) -> None:
        self.arrived: list[float] = []
        source = LocalSource("case-flow", ledger)
        super().__init__("council-registry", stores, views={"case-flow": [CARDS]}, sources=[source], bus=bus)
        self._put_many, stores.views.put_many = stores.views.put_many, self._put  # type: ignore[method-assign]

    async def _put(self, collection: str, docs: Mapping[str, Doc]) -> None:
        await self._put_many(collection, docs)
        self.arrived += [time.perf_counter()] * len(docs)

    def _count(self, consumer: str, by: str, events: int) -> None:
        super()._count(consumer, by, events)
        self.by_bus += events if by == "bus" else 0


class Ours:
    """case-flow's ledger and topic, and a neighbour that follows them."""

    def __init__(self, mongo: Mongo, brokers: str) -> None:
        prefix = f"bench_{random_id()}"
        connection = Connection(brokers, prefix=prefix)
        stores = stores_on_mongo(mongo, f"{prefix}_cases")
        self.house = House("case-flow", stores, views={}, bus=KafkaBus("case-flow", connection))
        registry = stores_on_mongo(mongo, f"{prefix}_registry")
        self.neighbour = Neighbour(registry, stores.ledger, KafkaBus("council-registry", connection))
        self._numbers = itertools.count()
        self.sent = 0

    async def command(self) -> None:
        """Write one event; each goes to a stream of its own, as most commands do."""
        number = next(self._numbers)
        call = Call("term", f"http/term/{number}", b"{}", "correlation")
        await self.house.ledger.open(f"case-{number}", call, lambda *_: Draft(fact(number)))
        self.sent += 1

    async def settled(self) -> None:
        async with asyncio.timeout(SETTLED):
            while len(self.neighbour.arrived) < self.sent:  # noqa: ASYNC110 - the house tells nobody
                await asyncio.sleep(0.001)

    async def require_all_there_once(self) -> None:
        head = await self.house.stores.ledger.head()
        last = await self.neighbour.views.find("cards", {}, order="position", descending=True, limit=1)
        assert head.position == self.sent == len(self.neighbour.arrived) == last[0]["position"]
        assert await self.neighbour.views.count("cards", {"events": 1}) == self.sent
        assert self.by_bus > BY_FAR, f"only {self.by_bus:.0%} came over Kafka"

    @property
    def by_bus(self) -> float:
        """Which part of the events came over Kafka."""
        return self.neighbour.by_bus / self.sent


class PlainEvent(BaseModel):
    """What the plain pipeline sends."""

    number: int
    case: str
    meeting: str


class Plain:
    """One insert, one acknowledged send, one handler, one update for each event."""

    def __init__(self, mongo: Mongo, brokers: str) -> None:
        database = mongo.database(f"bench_{random_id()}")
        self._log, self._view = database["log"], database["view"]
        self.broker = KafkaBroker(brokers, acks="all", enable_idempotence=True, logger=None)
        self._topic = f"plain.{random_id()}"
        self._numbers = itertools.count()
        self.arrived: list[float] = []
        self.sent = 0
        self.broker.subscriber(self._topic, group_id=self._topic, auto_offset_reset="earliest")(self._handle)

    async def _handle(self, event: PlainEvent) -> None:
        change = {"$set": {"meeting": event.meeting}, "$inc": {"events": 1}}
        await self._view.update_one({"_id": event.case}, change, upsert=True)
        self.arrived.append(time.perf_counter())

    async def command(self) -> None:
        number = next(self._numbers)
        event = PlainEvent(number=number, case=f"{number:020d}", meeting=f"{number:020d}")
        await self._log.insert_one({"_id": number, **event.model_dump()})
        await self.broker.publish(event, self._topic, key=event.case.encode())
        self.sent += 1

    async def insert(self) -> None:
        """Only the majority-durable insert."""
        await self._log.insert_one({"meeting": f"{next(self._numbers):020d}"})

    async def settled(self) -> None:
        async with asyncio.timeout(SETTLED):
            while len(self.arrived) < self.sent:  # noqa: ASYNC110 - the handler tells nobody
                await asyncio.sleep(0.001)


async def saturated(one: Ours | Plain, events: int) -> float:
    """How many events a second arrive when 64 callers send without a pause."""
    begun, before = time.perf_counter(), len(one.arrived) if isinstance(one, Plain) else len(one.neighbour.arrived)
    left = iter(range(events))

    async def caller() -> None:
        for _ in left:
            await one.command()

    await asyncio.gather(*(caller() for _ in range(CALLERS)))
    await one.settled()
    arrived = one.arrived if isinstance(one, Plain) else one.neighbour.arrived
    return (len(arrived) - before) / (arrived[-1] - begun)


async def paced(command: Command, rate: float, seconds: float) -> tuple[list[float], list[float]]:
    """Start commands at a steady rate, whether or not earlier ones were answered; tell when each began and ended."""
    begun: list[float] = []
    took: list[float] = []

    async def timed() -> None:
        start = time.perf_counter()
        begun.append(start)
        await command()
        took.append(time.perf_counter() - start)

    first, tasks = time.perf_counter(), []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, first + number / rate - time.perf_counter()))
        tasks.append(asyncio.create_task(timed()))
    await asyncio.gather(*tasks)
    return begun, took


async def latencies(one: Ours | Plain, rate: float, seconds: float) -> list[float]:
    """From the command to the view, in seconds. Begun in order is arrived in order, but for a few in one moment."""
    arrived = one.arrived if isinstance(one, Plain) else one.neighbour.arrived
    before = len(arrived)
    begun, _ = await paced(one.command, rate, seconds)
    await one.settled()
    return sorted(end - start for start, end in zip(begun, arrived[before:], strict=True))


def at(part: float, values: list[float]) -> float:
    return values[min(len(values) - 1, int(len(values) * part))] * 1000


@asynccontextmanager
async def running(mongo: Mongo, brokers: str) -> AsyncIterator[tuple[Ours, Plain]]:
    ours, plain = Ours(mongo, brokers), Plain(mongo, brokers)
    await ours.house.start()
    await ours.neighbour.start()
    await plain.broker.start()
    try:
        for one in (ours, plain):  # to warm up, and until each is connected
            for _ in range(50):
                await one.command()
            await one.settled()
        yield ours, plain
    finally:
        await plain.broker.stop()
        await ours.neighbour.stop()
        await ours.house.stop()


async def measure(url: str, brokers: str, options: argparse.Namespace) -> None:
    mongo = Mongo(url)
    speeds, halves, tails = [], [], []
    async with running(mongo, brokers) as (ours, plain):
        for _ in range(options.rounds):
            fast = await saturated(ours, options.events)
            slow = await saturated(plain, options.events // 20)
            speeds.append(fast / slow)
            acknowledged = sorted((await paced(plain.insert, options.rate, options.seconds))[1])
            seen = await latencies(ours, options.rate, options.seconds)
            plainly = await latencies(plain, options.rate, options.seconds)
            halves.append(at(0.5, seen) / at(0.5, acknowledged))
            tails.append(at(0.99, seen) / at(0.5, acknowledged))
            print(
                f"{fast:6.0f}/s beside {slow:5.0f}/s; at {options.rate:.0f}/s: majority {at(0.5, acknowledged):.1f}, "
                f"view {at(0.5, seen):.1f} (p99 {at(0.99, seen):.1f}), plainly {at(0.5, plainly):.1f} ms"
            )
        await ours.require_all_there_once()
        print(f"of {ours.sent} events {ours.by_bus:.1%} came over Kafka")
    show("events a second, beside the plain pipeline", speeds, worst=min(speeds))
    show("command to view, p50, in majority acknowledgements", halves, worst=max(halves))
    show("command to view, p99, in majority acknowledgements", tails, worst=max(tails))
    await mongo.close()


def show(what: str, ratios: list[float], *, worst: float) -> None:
    print(f"{what:52} median {statistics.median(ratios):5.2f}x  worst {worst:5.2f}x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--rate", type=float, default=100.0)
    parser.add_argument("--events", type=int, default=20_000)
    options = parser.parse_args()
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        mongod, broker = Mongod(Path(folder, "mongo")), Broker(Path(folder, "kafka"))
        try:
            asyncio.run(measure(mongod.start(), broker.start(), options))
        finally:
            broker.stop()
            mongod.stop()


if __name__ == "__main__":
    main()
