"""What it costs to bring a nation in, beside plain MongoDB in the same run.

python benchmarks/importing.py [--rounds 3]

271 units, 300 councils, 2,500 people in as many seats, 3,700 meetings: some 13,000 commands. They come as one import
over the service's own API, on a real mongod, in one process with it: rows are read and compared, each command is
decided on its stream, and durable on a majority before the next of its stream. The plain peer stores the same documents
again, one `insert_one` of a majority each, sixteen at a time, as the import works.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from council_registry.adapters.mongo_imports import MongoImports
from council_registry.adapters.mongo_people import keeping_on_mongo
from council_registry.application.importing.carrying_out import AT_ONCE
from council_registry.testing.driver import Driver, driving
from council_registry.testing.http import Http
from council_registry.testing.nation import nation
from council_registry.testing.nation_tables import tables_of
from council_registry.testing.people import DIRECTORATE
from councilkit.ids import random_id
from councilkit.mongo import Database, Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.testing.mongod import Mongod
from councilkit.workdays import oslo_day


async def timed(deed: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await deed()
    return time.perf_counter() - began


async def enter(http: Http, driver: Driver) -> tuple[float, float, int]:
    """Look at the nation's tables and enter them; tell the seconds of both, and how many commands it took."""
    asker = http.by(DIRECTORATE)
    rows = {"rows": tables_of(nation(oslo_day(driver.clock())))}
    began = time.perf_counter()
    told = (await asker.post("/imports/preview", rows)).json()
    assert not told["problems"], told["problems"][:3]
    looked = time.perf_counter()
    answer = (await asker.post("/imports", {**rows, "digest": told["digest"]})).json()
    while answer["stage"] == "running":
        await asyncio.sleep(0.05)
        answer = (await asker.get(f"/imports/{answer['id']}")).json()
    assert (answer["stage"], answer["left"]) == ("done", []), answer["left"][:3]
    return looked - began, time.perf_counter() - looked, answer["of"]


async def store_plainly(ledger: Database, peer: Database) -> None:
    """Store each document of the ledger again, as fast as a plain writer does who works like the import."""
    documents = [document async for document in ledger["ledger"].find({})]
    room = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        async with room:
            await peer["plain"].insert_one({**documents[number], "_id": number})

    await asyncio.gather(*(one(number) for number in range(len(documents))))


async def a_round(url: str) -> dict[str, float]:
    mongo, name = Mongo(url), f"bench_{random_id()}"
    keeping = keeping_on_mongo(mongo.database(name), mongo.database(f"{name}_erasures"))
    imports = MongoImports(mongo.database(name))
    async with driving(stores_on_mongo(mongo, name), keeping, imports=imports) as driver, Http(driver) as http:
        looking, entering, commands = await enter(http, driver)
        plain = await timed(lambda: store_plainly(mongo.database(name), mongo.database(f"{name}_peer")))
    await mongo.close()
    return {
        "commands": commands,
        "preview s": looking,
        "import s": entering,
        "plain s": plain,
        "import/plain": entering / plain,
    }


async def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = Mongod(Path(folder))
        url = server.start()
        try:
            for number in range(1, rounds + 1):
                told = await a_round(url)
                print(f"round {number}: " + ", ".join(f"{name} {value:.2f}" for name, value in told.items()))
        finally:
            server.stop()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    asyncio.run(main(parser.parse_args().rounds))
