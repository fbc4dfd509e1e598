"""What it costs to read a nation of councils, each beside a plain MongoDB query for the same, in the same run.

python benchmarks/reading.py [--rounds 300] [--changes 30]

One directorate, 12 regions, 255 offices, 300 councils with 2,500 terms, three years of meetings: some 20,000 events in
the ledger on a real mongod, and 3,000 cases. Everything is asked over the service's own API, in one process with it:
the token is checked, the answer is written as JSON. The plain query reads whole documents and does nothing with them.
"""

import argparse
import asyncio
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

from bson import Binary, Timestamp

from council_registry.application.structure.change_council import ChangeCouncil
from council_registry.subscriptions import NAME
from council_registry.testing.driver import Driver, driving
from council_registry.testing.http import Http
from council_registry.testing.nation import Nation, NationCouncil, nation
from council_registry.testing.nation_events import told_of
from council_registry.testing.people import DIRECTORATE
from councilkit.clock import utc_now
from councilkit.events import encode
from councilkit.events.cases import AnswerConfirmed, CaseReported, Line
from councilkit.events.councils import Language, Names
from councilkit.events.structure import CouncilChanged
from councilkit.ledger import GENESIS, link
from councilkit.mongo import Database, Document, Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.testing.client import Asker
from councilkit.testing.mongod import Mongod
from councilkit.workdays import oslo_day

MANY = 5_000
CASES = 3_000
PAGE = 50
SECONDS_TO_FOLD = 120
LONG_AGO = timedelta(days=1400)

Deed = Callable[[], Awaitable[object]]


def ledger(made: Nation) -> Iterator[Document]:
    """Tell the numbered documents of the nation's ledger."""
    hash_, sequences, at = GENESIS, dict[str, int](), utc_now()
    for position, (stream, event) in enumerate(told_of(made), 1):
        sequences[stream] = sequence = sequences.get(stream, 0) + 1
        entry, data = f"{stream}:{sequence:06d}", encode(event)
        hash_ = link(hash_, position, entry, event.TYPE, data)
        yield {
            "_id": entry,
            "stream": stream,
            "sequence": sequence,
            "type": event.TYPE,
            "data": Binary(data),
            "at": at,
            "actor": DIRECTORATE.id,
            "command_id": f"http/{DIRECTORATE.id}/{entry}",
            "request_mac": bytes(32),
            "correlation": entry,
            "causation": None,
            "trace": None,
            "texts": {},
            "claims": [],
            "stored": Timestamp(1, 1),
            "position": position,
            "hash": hash_,
        }


@dataclass
class Times:
    """What one reading took, each time, in milliseconds, and how long the answer was."""

    name: str
    ours: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)
    bytes: int = 0

    def show(self) -> None:
        ours, plain = (f"p50 {_part(one, 50):7.2f}  p99 {_part(one, 99):7.2f}" for one in (self.ours, self.plain))
        print(f"{self.name:44} {ours} ms {self.bytes:>8} bytes   plain query {plain} ms")


