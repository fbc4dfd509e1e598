"""The ledger's documents in MongoDB."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from bson import Binary, Timestamp
from pymongo import UpdateOne, errors
from pymongo.read_concern import ReadConcern

from councilkit.ledger.entry import Chores, Entry, entry_id
from councilkit.ledger.port import Clash, Found, Head, Look, Number
from councilkit.mongo import (
    DUPLICATE,
    IMMUTABLE,
    Collection,
    Database,
    Document,
    Mongo,
    reaching,
    refused,
    taken_values,
    write_where_behind,
)

_LOCAL = ReadConcern("local")
_CLASHES: dict[str, Literal["entry", "command", "claim"]] = {"_id": "entry", "command_id": "command", "claims": "claim"}


class MongoLedgerStore:
    """Implements `LedgerStore` on the collections `ledger` and `ledger_epoch` of a service's database."""

    def __init__(self, mongo: Mongo, database: Database) -> None:
        self._mongo = mongo
        self._entries: Collection = database["ledger"]
        self._epoch: Collection = database["ledger_epoch"]

    async def prepare(self) -> None:
        """Make the indexes that the unique fields need."""
        with reaching():
            create = self._entries.create_index
            await create("command_id", unique=True)
            await create("claims", unique=True, partialFilterExpression={"claims.0": {"$exists": True}})
            await create("position", unique=True, partialFilterExpression={"position": {"$exists": True}})
            await create("stored", partialFilterExpression={"pending": True})
            await create([("stream", 1), ("sequence", 1)])
            await create("chores", partialFilterExpression={"chores": {"$exists": True}})

    async def look(self, looks: Sequence[Look], *, after_clash: bool = False) -> list[Found]:
        """Answer each look with one query."""
        streams = list({look.stream for look in looks})
        commands = list({look.command_id for look in looks})
        wanted = {"$or": [{"stream": {"$in": streams}}, {"command_id": {"$in": commands}}]}
        with reaching():
            documents = await (self._find_after_clash(wanted) if after_clash else self._entries.find(wanted).to_list())
        histories: dict[str, list[Entry]] = defaultdict(list)
        by_command = {}
        for entry in sorted(map(_entry, documents), key=lambda entry: entry.sequence):
            histories[entry.stream].append(entry)
            by_command[entry.command_id] = entry
        return [Found(list(histories[look.stream]), by_command.get(look.command_id)) for look in looks]

    async def _find_after_clash(self, wanted: Document) -> list[Document]:
        # The entry that we clashed with may not be majority-durable yet. A local read sees it, and the majority read
        # that follows in the same causal session waits until it is.
        async with self._mongo.session() as session:
            await self._entries.with_options(read_concern=_LOCAL).find(wanted, session=session).to_list()
            return await self._entries.find(wanted, session=session).to_list()

    async def append(self, entries: Sequence[Entry]) -> list[Clash | None]:
        """Store all entries with one command; each succeeds or clashes on its own."""
        taken = {}
        with reaching():
            try:
                await self._entries.insert_many([_document(entry) for entry in entries], ordered=False)
            except errors.BulkWriteError as error:
                taken = taken_values(error)
        return [
            Clash(_CLASHES[taken[index][0]], str(taken[index][1])) if index in taken else None
            for index in range(len(entries))
        ]

    async def entries(self, ids: Sequence[str]) -> list[Entry]:
        """Tell those of the entries that exist."""
        with reaching():
            return [_entry(document) async for document in self._entries.find({"_id": {"$in": list(ids)}})]

    async def head(self) -> Head:
        """Tell the last numbered place."""
        epoch, last = await asyncio.gather(self.epoch(), self._last())
        return Head(epoch, last["position"], last["hash"]) if last else Head(epoch)

    async def epoch(self) -> int:
        """Tell the epoch that the ledger is in."""
        with reaching():
            found = await self._epoch.find_one({"_id": "epoch"})
        return found["number"] if found else 1

    async def _last(self) -> Document | None:
        numbered, told = {"position": {"$exists": True}}, {"position": 1, "hash": 1}
        with reaching():
            return await self._entries.find_one(numbered, told, sort=[("position", -1)])

    async def raise_epoch(self, epoch: int) -> int:
        """Begin this epoch, if the ledger is in an earlier one."""
        earlier = {"_id": "epoch", "number": {"$lt": epoch}}
        with reaching():
            await write_where_behind(self._epoch, [UpdateOne(earlier, {"$set": {"number": epoch}}, upsert=True)])
        return await self.epoch()

    async def page(self, after: int, limit: int, stream: str | None = None) -> list[Entry]:
        """Tell numbered entries (of one stream) above a position, in order."""
        wanted: Document = {"position": {"$gt": after}} | ({"stream": stream} if stream else {})
        with reaching():
            documents = await self._entries.find(wanted).sort("position", 1).limit(limit).to_list()
        return [_entry(document) for document in documents]

    async def pending(self, limit: int) -> list[Entry]:
        """Tell entries without a number, in the order in which they were stored."""
        with reaching():
            documents = await self._entries.find({"pending": True}).sort("stored", 1).limit(limit).to_list()
        return [_entry(document) for document in documents]

    async def number(self, numbers: Sequence[Number]) -> bool:
        """Number pending entries, in order; stops at the first that another has numbered or whose position is taken."""
        with reaching():
            try:
                await self._entries.bulk_write([_numbered(number) for number in numbers], ordered=True)
            except errors.BulkWriteError as error:
                refused(error, DUPLICATE, IMMUTABLE)
                return False
        return True

    async def do_chores(self, entry: Entry) -> None:
        """Erase the texts and pull the claims that the entry names; strike them off."""
        with reaching():
            for erased, name in entry.chores.erase:
                await self._entries.update_one(
                    {"_id": erased, "stream": entry.stream}, {"$unset": {f"texts.{name}": "", "request_mac": ""}}
                )
            if entry.chores.release:
                await self._entries.update_many(
                    {"stream": entry.stream, "sequence": {"$lt": entry.sequence}},
                    {"$pull": {"claims": {"$in": list(entry.chores.release)}}},
                )
            await self._entries.update_one({"_id": entry.id}, {"$unset": {"chores": ""}})

    async def with_chores(self) -> list[Entry]:
        """Tell the entries whose chores are not done."""
        with reaching():
            return [_entry(document) async for document in self._entries.find({"chores": {"$exists": True}})]


