"""What is due, in MongoDB."""

from collections.abc import Sequence
from datetime import datetime

from pymongo import UpdateOne

from councilkit.clock import Clock, utc_now
from councilkit.due import AT_ONCE, Backlog, too_far_ahead
from councilkit.mongo import Collection, Database, Document, reaching


class MongoDueStore:
    """Implements `DueStore` on the collection `due` of a service's database."""

    def __init__(self, database: Database, *, clock: Clock = utc_now) -> None:
        self._due: Collection = database["due"]
        self._clock = clock

    async def prepare(self) -> None:
        """Make the index of what is due next."""
        with reaching():
            await self._due.create_index([("at", 1), ("_id", 1)])

    async def look_again(self, subjects: Sequence[str]) -> None:
        """Count one more change of each."""
        change = {"$set": {"at": AT_ONCE}, "$min": {"since": self._clock()}, "$inc": {"changes": 1}}
        changes = [UpdateOne({"_id": subject}, change, upsert=True) for subject in subjects]
        if changes:
            with reaching():
                await self._due.bulk_write(changes, ordered=False)

    async def due(self, now: datetime, limit: int) -> list[tuple[str, int]]:
        """Tell the subjects whose time has come, or cannot be right."""
        with reaching():
            found = await self._due.find(_ready(now)).sort([("at", 1), ("_id", 1)]).limit(limit).to_list()
        return [(one["_id"], one["changes"]) for one in found]

    async def put_off(self, subject: str, until: datetime | None, changes: int) -> None:
        """Set a subject's time, unless it has changed."""
        # `$min` keeps a null that is there: a subject that nothing is awaited of has no such field.
        change = {"$set": {"at": until, "since": until}} if until else {"$set": {"at": None}, "$unset": {"since": 1}}
        with reaching():
            await self._due.update_one({"_id": subject, "changes": changes}, change)

    async def backlog(self, now: datetime) -> Backlog:
        """Tell how much is due."""
        with reaching():
            subjects = await self._due.count_documents(_ready(now))
            first = await self._due.find(_ready(now)).sort([("since", 1)]).limit(1).to_list()
        return Backlog(subjects, first[0].get("since") if first else None)


def _ready(now: datetime) -> Document:
    return {"$or": [{"at": {"$lte": now}}, {"at": {"$gt": too_far_ahead(now)}}]}
