"""What it costs to learn how to reach a nation's representatives, beside a plain MongoDB query, in the same run.

python benchmarks/resolving.py [--people 2500] [--rounds 50]

A contact store on a real mongod, a hundred of its people erased. A mailer asks over the service's own API, five hundred
terms at a time, in one process with it: the token is checked, the journal of erasures is asked, the look is written
down durably, and the answer is written as JSON. The plain query reads the same documents and does nothing with them.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from http import HTTPStatus
from pathlib import Path

from council_registry.adapters.mongo_people import keeping_on_mongo
from council_registry.domain.person import Contact, Erased
from council_registry.testing.driver import driving
from council_registry.testing.http import Http
from councilkit.clock import utc_now
from councilkit.events.councils import Language
from councilkit.mongo import Collection, Document, Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.testing.client import Asker
from councilkit.testing.mongod import Mongod

AT_ONCE = 500
ERASED = 100

Deed = Callable[[], Awaitable[int]]


def person(number: int) -> Document:
    contact = Contact(f"Modig Lykt {number}", f"lykt.{number}@example.no", Language.NB, phone="22222222")
    held = {"holds": [f"term-{number}"], "awaited": []}
    return {"_id": f"person-{number}", **asdict(contact), **held, "subject": f"2026:{number}"}


class Bench:
    def __init__(self, mailer: Asker, people: Collection, count: int) -> None:
        self._mailer = mailer
        self._people = people
        self._terms = [f"term-{number}" for number in range(count)]

    async def asked(self) -> int:
        """Ask for all of them, as a service that sends mail does."""
        found = 0
        for begin in range(0, len(self._terms), AT_ONCE):
            body = {"campaign": "edition-2026.2", "terms": self._terms[begin : begin + AT_ONCE]}
            answer = await self._mailer.post("/contacts/resolve", body)
            assert answer.status_code == HTTPStatus.OK, answer.text
            found += len(answer.json()["people"])
        return found

    async def plain(self) -> int:
        found = 0
        for begin in range(0, len(self._terms), AT_ONCE):
            wanted = {"holds": {"$in": self._terms[begin : begin + AT_ONCE]}}
            found += len(await self._people.find(wanted).sort("_id").to_list())
        return found


async def timed(deed: Deed, rounds: int) -> tuple[list[float], int]:
    times, found = [], await deed()
    for _ in range(rounds):
        begun = time.perf_counter()
        found = await deed()
        times.append((time.perf_counter() - begun) * 1000)
    return times, found


def show(name: str, times: list[float], found: int) -> None:
    parts = statistics.quantiles(times, n=100)
    print(f"{name:32} p50 {parts[49]:7.1f} ms  p99 {parts[98]:7.1f} ms  {found} people")


async def run(url: str, count: int, rounds: int) -> None:
    mongo = Mongo(url)
    keeping = keeping_on_mongo(mongo.database("bench"), mongo.database("bench_erasures"))
    async with driving(stores_on_mongo(mongo, "bench"), keeping) as registry, Http(registry) as http:
        people = mongo.database("bench")["contacts"]
        await people.insert_many([person(number) for number in range(count)])
        for number in range(ERASED):
            erased = Erased(f"person-{number}", (f"2026:{number}",), (f"term-{number}",), "officer", utc_now())
            await keeping.erasures.write(erased)
        bench = Bench(http.by(scopes=("contacts:resolve",), subject="mailer"), people, count)
        for name, deed in (("resolved over the API", bench.asked), ("plain query", bench.plain)):
            show(name, *await timed(deed, rounds))
    await mongo.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--people", type=int, default=2500)
    parser.add_argument("--rounds", type=int, default=50)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        mongod = Mongod(Path(folder))
        try:
            asyncio.run(run(mongod.start(), told.people, told.rounds))
        finally:
            mongod.stop()


if __name__ == "__main__":
    main()