def _numbered(number: Number) -> UpdateOne:
    # Without the upsert an entry that is not pending would be passed over and those after it numbered, on a chain that
    # may have gone another way. The upsert can never insert, since an `_id` is not two: it fails, and stops the bulk.
    update = {"$set": {"position": number.position, "hash": number.hash}, "$unset": {"pending": ""}}
    never = {"$setOnInsert": {"_id": "another replica has numbered it"}}
    return UpdateOne({"_id": number.entry, "pending": True}, update | never, upsert=True)


def _document(entry: Entry) -> Document:
    document: Document = {
        "_id": entry_id(entry.stream, entry.sequence),
        "stream": entry.stream,
        "sequence": entry.sequence,
        "type": entry.type,
        "data": Binary(entry.data),
        "at": entry.at,
        "actor": entry.actor,
        "command_id": entry.command_id,
        "request_mac": entry.request_mac,
        "correlation": entry.correlation,
        "causation": entry.causation,
        "trace": entry.trace,
        "texts": dict(entry.texts),
        "claims": list(entry.claims),
        "stored": Timestamp(0, 0),  # mongod puts its cluster time here
        "pending": True,
    }
    if entry.vouched_by:
        document["vouched_by"] = entry.vouched_by
    if entry.chores:
        document["chores"] = {"erase": [list(one) for one in entry.chores.erase], "release": list(entry.chores.release)}
    return document


def _entry(document: Document) -> Entry:
    chores = document.get("chores", {"erase": [], "release": []})
    return Entry(
        stream=document["stream"],
        sequence=document["sequence"],
        type=document["type"],
        data=bytes(document["data"]),
        at=document["at"],
        actor=document["actor"],
        command_id=document["command_id"],
        request_mac=document.get("request_mac"),
        correlation=document["correlation"],
        causation=document["causation"],
        trace=document["trace"],
        texts=document["texts"],
        claims=tuple(document["claims"]),
        chores=Chores(tuple((entry, name) for entry, name in chores["erase"]), tuple(chores["release"])),
        vouched_by=document.get("vouched_by"),
        position=document.get("position"),
        hash=document.get("hash"),
    )
