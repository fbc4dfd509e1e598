"""Drafts in MongoDB; the server itself throws out what has passed its time."""

from collections.abc import Collection as Several
from collections.abc import Sequence
from datetime import date, datetime

from pydantic import TypeAdapter
from pymongo.errors import DuplicateKeyError

from case_flow.domain.draft import Draft, end_of
from councilkit.mongo import Collection, Database, Document, reaching

DRAFT = TypeAdapter(Draft)


class MongoDrafts:
    """Implements `Drafts` on the collection `drafts` of the service's database."""

    def __init__(self, database: Database) -> None:
        self._drafts: Collection = database["drafts"]
        self._indexed = False

    async def save(self, draft: Draft, owners: Several[str]) -> bool:
        document = DRAFT.dump_python(draft, mode="json", exclude={"id", "changed"})
        times = {"changed": draft.changed, "until": draft.kept_until}
        try:
            with reaching():
                await self._index()
                await self._drafts.replace_one(_owned(draft.id, owners), document | times, upsert=True)
        except DuplicateKeyError:
            return False
        return True

    async def get(self, id: str, now: datetime) -> Draft | None:
        with reaching():
            found = await self._drafts.find_one({"_id": id, "until": {"$gt": now}})
        return _draft(found) if found else None

    async def of(self, writers: Several[str], now: datetime) -> Sequence[Draft]:
        theirs = {"writer": {"$in": list(writers)}, "until": {"$gt": now}}
        with reaching():
            found = await self._drafts.find(theirs).sort([("changed", -1), ("_id", 1)]).to_list()
        return [_draft(document) for document in found]

    async def drop(self, id: str, owners: Several[str]) -> None:
        with reaching():
            await self._drafts.delete_one(_owned(id, owners))

    async def end(self, writer: str, last: date) -> None:
        ended = {"last": last.isoformat(), "until": {"$min": ["$until", end_of(last)]}}
        with reaching():
            await self._drafts.update_many({"writer": writer}, [{"$set": ended}])

    async def drop_all(self, writer: str) -> None:
        with reaching():
            await self._drafts.delete_many({"writer": writer})

    async def _index(self) -> None:
        if not self._indexed:
            await self._drafts.create_index("until", expireAfterSeconds=0)
            await self._drafts.create_index([("writer", 1), ("changed", -1)])
            self._indexed = True


def _owned(id: str, owners: Several[str]) -> Document:
    return {"_id": id, "writer": {"$in": list(owners)}}


def _draft(document: Document) -> Draft:
    return DRAFT.validate_python({**document, "id": document["_id"]})
