"""What a command costs on the ledger, beside a plain majority-durable insert of the same document.

python benchmarks/appends.py [--rounds 7] [--seconds 1.0]

In each round the plain insert and the ledger take turns on the same mongod, and a ratio is that of one round. The plain
collection has no index but `_id`. At the end every command must be one event, and every insert one document.
"""

import argparse
import asyncio
import itertools
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bson import Timestamp

from councilkit.clock import utc_now
from councilkit.events import encode
from councilkit.events.cases import CasePutOnAgenda
from councilkit.ledger import Call, Draft, Ledger
from councilkit.ledger.ledger import Decide
from councilkit.ledger.mongo_store import MongoLedgerStore
from councilkit.mongo import Database, Document, Mongo
from councilkit.testing.mongod import Mongod

CALLERS = 64
STREAMS = 128
LENGTH = 10
ACTOR = "ledervervhorten23456"
EVENT = CasePutOnAgenda(case="sakdorapner234567234", council="lbuhorten23456723456", meeting="motehorten2345672345")
TEXTS = {"title": "Åpne dører på Nav Horten", "short": "Døren er tung for den som sitter i rullestol."}

Command = Callable[[], Awaitable[object]]
Write = Callable[[str, Call, Decide], Awaitable[object]]


class Bench:
    """A ledger and a plain collection in one database, and a count of what was answered."""

    def __init__(self, mongo: Mongo, database: Database) -> None:
        self._store = MongoLedgerStore(mongo, database)
        self._ledger = Ledger(self._store, clock=utc_now, mac_key=b"key")
        self._plain = database["plain"]
        self._entries = database["ledger"]
        self._numbers = itertools.count()
        self._existing = itertools.count()
        self._changed = self._inserted = 0

    async def prepare(self) -> None:
        await self._store.prepare()

    async def insert(self) -> None:
        await self._plain.insert_one(_document(next(self._numbers)))
        self._inserted += 1

    async def change_new(self) -> None:
        number = next(self._numbers)
        await self._write(self._ledger.open, f"case-new-{number}", number)

    async def change_existing(self) -> None:
        """Most cases have some ten events in the end, and five while they live."""
        generation, place = divmod(next(self._existing), STREAMS * LENGTH)
        await self._write(self._ledger.change, f"case-{generation}-{place % STREAMS}", next(self._numbers))

    async def require_all_there_once(self) -> None:
        assert await self._plain.count_documents({}) == self._inserted
        assert await self._entries.count_documents({}) == self._changed
        for number in range(STREAMS):
            history = await self._ledger.history(f"case-0-{number}")
            assert [entry.sequence for entry in history] == list(range(1, len(history) + 1))

    async def _write(self, write: Write, stream: str, number: int) -> None:
        call = Call(ACTOR, f"http/{ACTOR}/{number:020d}", b'{"meeting": "motehorten2345672345"}', f"{number:020d}")
        await write(stream, call, lambda *_: Draft(EVENT, TEXTS))
        self._changed += 1


def _document(number: int) -> Document:
    """The same as the ledger writes."""
    return {
        "_id": f"case-new-{number}:000001",
        "stream": f"case-new-{number}",
        "sequence": 1,
        "type": EVENT.TYPE,
        "data": encode(EVENT),
        "at": utc_now(),
        "actor": ACTOR,
        "command_id": f"http/{ACTOR}/{number:020d}",
        "request_mac": bytes(32),
        "correlation": f"{number:020d}",
        "causation": None,
        "trace": None,
        "texts": TEXTS,
        "claims": [],
        "stored": Timestamp(0, 0),
        "pending": True,
    }


async def per_second(command: Command, callers: int, seconds: float) -> float:
    """How many commands a second so many callers get answered."""
    begun = time.perf_counter()

    async def caller() -> int:
        done = 0
        while time.perf_counter() - begun < seconds:
            await command()
            done += 1
        return done

    done = sum(await asyncio.gather(*(caller() for _ in range(callers))))
    return done / (time.perf_counter() - begun)


async def alone(commands: list[Command], seconds: float) -> list[float]:
    """The median time of each command, in milliseconds, given by one caller in turns."""
    times: list[list[float]] = [[] for _ in commands]
    end = time.perf_counter() + seconds * len(commands)
    while time.perf_counter() < end:
        for command, taken in zip(commands, times, strict=True):
            begun = time.perf_counter()
            await command()
            taken.append((time.perf_counter() - begun) * 1000)
    return [statistics.median(taken) for taken in times]


def show(what: str, ratios: list[float], *, aim: str, worst: float, figures: str) -> None:
    print(
        f"{what:52} median {statistics.median(ratios):5.2f}x  worst {worst:5.2f}x  (aim {aim})   last round: {figures}"
    )


async def measure(url: str, rounds: int, seconds: float) -> None:
    mongo = Mongo(url)
    bench = Bench(mongo, mongo.database("benchmark"))
    await bench.prepare()
    for what, change in (("new streams", bench.change_new), ("existing streams", bench.change_existing)):
        together, lone = [], []
        for _ in range(rounds + 1):
            plain = await per_second(bench.insert, CALLERS, seconds)
            ours = await per_second(change, CALLERS, seconds)
            together.append(ours / plain)
            plain_ms, ours_ms = await alone([bench.insert, change], seconds)
            lone.append(ours_ms / plain_ms)
        del together[0], lone[0]  # to warm up
        rates = f"{ours:.0f}/s beside {plain:.0f}/s"
        show(f"{CALLERS} callers, {what}, rate", together, aim=">= 4", worst=min(together), figures=rates)
        times = f"{ours_ms:.2f} ms beside {plain_ms:.2f} ms"
        show(f"one caller, {what}, time", lone, aim="<= 1.2", worst=max(lone), figures=times)
    await bench.require_all_there_once()
    await mongo.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=1.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        mongod = Mongod(Path(folder))
        try:
            asyncio.run(measure(mongod.start(), options.rounds, options.seconds))
        finally:
            mongod.stop()


if __name__ == "__main__":
    main()
