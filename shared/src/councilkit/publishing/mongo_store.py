"""Publishing's memory, in MongoDB."""

from pymongo import UpdateOne

from councilkit.ledger.port import Head
from councilkit.mongo import Collection, Database, Document, reaching, write_where_behind
from councilkit.publishing.port import Cursor


class MongoPublishingStore:
    """Implements `PublishingStore` as the one document of the collection `publishing`."""

    def __init__(self, database: Database) -> None:
        self._cursors: Collection = database["publishing"]

    async def cursor(self) -> Cursor:
        """Tell how far publishing is."""
        with reaching():
            found = await self._cursors.find_one({"_id": "topic"}) or {}
        place = Head(found["epoch"], found["position"], found["hash"]) if "epoch" in found else Head()
        return Cursor(place, found.get("refill", False), found.get("halted"))

    async def move(self, place: Head) -> None:
        """Everything up to here was acknowledged."""
        same_epoch = {"epoch": place.epoch, "position": {"$lt": place.position}}
        behind = {"_id": "topic", "$or": [{"epoch": None}, {"epoch": {"$lt": place.epoch}}, same_epoch]}
        with reaching():
            await write_where_behind(self._cursors, [UpdateOne(behind, {"$set": _spelt(place)}, upsert=True)])

    async def start_over(self, epoch: int) -> None:
        """Go to the beginning of an epoch."""
        await self._set(_spelt(Head(epoch)) | {"refill": False})

    async def ask_refill(self) -> None:
        """Ask that everything be published again."""
        await self._set({"refill": True})

    async def halt(self, sentence: str | None) -> None:
        """Remember why nothing is published."""
        await self._set({"halted": sentence})

    async def _set(self, fields: Document) -> None:
        with reaching():
            await self._cursors.update_one({"_id": "topic"}, {"$set": fields}, upsert=True)


def _spelt(place: Head) -> Document:
    return {"epoch": place.epoch, "position": place.position, "hash": place.hash}
