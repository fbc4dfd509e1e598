"""An inbox's memory, and views, in MongoDB."""

from collections.abc import Mapping, Sequence
from math import inf
from time import monotonic

from pymongo import ReplaceOne, UpdateOne, errors

from councilkit.batching import Batcher
from councilkit.inbox.port import Generations, Parked, Place
from councilkit.inbox.view import Doc, In, Where
from councilkit.mongo import Collection, Database, Document, reaching, write_where_behind

REMEMBERED = 0.5
"""Seconds for which it is not asked again which generation of views is in use: every read of a view asks it."""


class MongoInboxStore:
    """Implements `InboxStore` on the collections `places`, `parked` and `generations` of a service's database."""

    def __init__(self, database: Database) -> None:
        self._places: Collection = database["places"]
        self._parked: Collection = database["parked"]
        self._generations: Collection = database["generations"]
        self._told: dict[str, tuple[float, Generations]] = {}
        # The consumers of a ledger wake together, and each moves its place: in one write.
        self._moves: Batcher[tuple[str, Place], None] = Batcher(self._move_all, key=lambda move: move[0])

    async def place(self, consumer: str) -> Place:
        """Tell where the consumer is."""
        with reaching():
            found = await self._places.find_one({"_id": consumer})
        return Place(found["epoch"], found["position"], found["hash"]) if found else Place()

    async def move(self, consumer: str, place: Place) -> None:
        """Put the consumer's place forward."""
        await self._moves.ask((consumer, place))

    async def _move_all(self, moves: Sequence[tuple[str, Place]]) -> list[None]:
        await self._put_places([_forward(consumer, place) for consumer, place in moves])
        return [None] * len(moves)

    async def restart(self, consumer: str, epoch: int) -> None:
        """Put the consumer at the beginning of a later epoch."""
        earlier = {"_id": consumer, "epoch": {"$lt": epoch}}
        await self._put_places([UpdateOne(earlier, _put(Place(epoch)), upsert=True)])

    async def _put_places(self, updates: Sequence[UpdateOne]) -> None:
        with reaching():
            await write_where_behind(self._places, updates)

    async def halt(self, consumer: str, sentence: str | None) -> None:
        """Remember why the consumer takes in nothing more."""
        beginning = Place()
        first = {"epoch": beginning.epoch, "position": beginning.position, "hash": beginning.hash}
        update = {"$set": {"halted": sentence}, "$setOnInsert": first}
        with reaching():
            await self._places.update_one({"_id": consumer}, update, upsert=sentence is not None)

    async def halted(self, consumer: str) -> str | None:
        """Tell why the consumer takes in nothing more."""
        with reaching():
            found = await self._places.find_one({"_id": consumer})
        return found.get("halted") if found else None

    async def parked(self, consumer: str) -> dict[str, Parked]:
        """Tell the streams that are set aside."""
        with reaching():
            documents = await self._parked.find({"consumer": consumer}, {"_id": 0}).to_list()
        return {document["stream"]: Parked(**document) for document in documents}

    async def park(self, parked: Parked) -> None:
        """Set a stream aside, or tell a new cause."""
        document = {name: getattr(parked, name) for name in Parked.__slots__}
        with reaching():
            await self._parked.replace_one({"_id": _key(parked.consumer, parked.stream)}, document, upsert=True)

    async def unpark(self, consumer: str, stream: str) -> None:
        """The stream is taken in again."""
        with reaching():
            await self._parked.delete_one({"_id": _key(consumer, stream)})

    async def ask_redrive(self, consumer: str, stream: str) -> None:
        """Ask that a stream that is set aside be read again."""
        with reaching():
            await self._parked.update_one({"_id": _key(consumer, stream)}, {"$set": {"redrive": True}})

    async def generations(self, source: str) -> Generations:
        """Tell which generation is in use, or was a moment ago: the one before stays readable."""
        at, told = self._told.get(source, (-inf, Generations()))
        if monotonic() - at < REMEMBERED:
            return told
        asked = monotonic()
        with reaching():
            found = await self._generations.find_one({"_id": source}) or {}
        made_of = {int(generation): spelt for generation, spelt in found.get("made_of", {}).items()}
        told = Generations(found.get("current", 1), found.get("following"), made_of)
        self._told[source] = asked, told
        return told

    async def ask_rebuild(self, source: str, *, instead_of: int | None = None) -> None:
        """Ask for the next generation, or for another one than that."""
        current: Document = {"$ifNull": ["$current", 1]}
        following = {"$add": [current if instead_of is None else instead_of, 1]}
        update = [{"$set": {"current": current, "following": following}}]
        with reaching():
            try:
                wanted = {"_id": source, "following": instead_of}  # None: also if there is no such field
                await self._generations.update_one(wanted, update, upsert=instead_of is None)
            except errors.DuplicateKeyError:
                return  # another one is being built
        self._told.pop(source, None)

    async def note(self, source: str, generation: int, made_of: str) -> None:
        """Note what a generation is made of."""
        update = {"$set": {f"made_of.{generation}": made_of}, "$setOnInsert": {"current": 1, "following": None}}
        with reaching():
            await self._generations.update_one({"_id": source}, update, upsert=True)
        self._told.pop(source, None)

    async def switch(self, source: str, generation: int) -> None:
        """Let this generation be the one that is read, if it is the one that is being built."""
        update = {"$set": {"current": generation, "following": None}}
        with reaching():
            await self._generations.update_one({"_id": source, "following": generation}, update)
        self._told.pop(source, None)