def _part(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


async def timed(deed: Deed) -> tuple[float, object]:
    begun = time.perf_counter()
    answer = await deed()
    return (time.perf_counter() - begun) * 1000, answer


class Bench:
    """The service on a nation, an officer who asks it, and the collections that a plain query reads."""

    def __init__(self, registry: Driver, database: Database, made: Nation, asker: Asker) -> None:
        self._registry = registry
        self._made = made
        self._asker = asker
        self._units, self._councils = database["view.units.1"], database["view.councils.1"]
        self._meetings, self._ledger = database["view.meetings.1"], database["ledger"]
        self._random = random.Random(1)  # noqa: S311 - it keeps no secret
        self._numbers = itertools.count()

    async def get(self, path: str, **where: str) -> bytes:
        answer = await self._asker.get(path, **where)
        assert answer.status_code == HTTPStatus.OK, answer.text
        return answer.content

    async def unchanged(self, path: str) -> bytes:
        tag = (await self._asker.get(path)).headers["etag"]
        self._has = self._asker.headers() | {"If-None-Match": tag}
        return await self.again(path)

    async def again(self, path: str) -> bytes:
        answer = await self._asker.client.get(path, headers=self._has)
        assert answer.status_code == HTTPStatus.NOT_MODIFIED
        return answer.content

    async def plain_structure(self) -> None:
        """Read every unit and every council."""
        assert len(await self._units.find({}).to_list()) == len(self._made.units)
        assert len(await self._councils.find({}).to_list()) == len(self._made.councils)

    async def plain_names(self) -> None:
        """Find councils by the beginning of a name, in order of their short codes."""
        wanted = {"charter.names.nb": {"$regex": r"\bTr", "$options": "i"}}
        assert await self._councils.find(wanted).sort([("charter.short", 1)]).limit(PAGE).to_list()

    async def plain_page(self) -> None:
        """Read the first councils in order of their short codes."""
        assert len(await self._councils.find({}).sort([("charter.short", 1)]).limit(PAGE).to_list()) == PAGE

    async def plain_replay(self) -> None:
        """Read the events of units and councils up to now: what a state of a day would be replayed from."""
        wanted = {"stream": {"$regex": "^(unit|council)-"}}
        assert len(await self._ledger.find(wanted).to_list()) > len(self._made.councils)

    async def plain_region(self) -> None:
        """Read the councils of a region, and their meetings of two years."""
        offices = [unit.number for unit in self._made.units if "0800" in {unit.number, unit.parent}]
        councils = await self._councils.find({"charter.units": {"$in": offices}}).to_list()
        since = (self._made.today - timedelta(days=730)).isoformat()
        wanted = {"councils": {"$in": [one["_id"] for one in councils]}, "starts_at": {"$gt": since}}
        assert await self._meetings.find(wanted).to_list()

    def a_day(self) -> str:
        """Some day of the last years; none is asked for twice in a row."""
        return (self._made.today - timedelta(days=self._random.randrange(LONG_AGO.days))).isoformat()

    async def change(self) -> None:
        """Give a council another name: nothing that is kept in memory holds any more."""
        council = self._random.choice([one for one in self._made.councils if not one.rests])
        await self._registry.do(ChangeCouncil(self._renamed(council)), DIRECTORATE)

    def _renamed(self, council: NationCouncil) -> CouncilChanged:
        charter, name = council.charter, f"Utvalg {next(self._numbers)}"
        return CouncilChanged(
            council=council.id,
            on=self._made.today,
            names=Names(nb=name, nn=name, en=name),
            parent=charter.parent,
            units=charter.units,
            line=charter.line,
            language=charter.language,
            led_by=charter.led_by,
        )


async def compare(name: str, rounds: int, ours: Deed, plain: Deed, before: Deed | None = None) -> None:
    """Take turns with the plain query, after one of each to warm up; `before` is done each time and not counted."""
    times = Times(name)
    for number in range(rounds + 1):
        if before:
            await before()
        took, answer = await timed(ours)
        took_plain, _ = await timed(plain)
        if number:
            times.ours.append(took)
            times.plain.append(took_plain)
            assert isinstance(answer, bytes)
            times.bytes = len(answer)
    times.show()


async def measure(url: str, rounds: int, changes: int) -> None:
    mongo = Mongo(url)
    database, stores = mongo.database("benchmark"), stores_on_mongo(mongo, "benchmark")
    made = nation(oslo_day(utc_now()))
    await stores.ledger.prepare()
    documents = ledger(made)
    while some := list(itertools.islice(documents, MANY)):
        await database["ledger"].insert_many(some, ordered=False)
    async with driving(stores) as registry:
        registry.now = utc_now()
        assert await registry.house.level(NAME, SECONDS_TO_FOLD)
        await raise_cases(registry, made)
        async with Http(registry) as http:
            events = await database["ledger"].count_documents({})
            print(f"{events} events, {len(made.units)} units, {len(made.councils)} councils, {CASES} cases")
            await read_all(Bench(registry, database, made, http.by(DIRECTORATE)), rounds, changes)
    await mongo.close()


async def raise_cases(registry: Driver, made: Nation) -> None:
    raised = [
        CaseReported(
            case=f"case{number}",
            reference=str(number),
            council=made.councils[number % len(made.councils)].id,
            lines=(Line.AT,),
            language=Language.NB,
        )
        for number in range(CASES)
    ]
    answered = [AnswerConfirmed(case=one.case, council=one.council) for one in raised[: CASES // 2]]
    await registry.tell(*raised, *answered)


async def read_all(bench: Bench, rounds: int, changes: int) -> None:
    took, _ = await timed(lambda: bench.get("/chart"))
    print(f"the first of all readings, from an empty memory: {took:.0f} ms")
    await compare("chart", rounds, lambda: bench.get("/chart"), bench.plain_structure)
    await bench.unchanged("/chart")
    await compare("chart that the asker has (304)", rounds, lambda: bench.again("/chart"), bench.plain_structure)
    await compare("chart after a change", changes, lambda: bench.get("/chart"), bench.plain_structure, bench.change)
    await compare("chart as of some day", rounds, lambda: bench.get("/chart", on=bench.a_day()), bench.plain_replay)
    await compare("directory, a page of 50", rounds, lambda: bench.get("/councils"), bench.plain_page)
    await compare("directory, search 'tr'", rounds, lambda: bench.get("/councils", q="tr"), bench.plain_names)
    await compare(
        "directory as of some day", rounds, lambda: bench.get("/councils", on=bench.a_day()), bench.plain_replay
    )
    await compare("a region's councils", rounds, lambda: bench.get("/regions/0800"), bench.plain_region)
    await compare(
        "a region's councils after a change",
        changes,
        lambda: bench.get("/regions/0800"),
        bench.plain_region,
        bench.change,
    )
    await compare("all regions", rounds, lambda: bench.get("/regions"), bench.plain_structure)
    await compare("what is missing", rounds, lambda: bench.get("/gaps"), bench.plain_structure)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument("--changes", type=int, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        mongod = Mongod(Path(folder))
        try:
            asyncio.run(measure(mongod.start(), options.rounds, options.changes))
        finally:
            mongod.stop()


if __name__ == "__main__":
    main()
