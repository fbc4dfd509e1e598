"""How long views take to be built anew from a whole ledger, beside a plain replay and a bare read of the same ledger.

python benchmarks/rebuild.py [--events 200000] [--rounds 3]

All views that case-flow has of its own ledger, with cases of ten events each, on a real mongod. The plain replay takes
each event by itself, for the view of cases alone: one `find_one`, the same fold, one `replace_one`; it is measured on a
part. Each new generation must hold every case, answered.
"""

import argparse
import asyncio
import itertools
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from bson import Binary, Timestamp

from case_flow.subscriptions import CASES, NAME, VIEWS
from councilkit.clock import utc_now
from councilkit.events import Event, encode
from councilkit.events.cases import (
    AnswerConfirmed,
    AnswerGiven,
    AnswerOutcome,
    CasePutOnAgenda,
    CaseReceived,
    CaseReported,
    CaseSent,
    CaseTreated,
    Due,
    Line,
    Outcome,
    RuleStatus,
    StatementMade,
    Wish,
)
from councilkit.events.councils import Language
from councilkit.inbox import ViewKeeper, collection_of
from councilkit.inbox.sources import LocalSource
from councilkit.ledger import GENESIS, link
from councilkit.mongo import Database, Document, Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.stores import Stores
from councilkit.testing.mongod import Mongod

LOCAL, REGION, UNIT = "lbuhorten23456723456", "rbuvestfold234567234", "0701"
DUE = Due(on=date(2027, 1, 15), rule="answer", status=RuleStatus.PROPOSED)
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
MANY = 5_000
PART = 4_000


def life(case: str) -> list[Event]:
    """A case from the local council over the region to a unit, and home."""
    return [
        CaseReported(case=case, reference=case[-8:], council=LOCAL, lines=(Line.AT,), language=Language.NB),
        CasePutOnAgenda(case=case, council=LOCAL, meeting="motehorten2345672345", number=f"LBU-HOR {int(case)}/26"),
        CaseTreated(case=case, council=LOCAL, meeting="motehorten2345672345", outcome=Outcome.HOP),
        CaseSent(case=case, sender=LOCAL, to=REGION, wish=Wish.STATEMENT, due=DUE),
        CaseReceived(case=case, council=REGION),
        CasePutOnAgenda(case=case, council=REGION, meeting="motevestfold23456723"),
        CaseTreated(case=case, council=REGION, meeting="motevestfold23456723", outcome=Outcome.STATEMENT),
        StatementMade(case=case, council=REGION, unit=UNIT, due=DUE),
        AnswerGiven(case=case, unit=UNIT, outcome=AnswerOutcome.FOLLOWED),
        AnswerConfirmed(case=case, council=LOCAL),
    ]


def ledger(events: int) -> Iterator[Document]:
    """Tell the numbered documents of a ledger in which a hundred cases live at a time."""
    hash_, position = GENESIS, 0
    for hundred in range(events // 1000):
        lives = [life(f"{hundred * 100 + number:020d}") for number in range(100)]
        for sequence, events_now in enumerate(zip(*lives, strict=True), 1):
            for event in events_now:
                position += 1
                stream = f"case-{getattr(event, 'case')}"  # noqa: B009 - every event of a life has one
                entry, data = f"{stream}:{sequence:06d}", encode(event)
                hash_ = link(hash_, position, entry, event.TYPE, data)
                yield _document(entry, stream, sequence, event.TYPE, data) | {"position": position, "hash": hash_}


def _document(entry: str, stream: str, sequence: int, type: str, data: bytes) -> Document:
    return {
        "_id": entry,
        "stream": stream,
        "sequence": sequence,
        "type": type,
        "data": Binary(data),
        "at": AT,
        "actor": "ledervervhorten23456",
        "command_id": f"http/ledervervhorten23456/{entry}",
        "request_mac": bytes(32),
        "correlation": entry,
        "causation": None,
        "trace": None,
        "texts": {},
        "claims": [],
        "stored": Timestamp(1, 1),
    }


async def fill(database: Database, stores: Stores, events: int) -> None:
    await stores.ledger.prepare()
    documents = ledger(events)
    while some := list(itertools.islice(documents, MANY)):
        await database["ledger"].insert_many(some, ordered=False)


async def rebuilt(keeper: ViewKeeper, stores: Stores) -> float:
    """Ask for the next generation and take the steps until it is the one that is read; tell the seconds."""
    await stores.inbox.ask_rebuild(NAME)
    begun = time.perf_counter()
    await keeper.step(None)
    while keeper.building:
        await keeper.step(None)
    return time.perf_counter() - begun


async def replayed(database: Database, stores: Stores, part: int) -> float:
    """Take each event by itself; tell the seconds for an event."""
    items = [
        item for start in range(0, part, 500) for item in (await LocalSource(NAME, stores.ledger).read(start)).items
    ]
    view = database["plain"]
    await view.delete_many({})
    begun = time.perf_counter()
    for item in items:
        event = item.event()
        assert event
        key = str(CASES.key(event))
        old = await view.find_one({"_id": key})
        new = CASES.folds[type(event)](old, event, item) | {"_id": key, "sequence": item.sequence}
        await view.replace_one({"_id": key}, new, upsert=True)
    return (time.perf_counter() - begun) / len(items)


async def read(database: Database) -> float:
    """Read the whole ledger with the bare driver; tell the seconds."""
    begun = time.perf_counter()
    async for _ in database["ledger"].find({}).sort("position", 1):
        pass
    return time.perf_counter() - begun


async def measure(url: str, events: int, rounds: int) -> None:
    mongo = Mongo(url)
    database, stores = mongo.database("benchmark"), stores_on_mongo(mongo, "benchmark")
    await fill(database, stores, events)
    source = LocalSource(NAME, stores.ledger)
    keeper = ViewKeeper(source, VIEWS[NAME], inbox=stores.inbox, store=stores.views, clock=utc_now)
    beside_plain, beside_read = [], []
    for number in range(2, rounds + 2):
        ours = await rebuilt(keeper, stores)
        assert (await stores.inbox.generations(NAME)).current == number
        assert await database[collection_of("cases", number)].count_documents({"state": "answered"}) == events // 10
        plain, bare = await replayed(database, stores, PART), await read(database)
        beside_plain.append(plain * events / ours)
        beside_read.append(ours / bare)
        print(
            f"{events} events in {ours:.1f} s, {events / ours:.0f}/s; plainly {1 / plain:.0f}/s; read in {bare:.1f} s"
        )
    show("rebuild, beside a plain replay", beside_plain, worst=min(beside_plain))
    show("its time, beside a bare read", beside_read, worst=max(beside_read))
    await mongo.close()


def show(what: str, ratios: list[float], *, worst: float) -> None:
    print(f"{what:52} median {statistics.median(ratios):5.2f}x  worst {worst:5.2f}x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        mongod = Mongod(Path(folder))
        try:
            asyncio.run(measure(mongod.start(), options.events, options.rounds))
        finally:
            mongod.stop()


if __name__ == "__main__":
    main()
