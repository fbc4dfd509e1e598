"""What a command costs through the whole API of case-flow, beside a FastAPI route with one Motor insert.

python benchmarks/commands.py [--rounds 5] [--seconds 3.0] [--callers 16]

Each app is a process of its own under uvicorn, on the same mongod; whoever calls is this process. The plain route reads
the same body into a model, guards nothing, asks for no token, and inserts one document with majority. In each round the
two take turns, and a ratio is that of one round. At the end every command must be one event, every insert one document.
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from fastapi import FastAPI
from motor.motor_asyncio import AsyncIOMotorClient
from pydantic import BaseModel

from case_flow.adapters.mongo_drafts import MongoDrafts
from case_flow.bootstrap import Kept
from case_flow.testing.driver import driving
from case_flow.testing.http import app_of
from case_flow.testing.places import HARBOUR
from councilkit.due.mongo_store import MongoDueStore
from councilkit.ids import random_id
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.testing.mongod import Mongod
from councilkit.testing.server import free_port
from councilkit.testing.tokens import TokenMaker

HOST = "127.0.0.1"
OURS, PLAIN = "ours", "plain"
BODY = {
    "council": HARBOUR.id,
    "title": "Åpne dører på Nav Horten",
    "short": "Døren er tung for den som sitter i rullestol.",
    "description": "Utvalget ber om en dør som åpner seg selv, og et skilt som viser veien til den.",
    "lines": ["AT", "K"],
    "hints_seen": True,
}


class Reported(BaseModel):
    """What the plain route reads."""

    council: str
    title: str
    short: str
    description: str
    lines: list[str]
    hints_seen: bool


async def serve_ours(url: str, port: int) -> None:
    mongo, tokens = Mongo(url), TokenMaker()
    database = mongo.database(OURS)
    kept = Kept(MongoDueStore(database), MongoDrafts(database))
    async with driving(stores_on_mongo(mongo, OURS), kept) as driver:
        print(tokens.token(HARBOUR.member), flush=True)
        await uvicorn.Server(uvicorn.Config(app_of(driver, tokens), HOST, port, log_level="error")).serve()
    await mongo.close()


async def serve_plain(url: str, port: int) -> None:
    client = AsyncIOMotorClient[dict[str, Any]](url, w="majority")
    app, numbers = FastAPI(), itertools.count()

    @app.post("/cases", status_code=HTTPStatus.CREATED)
    async def report(body: Reported) -> dict[str, str]:
        document = {"_id": f"case-{next(numbers)}", **body.model_dump()}
        await client[PLAIN]["cases"].insert_one(document)
        return {"id": document["_id"]}

    print("nobody", flush=True)
    await uvicorn.Server(uvicorn.Config(app, HOST, port, log_level="error")).serve()


@dataclass
class App:
    """One of the two, and what was asked of it."""

    client: httpx2.AsyncClient
    headers: Mapping[str, str]
    asked: int = 0
    rates: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    """Milliseconds, of one caller."""

    async def report(self) -> float:
        """Raise a case; tell the milliseconds until it was answered."""
        headers = {**self.headers, "Idempotency-Key": random_id()}
        begun = time.perf_counter()
        answer = await self.client.post("/cases", json=BODY, headers=headers)
        took = (time.perf_counter() - begun) * 1000
        assert answer.status_code == HTTPStatus.CREATED, answer.text
        self.asked += 1
        return took

    async def together(self, callers: int, seconds: float) -> float:
        """How many a second so many callers get answered."""
        begun, before = time.perf_counter(), self.asked

        async def caller() -> None:
            while time.perf_counter() - begun < seconds:
                await self.report()

        await asyncio.gather(*(caller() for _ in range(callers)))
        return (self.asked - before) / (time.perf_counter() - begun)

    async def alone(self, seconds: float) -> list[float]:
        begun, times = time.perf_counter(), []
        while time.perf_counter() - begun < seconds:
            times.append(await self.report())
        return times


@contextlib.contextmanager
def served(which: str, url: str) -> Iterator[tuple[str, str]]:
    """Run one of the apps; tell its address and the token of somebody who may raise cases."""
    port = free_port()
    command = [sys.executable, __file__, "--serve", which, "--url", url, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            assert process.stdout
            yield f"http://{HOST}:{port}", process.stdout.readline().strip()
        finally:
            process.terminate()


async def until_it_answers(app: App) -> None:
    while True:
        with contextlib.suppress(httpx2.TransportError):
            await app.report()
            return
        await asyncio.sleep(0.1)


async def measure(url: str, options: argparse.Namespace) -> None:
    async with contextlib.AsyncExitStack() as stack:
        apps = {}
        for which in (OURS, PLAIN):
            address, token = stack.enter_context(served(which, url))
            client = await stack.enter_async_context(httpx2.AsyncClient(base_url=address, timeout=30))
            apps[which] = App(client, {"Authorization": f"Bearer {token}", "Acting-As": HARBOUR.member.id})
            await until_it_answers(apps[which])
        for number in range(options.rounds + 1):
            for app in apps.values():
                rate, times = await app.together(options.callers, options.seconds), await app.alone(options.seconds)
                if number:  # the first is to warm up
                    app.rates.append(rate)
                    app.times += times
        show(apps[OURS], apps[PLAIN], options.callers)
    await require_all_there(url, apps)


async def require_all_there(url: str, apps: Mapping[str, App]) -> None:
    client = AsyncIOMotorClient[dict[str, Any]](url)
    assert await client[OURS]["ledger"].count_documents({}) == apps[OURS].asked
    assert await client[PLAIN]["cases"].count_documents({}) == apps[PLAIN].asked


def show(ours: App, plain: App, callers: int) -> None:
    ratios = [our / theirs for our, theirs in zip(ours.rates, plain.rates, strict=True)]
    rates = f"{statistics.median(ours.rates):.0f}/s beside {statistics.median(plain.rates):.0f}/s"
    print(f"{callers} callers, rate: median {statistics.median(ratios):.2f}x  worst {min(ratios):.2f}x   {rates}")
    for percent in (50, 99):
        our, their = (statistics.quantiles(app.times, n=100)[percent - 1] for app in (ours, plain))
        print(f"one caller, p{percent}: {our:.2f} ms beside {their:.2f} ms, {our / their:.2f}x")
    print(f"the body is {len(json.dumps(BODY))} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--callers", type=int, default=16)
    parser.add_argument("--serve", choices=[OURS, PLAIN], help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve = serve_ours if options.serve == OURS else serve_plain
        asyncio.run(serve(options.url, options.port))
        return
    with tempfile.TemporaryDirectory() as folder:
        mongod = Mongod(Path(folder))
        try:
            asyncio.run(measure(mongod.start(), options))
        finally:
            mongod.stop()


if __name__ == "__main__":
    main()
