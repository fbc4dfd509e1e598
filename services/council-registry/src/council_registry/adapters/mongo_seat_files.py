"""The seats' part of the contact store in MongoDB: a document per seat with facts, per request, and per answer."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Collection as Several
from dataclasses import asdict

from council_registry.domain.person import Group
from council_registry.domain.seat_file import Facts, Nominee
from councilkit.mongo import Collection, Database, Document, reaching


class MongoSeatFiles:
    """Implements `SeatFiles` on `seat_facts`, `organisations_asked` and `nominees` of the service's database."""

    def __init__(self, database: Database) -> None:
        self._seats: Collection = database["seat_facts"]
        self._requests: Collection = database["organisations_asked"]
        self._answers: Collection = database["nominees"]

    async def prepare(self) -> None:
        with reaching():
            await self._seats.create_index("organisation")
            await self._requests.create_index("organisation")

    async def facts(self, seats: Several[str]) -> Mapping[str, Facts]:
        with reaching():
            found = await self._seats.find({"_id": {"$in": list(seats)}}).to_list()
        return {document["_id"]: _facts(document) for document in found}

    async def write_facts(self, seat: str, facts: Facts) -> None:
        with reaching():
            await self._seats.replace_one({"_id": seat}, asdict(facts), upsert=True)

    async def seats_of(self, organisations: Several[str]) -> Sequence[str]:
        with reaching():
            found = await self._seats.find({"organisation": {"$in": list(organisations)}}).sort("_id").to_list()
        return [document["_id"] for document in found]

    async def write_asked(self, request: str, organisation: str) -> None:
        with reaching():
            await self._requests.replace_one({"_id": request}, {"organisation": organisation}, upsert=True)

    async def asked(self, requests: Several[str]) -> Mapping[str, str]:
        with reaching():
            found = await self._requests.find({"_id": {"$in": list(requests)}}).to_list()
        return {document["_id"]: document["organisation"] for document in found}

    async def requests_to(self, organisations: Several[str]) -> Sequence[str]:
        with reaching():
            found = await self._requests.find({"organisation": {"$in": list(organisations)}}).sort("_id").to_list()
        return [document["_id"] for document in found]

    async def write_nominees(self, request: str, nominees: Sequence[Nominee]) -> None:
        document = {"nominees": [asdict(nominee) for nominee in nominees]}
        with reaching():
            await self._answers.replace_one({"_id": request}, document, upsert=True)

    async def nominees(self, request: str) -> Sequence[Nominee]:
        with reaching():
            found = await self._answers.find_one({"_id": request})
        return _nominees(found) if found else ()

    async def named(self, meant: Callable[[Nominee], bool]) -> Sequence[tuple[str, Nominee]]:
        with reaching():
            found = await self._answers.find({}).sort("_id").to_list()
        return [(document["_id"], nominee) for document in found for nominee in _nominees(document) if meant(nominee)]

    async def answered(self) -> Sequence[str]:
        with reaching():
            found = await self._answers.find({}).sort("_id").to_list()
        return [document["_id"] for document in found]

    async def drop_nominees(self, request: str) -> None:
        with reaching():
            await self._answers.delete_one({"_id": request})

    async def forget(self, meant: Callable[[Nominee], bool]) -> None:
        with reaching():
            found = await self._answers.find({}).to_list()
        for document in found:
            for nominee in filter(meant, _nominees(document)):
                with reaching():  # pulls no one else's: an answer may be replaced meanwhile
                    await self._answers.update_one({"_id": document["_id"]}, {"$pull": {"nominees": asdict(nominee)}})


def _facts(document: Document) -> Facts:
    groups = tuple(Group(group) for group in document["groups"])
    return Facts(document["organisation"], groups, document["profile"])


def _nominees(document: Document) -> tuple[Nominee, ...]:
    return tuple(Nominee(**nominee) for nominee in document["nominees"])