class MongoViewStore:
    """Implements `ViewStore`: each collection of a view is one of the service's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def prepare(self, collection: str, indexes: Sequence[str]) -> None:
        """Make the indexes of a collection."""
        with reaching():
            for field in indexes:
                await self._database[collection].create_index([(field, 1), ("_id", 1)])

    async def get(self, collection: str, key: str) -> Doc | None:
        """Tell one document."""
        with reaching():
            return await self._database[collection].find_one({"_id": key})

    async def get_many(self, collection: str, keys: Sequence[str]) -> dict[str, Doc]:
        """Tell those of the documents that exist, by key."""
        with reaching():
            documents = await self._database[collection].find({"_id": {"$in": list(keys)}}).to_list()
        return {document["_id"]: document for document in documents}

    async def find(
        self,
        collection: str,
        where: Where,
        *,
        order: str,
        descending: bool,
        after: tuple[object, str] | None,
        limit: int,
    ) -> list[Doc]:
        """Tell documents in order of a field, then key."""
        direction = -1 if descending else 1
        wanted: Document = {"$and": [_query(where), _beyond(order, after, descending=descending)]}
        cursor = self._database[collection].find(wanted).sort([(order, direction), ("_id", direction)])
        with reaching():
            return await cursor.limit(limit).to_list()

    async def count(self, collection: str, where: Where) -> int:
        """Count documents."""
        with reaching():
            return await self._database[collection].count_documents(_query(where))

    async def put_many(self, collection: str, docs: Mapping[str, Doc]) -> None:
        """Store documents by key, each unless the one there is of its `sequence` or a later one."""
        puts = [ReplaceOne(_older(key, doc), doc | {"_id": key}, upsert=True) for key, doc in docs.items()]
        with reaching():
            await write_where_behind(self._database[collection], puts)

    async def drop(self, collection: str) -> None:
        """Remove a whole collection."""
        with reaching():
            await self._database.drop_collection(collection)


def _forward(consumer: str, place: Place) -> UpdateOne:
    behind = {"_id": consumer, "epoch": place.epoch, "position": {"$lt": place.position}}
    return UpdateOne(behind, _put(place), upsert=place.epoch == 1)


def _put(place: Place) -> Document:
    new = {"epoch": place.epoch, "position": place.position, "hash": place.hash}
    return {"$set": new, "$unset": {"halted": ""}}


def _key(consumer: str, stream: str) -> str:
    return f"{consumer} {stream}"


def _older(key: str, doc: Doc) -> Document:
    return {"_id": key, "sequence": {"$lt": doc["sequence"]}}


def _query(where: Where) -> Document:
    return {
        field: {"$in": list(wanted.values)} if isinstance(wanted, In) else wanted for field, wanted in where.items()
    }


def _beyond(order: str, after: tuple[object, str] | None, *, descending: bool) -> Document:
    if after is None:
        return {}
    value, key = after
    compare = "$lt" if descending else "$gt"
    return {"$or": [{order: value, "_id": {compare: key}}, *_further(order, value, descending=descending)]}


def _further(order: str, value: object, *, descending: bool) -> list[Document]:
    # Nothing is less or greater than what is missing, though it is sorted before everything else.
    if value is None:
        return [] if descending else [{order: {"$ne": None}}]
    return [{order: {"$lt": value}}, {order: None}] if descending else [{order: {"$gt": value}}]
