"""Sealed boxes in the portal's own MongoDB database; the server itself throws out what has passed its time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from councilkit.mongo import Mongo, reaching
from councilkit.refusals import Unavailable
from portal.application.refusals import Away

COLLECTION = "boxes"


class MongoBoxes:
    def __init__(self, mongo: Mongo, database: str) -> None:
        self._mongo = mongo
        self._boxes = mongo.database(database)[COLLECTION]
        self._indexed = False

    async def ready(self) -> None:
        await self._mongo.ping()

    async def put(self, name: str, content: bytes, *, until: datetime, of: str | None = None) -> None:
        box = {"content": content, "until": until, **({"of": of} if of else {})}
        with _reaching():
            await self._throw_out_by_time()
            await self._boxes.replace_one({"_id": name}, box, upsert=True)

    async def replace(self, name: str, content: bytes, *, until: datetime) -> bool:
        with _reaching():
            found = await self._boxes.replace_one({"_id": name}, {"content": content, "until": until})
        return found.matched_count == 1

    async def get(self, name: str, *, now: datetime) -> bytes | None:
        with _reaching():
            box = await self._boxes.find_one({"_id": name, "until": {"$gt": now}})
        return bytes(box["content"]) if box else None

    async def take(self, name: str, *, now: datetime) -> bytes | None:
        with _reaching():
            box = await self._boxes.find_one_and_delete({"_id": name, "until": {"$gt": now}})
        return bytes(box["content"]) if box else None

    async def drop(self, name: str) -> None:
        with _reaching():
            await self._boxes.delete_one({"_id": name})

    async def drop_all(self, of: str) -> None:
        with _reaching():
            await self._boxes.delete_many({"of": of})

    async def _throw_out_by_time(self) -> None:
        if not self._indexed:
            await self._boxes.create_index("until", expireAfterSeconds=0)
            await self._boxes.create_index("of", sparse=True)
            self._indexed = True


@contextmanager
def _reaching() -> Iterator[None]:
    try:
        with reaching():
            yield
    except Unavailable as error:
        raise Away(COLLECTION) from error
