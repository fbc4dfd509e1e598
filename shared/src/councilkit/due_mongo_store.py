"""What is due, in MongoDB."""

from collections.abc import Sequence
from datetime import datetime

from pymongo import UpdateOne

from councilkit.due import AT_ONCE, too_far_ahead
from councilkit.mongo import Collection, Database, reaching


class MongoDueStore:
    """Implements `DueStore` on the collection `due` of a service's database."""

    def __init__(self, database: Database) -> None:
        self._due: Collection = database["due"]

    async def prepare(self) -> None:
        """Make the index of what is due next."""
        with reaching():
            await self._due.create_index([("at", 1), ("_id", 1)])

    async def look_again(self, subjects: Sequence[str]) -> None:
        """Count one more change of each."""
        change = {"$set": {"at": AT_ONCE}, "$inc": {"changes": 1}}
        changes = [UpdateOne({"_id": subject}, change, upsert=True) for subject in subjects]
        if changes:
            with reaching():
                await self._due.bulk_write(changes, ordered=False)

    async def due(self, now: datetime, limit: int) -> list[tuple[str, int]]:
        """Tell the subjects whose time has come, or cannot be right."""
        ready = {"$or": [{"at": {"$lte": now}}, {"at": {"$gt": too_far_ahead(now)}}]}
        with reaching():
            found = await self._due.find(ready).sort([("at", 1), ("_id", 1)]).limit(limit).to_list()
        return [(one["_id"], one["changes"]) for one in found]

    async def put_off(self, subject: str, until: datetime | None, changes: int) -> None:
        """Set a subject's time, unless it has changed."""
        with reaching():
            await self._due.update_one({"_id": subject, "changes": changes}, {"$set": {"at": until}})
