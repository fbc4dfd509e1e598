"""The contact store in MongoDB: one collection, one document per person."""

from collections.abc import Collection as Several
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from pymongo.errors import DuplicateKeyError

from council_registry.application.ports import held_by_another
from council_registry.domain.person import Contact, Hold, HoldKind, Person
from council_registry.domain.refusals import NoSuchPerson, PersonKnown
from councilkit.events.councils import Language
from councilkit.mongo import Collection, Database, Document, reaching


class MongoContacts:
    """Implements `Contacts` on the collection `contacts` of the service's database."""

    def __init__(self, database: Database) -> None:
        self._people: Collection = database["contacts"]

    async def prepare(self) -> None:
        with reaching():
            await self._people.create_index("subject", unique=True)
            await self._people.create_index("holds")
            # A list without items would count as a hold that only one may have.
            await self._people.create_index(
                "holds", name="one_holder", unique=True, partialFilterExpression={"holds.0": {"$exists": True}}
            )
            await self._people.create_index("awaited.since")

    async def enter(self, person: str, contact: Contact, hold: Hold, *, subject: str) -> bool:
        new = {"$setOnInsert": {**asdict(contact), "subject": subject}, "$push": _pushed(hold)}
        with reaching():
            try:
                await self._people.update_one(_without(person, hold), new, upsert=True)
            except DuplicateKeyError as clash:
                return _entered_already(clash)
        return True

    async def add(self, person: str, hold: Hold) -> bool:
        with reaching():
            try:
                added = await self._people.update_one(_without(person, hold), {"$push": _pushed(hold)})
            except DuplicateKeyError as clash:
                raise held_by_another() from clash
            if added.matched_count == 0 and not await self._people.find_one({"_id": person}):
                raise NoSuchPerson.told(person)
        return added.matched_count == 1

    async def settle(self, person: str, hold: str) -> None:
        with reaching():
            await self._people.update_one({"_id": person}, {"$pull": {"awaited": {"id": hold}}})

    async def release(self, person: str, hold: str) -> None:
        awaited = {"_id": person, "awaited.id": hold}
        with reaching():
            alone = await self._people.delete_one({**awaited, "holds": [hold]})
            if alone.deleted_count == 0:
                await self._people.update_one(awaited, {"$pull": {"holds": hold, "awaited": {"id": hold}}})

    async def awaiting(self, before: datetime) -> Sequence[tuple[str, Hold]]:
        with reaching():
            found = await self._people.find({"awaited.since": {"$lt": before}}).sort("_id").to_list()
        holds = [(document["_id"], _hold(awaited)) for document in found for awaited in document["awaited"]]
        return [(person, hold) for person, hold in holds if hold.since < before]

    async def get(self, person: str) -> Person | None:
        return await self._one({"_id": person})

    async def with_subject(self, hashes: Several[str]) -> Person | None:
        return await self._one({"subject": {"$in": list(hashes)}})

    async def holding(self, holds: Several[str]) -> Sequence[Person]:
        with reaching():
            found = await self._people.find({"holds": {"$in": list(holds)}}).sort("_id").to_list()
        return [_person(document) for document in found]

    async def page(self, after: str | None, limit: int) -> Sequence[Person]:
        with reaching():
            found = await self._people.find({"_id": {"$gt": after or ""}}).sort("_id").limit(limit).to_list()
        return [_person(document) for document in found]

    async def _one(self, wanted: Document) -> Person | None:
        with reaching():
            found = await self._people.find_one(wanted)
        return _person(found) if found else None


def _without(person: str, hold: Hold) -> Document:
    return {"_id": person, "holds": {"$ne": hold.id}}


def _entered_already(clash: DuplicateKeyError) -> bool:
    """Tell apart who was entered by this very command from a clash with somebody else."""
    index = (clash.details or {})["keyPattern"]
    if "subject" in index:
        raise PersonKnown.told() from clash
    if "holds" in index:
        raise held_by_another() from clash
    return False


def _pushed(hold: Hold) -> Document:
    return {"holds": hold.id, "awaited": asdict(hold)}


def _hold(document: Document) -> Hold:
    return Hold(document["id"], HoldKind(document["kind"]), document["where"], document["since"])


def _person(document: Document) -> Person:
    contact = Contact(
        name=document["name"],
        email=document["email"],
        language=Language(document["language"]),
        phone=document["phone"],
        organisation=document["organisation"],
        user_group=document["user_group"],
    )
    return Person(document["_id"], contact, tuple(document["holds"]))
