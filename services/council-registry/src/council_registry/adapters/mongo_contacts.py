"""The contact store in MongoDB: one collection, one document per person."""

from collections.abc import Collection as Several
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, fields
from datetime import datetime

from pydantic import TypeAdapter
from pymongo.errors import DuplicateKeyError, OperationFailure

from council_registry.application.ports import held_by_another
from council_registry.domain.person import Contact, Hold, HoldKind, Person
from council_registry.domain.refusals import NoSuchPerson, PersonKnown
from councilkit.mongo import Collection, Database, Document, reaching

CONTACT = TypeAdapter(Contact)
FIELDS = [field.name for field in fields(Contact)]


class MongoContacts:
    """Implements `Contacts` on the collection `contacts` of the service's database."""

    def __init__(self, database: Database) -> None:
        self._people: Collection = database["contacts"]

    async def prepare(self) -> None:
        with reaching():
            with suppress(OperationFailure):  # it was of everybody once, and is gone in most places
                await self._people.drop_index("subject_1")
            # Who was never signed in has no subject, and there may be many of them.
            await self._people.create_index(
                "subject",
                name="one_identity",
                unique=True,
                partialFilterExpression={"subject": {"$type": "string"}},
            )
            await self._people.create_index("holds")
            # A list without items would count as a hold that only one may have.
            await self._people.create_index(
                "holds", name="one_holder", unique=True, partialFilterExpression={"holds.0": {"$exists": True}}
            )
            await self._people.create_index("awaited.since")
            await self._people.create_index("joins", sparse=True)
            unfinished = await self._people.find({"joins": {"$exists": True}}).to_list()
        for person in unfinished:
            await self._finish_joining(person)

    async def enter(self, person: str, contact: Contact, hold: Hold, *, subject: str | None) -> bool:
        new = {"$setOnInsert": {**asdict(contact), "subject": subject}, "$push": _pushed(hold)}
        with reaching():
            try:
                await self._people.update_one(_without(person, hold), new, upsert=True)
            except DuplicateKeyError as clash:
                return _entered_already(clash)
        return True

    async def change(self, person: str, contact: Contact) -> None:
        with reaching():
            changed = await self._people.update_one({"_id": person}, {"$set": asdict(contact)})
        if changed.matched_count == 0:
            raise NoSuchPerson.told(person)

    async def bind(self, person: str, subject: str) -> bool:
        free_or_so = {"_id": person, "subject": {"$in": [None, subject]}}
        with reaching():
            try:
                bound = await self._people.update_one(free_or_so, {"$set": {"subject": subject}})
            except DuplicateKeyError as clash:
                raise PersonKnown.told() from clash
        return bound.matched_count == 1

    async def join(self, person: str, into: str) -> None:
        # What is held belongs to nobody for a moment, since it may never be two persons'.
        emptied: Document = {"$rename": {"holds": "moving.holds", "awaited": "moving.awaited"}, "$set": {"joins": into}}
        with reaching():
            await self._people.update_one({"_id": person, "joins": None, "subject": None}, emptied)
            found = await self._people.find_one({"_id": person, "joins": into})
        if found:
            await self._finish_joining(found)

    async def _finish_joining(self, person: Document) -> None:
        moving = {name: {"$each": several} for name, several in person["moving"].items()}
        with reaching():
            await self._people.update_one({"_id": person["joins"]}, {"$addToSet": moving})
            await self._people.delete_one({"_id": person["_id"]})

    async def subject_of(self, person: str) -> str | None:
        with reaching():
            found = await self._people.find_one({"_id": person}, {"subject": 1})
        return found.get("subject") if found else None

    async def erase(self, person: str) -> Sequence[str]:
        with reaching():
            gone = await self._people.find_one_and_delete({"_id": person})
        moving = gone.get("moving", {}) if gone else {}  # a joining was on its way
        return (*gone.get("holds", ()), *moving.get("holds", ())) if gone else ()

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

    async def several(self, people: Several[str]) -> Sequence[Person]:
        with reaching():
            found = await self._people.find({"_id": {"$in": list(people)}}).sort("_id").to_list()
        return [_person(document) for document in found]

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
    kept = {name: document[name] for name in FIELDS if name in document}  # an older document has fewer
    contact = CONTACT.validate_python(kept)
    signed_in = document.get("subject") is not None
    return Person(document["_id"], contact, tuple(document.get("holds", ())), signed_in=signed_in)
