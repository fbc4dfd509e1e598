"""The database of one machine: a mongod of our own, or the one that RAADSLAG_MONGO_URL names."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from councilkit.testing.mongod import Mongod, MongodUnavailable
from raadslag_local.running.kept import Kept, Tell
from raadslag_local.stopped import Stopped

ANSWERS_WITHIN_MS = 5000


class Database:
    """Its address, and someone who looks after it."""

    def __init__(self, url: str, mongod: Mongod | None = None) -> None:
        self.url = url
        self.mongod = mongod

    async def look_after(self, tell: Tell) -> None:
        """Start the mongod again whenever it dies; raises `Stopped` when that helps nothing."""
        if self.mongod:
            await Kept("MongoDB", self.mongod, tell=tell).look_after()
        await asyncio.Event().wait()


@contextmanager
def database(folder: Path, url: str) -> Iterator[Database]:
    """Have a database running."""
    if url:
        require_replica_set(url)
        yield Database(url)
        return
    mongod = Mongod(folder / "mongo")
    try:
        yield Database(_start(mongod), mongod)
    finally:
        mongod.stop()


def _start(mongod: Mongod) -> str:
    try:
        return mongod.start()
    except MongodUnavailable as reason:
        raise Stopped(str(reason)) from None


def require_replica_set(url: str) -> None:
    """Raise `Stopped` unless a replica set answers there."""
    try:
        with MongoClient[dict[str, Any]](url, serverSelectionTimeoutMS=ANSWERS_WITHIN_MS) as client:
            found = client.admin.command("hello")
    except PyMongoError as error:
        raise Stopped(f"No MongoDB answers at RAADSLAG_MONGO_URL ({type(error).__name__}).") from None
    if "setName" not in found:
        raise Stopped("The MongoDB at RAADSLAG_MONGO_URL is no replica set; the ledgers need one, of any size.")
