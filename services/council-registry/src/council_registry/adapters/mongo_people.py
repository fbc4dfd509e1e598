"""What is kept of people beside their contacts, in MongoDB; the journal of erasures in a database of its own."""

from collections.abc import Collection as Several
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from council_registry.adapters.mongo_contacts import MongoContacts
from council_registry.adapters.mongo_seat_files import MongoSeatFiles
from council_registry.application.people.people_ports import Keeping
from council_registry.domain.person import Access, Code, Contact, Erased, Purpose
from councilkit.mongo import Collection, Database, Document, reaching

ACCESSES_KEPT = timedelta(days=2 * 365)


class MongoCodes:
    """Implements `Codes` on the collection `codes`."""

    def __init__(self, database: Database) -> None:
        self._codes: Collection = database["codes"]

    async def prepare(self) -> None:
        with reaching():
            await self._codes.create_index("ends", expireAfterSeconds=0)
            await self._codes.create_index("hash")
            await self._codes.create_index("person")

    async def put(self, code: Code) -> None:
        with reaching():
            await self._codes.replace_one({"_id": _key(code.purpose, code.hold)}, asdict(code), upsert=True)

    async def of(self, purpose: Purpose, holds: Several[str]) -> Sequence[Code]:
        keys = [_key(purpose, hold) for hold in holds]
        with reaching():
            found = await self._codes.find({"_id": {"$in": keys}}).sort("_id").to_list()
        return [_code(document) for document in found]

    async def with_hash(self, purpose: Purpose, hashes: Several[str]) -> Code | None:
        with reaching():
            found = await self._codes.find_one({"purpose": purpose, "hash": {"$in": list(hashes)}})
        return _code(found) if found else None

    async def use(self, code: Code) -> bool:
        unused = {"_id": _key(code.purpose, code.hold), "hash": code.hash, "used": False}
        with reaching():
            used = await self._codes.update_one(unused, {"$set": {"used": True}})
        return used.modified_count == 1

    async def forget(self, erased: Erased, contact: Contact | None) -> None:  # noqa: ARG002 - ids are enough
        with reaching():
            await self._codes.delete_many({"person": erased.person})


class MongoAccesses:
    """Implements `Accesses` on the collection `accesses`."""

    def __init__(self, database: Database) -> None:
        self._accesses: Collection = database["accesses"]

    async def prepare(self) -> None:
        with reaching():
            await self._accesses.create_index("at", expireAfterSeconds=int(ACCESSES_KEPT.total_seconds()))
            await self._accesses.create_index([("people", 1), ("at", -1)])

    async def write(self, access: Access) -> None:
        with reaching():
            await self._accesses.insert_one(asdict(access))

    async def about(self, person: str, *, before: datetime | None, limit: int) -> Sequence[Access]:
        wanted: Document = {"people": person} | ({"at": {"$lt": before}} if before else {})
        with reaching():
            found = await self._accesses.find(wanted).sort("at", -1).limit(limit).to_list()
        return [Access(document["at"], document["by"], document["why"], (person,)) for document in found]

    async def forget(self, erased: Erased, contact: Contact | None) -> None:  # noqa: ARG002 - ids are enough
        with reaching():
            await self._accesses.update_many({"people": erased.person}, {"$pull": {"people": erased.person}})


class MongoErasures:
    """Implements `Erasures` on the collection `erased` of a database that is backed up apart, and never put back."""

    def __init__(self, database: Database) -> None:
        self._erased: Collection = database["erased"]

    async def prepare(self) -> None:
        with reaching():
            await self._erased.create_index("marks")
            await self._erased.create_index("holds")

    async def write(self, erased: Erased) -> None:
        entry = {
            "$setOnInsert": {"by": erased.by, "at": erased.at},
            "$addToSet": {"marks": {"$each": list(erased.marks)}, "holds": {"$each": list(erased.holds)}},
        }
        with reaching():
            await self._erased.update_one({"_id": erased.person}, entry, upsert=True)

    async def among(self, people: Several[str]) -> set[str]:
        with reaching():
            found = await self._erased.find({"_id": {"$in": list(people)}}, {"_id": 1}).to_list()
        return {document["_id"] for document in found}

    async def known(self, marks: Several[str]) -> bool:
        with reaching():
            return await self._erased.find_one({"marks": {"$in": list(marks)}}) is not None

    async def drop_marks(self, marks: Several[str]) -> None:
        with reaching():
            await self._erased.update_many({}, {"$pullAll": {"marks": list(marks)}})

    async def with_hold(self, hold: str) -> Erased | None:
        with reaching():
            found = await self._erased.find_one({"holds": hold})
        return _erased(found) if found else None

    async def all(self) -> Sequence[Erased]:
        with reaching():
            return [_erased(document) for document in await self._erased.find().sort("_id").to_list()]


def keeping_on_mongo(database: Database, journal: Database) -> Keeping:
    """Keep people in the service's database, and who was erased in the journal's."""
    return Keeping(
        MongoContacts(database),
        MongoCodes(database),
        MongoAccesses(database),
        MongoErasures(journal),
        MongoSeatFiles(database),
    )


def _key(purpose: Purpose, hold: str) -> str:
    return f"{purpose}/{hold}"


def _code(document: Document) -> Code:
    told = {name: value for name, value in document.items() if name != "_id"}
    holds = tuple(document.get("holds", ()))
    return Code(**{**told, "purpose": Purpose(document["purpose"]), "holds": holds})


def _erased(document: Document) -> Erased:
    return Erased(document["_id"], tuple(document["marks"]), tuple(document["holds"]), document["by"], document["at"])
