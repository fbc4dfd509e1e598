"""A lease in MongoDB."""

from datetime import datetime

from pymongo import ReturnDocument, errors

from councilkit.lease import SECONDS
from councilkit.mongo import Database, Document, reaching


class MongoLease:
    """A lease as one document of the collection `leases`."""

    def __init__(self, database: Database, name: str, *, seconds: float = SECONDS) -> None:
        self._leases = database["leases"]
        self._name = name
        self._milliseconds = int(seconds * 1000)

    async def acquire(self, holder: str) -> bool:
        """Take or renew the lease, in one step on the server."""
        mine = {"$or": [{"$eq": ["$holder", holder]}, {"$lt": ["$until", "$$NOW"]}]}  # no document: no `until`, less
        until = {"$add": ["$$NOW", self._milliseconds]}
        take: list[Document] = [
            {"$set": {"mine": mine}},
            {"$set": {"holder": _if_mine(holder, "$holder"), "until": _if_mine(until, "$until")}},
            {"$unset": "mine"},
        ]
        with reaching():
            try:
                held = await self._leases.find_one_and_update(
                    {"_id": self._name}, take, upsert=True, return_document=ReturnDocument.AFTER
                )
            except errors.DuplicateKeyError:  # another made the document in the same moment
                return False
        return held is not None and held["holder"] == holder

    async def release(self, holder: str) -> None:
        """Give the lease up, if `holder` has it."""
        with reaching():
            await self._leases.delete_one({"_id": self._name, "holder": holder})

    async def holder(self) -> tuple[str, datetime] | None:
        """Tell who has the lease, and until when, unless it has run out by the server's clock."""
        lasting = {"_id": self._name, "$expr": {"$gt": ["$until", "$$NOW"]}}
        with reaching():
            held = await self._leases.find_one(lasting)
        return (held["holder"], held["until"]) if held else None


def _if_mine(mine: object, other: str) -> Document:
    return {"$cond": ["$mine", mine, other]}
