"""The rows of a service's mails, in MongoDB."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pymongo import ASCENDING, IndexModel, UpdateOne, errors

from councilkit.batching import Batcher
from councilkit.clock import Clock, to_milliseconds, utc_now
from councilkit.crashpoints import passing
from councilkit.ids import random_id
from councilkit.mailing.mail import Doubt, Row, State
from councilkit.mailing.memory_store import FIRST, LEFT, RESTORED
from councilkit.mailing.port import Plan
from councilkit.mailing.states import UNDER_WAY, WAITING, require
from councilkit.mongo import DUPLICATE, Database, Document, reaching, refused

_WAITING = {"$in": sorted(WAITING)}
_UNDER_WAY = {"$in": sorted(UNDER_WAY)}
_INDEXES = [
    IndexModel([("state", ASCENDING), ("due", ASCENDING), ("_id", ASCENDING)]),
    IndexModel([("campaign", ASCENDING), ("state", ASCENDING)]),
]


@dataclass(frozen=True, slots=True)
class _Move:
    row: Row
    to: State
    detail: str
    due: datetime | None


class MongoMailStore:
    """Implements `MailStore` as the collection `mails`; its `_id` keeps one row for each campaign and person.

    The collection `mails_epoch` remembers the epoch of the ledger that the rows belong to.

    Moves that are asked for in the same moment are written together. A row's `moved` is the mark of its last move, by
    which a bulk of moves can tell which of them found their row.
    """

    def __init__(self, database: Database, *, clock: Clock = utc_now) -> None:
        self._mails = database["mails"]
        self._epoch = database["mails_epoch"]
        self._clock = clock
        self._moves: Batcher[_Move, bool] = Batcher(self._move, key=lambda move: move.row.id)

    async def prepare(self) -> None:
        """Make the indexes."""
        with reaching():
            await self._mails.create_indexes(_INDEXES)

    async def plan(self, plans: Sequence[Plan]) -> list[bool]:
        """Record each mail, or add to the one that is still planned."""
        passing("mail.before-plan")
        clashed = await self._plan(plans)
        while rows := {row.id: row for row in await self.get([_id(plans[index]) for index in clashed])}:
            if not any(row.state is State.PLANNED and not row.resent for row in rows.values()):
                break
            clashed = await self._plan(plans)  # another made a row in the same moment, or it came back
        passing("mail.after-plan")
        lacking = {index for index in clashed if _lacks(rows[_id(plans[index])], plans[index])}
        return [index not in lacking for index in range(len(plans))]

    async def _plan(self, plans: Sequence[Plan]) -> Collection[int]:
        """Write all, and tell the indexes of those whose row is not merely planned."""
        now = self._now()
        with reaching():
            try:
                if plans:
                    await self._mails.bulk_write([_written(plan, now) for plan in plans], ordered=False)
            except errors.BulkWriteError as error:
                return [one["index"] for one in refused(error, DUPLICATE)]
        return ()

    async def claim(self, now: datetime, claim: str, limit: int) -> list[Row]:
        """Take the mails that are due."""
        due = {"state": _WAITING, "due": {"$lte": now}}
        order = [("due", ASCENDING), ("_id", ASCENDING)]
        with reaching():
            found = await self._mails.find(due, {"_id": 1}).sort(order).limit(limit).to_list(limit)
            ids = {"$in": [doc["_id"] for doc in found]}
            if not found:
                return []
            taken = {"state": State.CLAIMED, "claim": claim, "changed": self._now(), "moved": random_id()}
            await self._mails.update_many({"_id": ids, "state": _WAITING}, {"$set": taken})
            docs = await self._mails.find({"_id": ids, "moved": taken["moved"]}).sort(order).to_list(limit)
        return [_row(doc) for doc in docs]

    async def take_over(self, claim: str) -> int:
        """Take what other claims have left."""
        others, now = {"claim": {"$ne": claim}}, self._now()
        again = {"state": State.PLANNED, "claim": None, "changed": now, "moved": None}
        doubtful = {"state": State.IN_DOUBT, "detail": LEFT, "changed": now, "moved": None}
        with reaching():
            claimed = await self._mails.update_many({"state": State.CLAIMED, **others}, {"$set": again})
            begun = await self._mails.update_many({"state": State.ATTEMPTING, **others}, {"$set": doubtful})
        return claimed.modified_count + begun.modified_count

    async def enter(self, epoch: int, now: datetime) -> int:
        """Remember the epoch, and put in doubt what was restored."""
        may_be_gone = {"state": _UNDER_WAY, "first_due": {"$lte": now}}
        doubtful = {"state": State.IN_DOUBT, "detail": RESTORED, "changed": self._now(), "moved": None}
        with reaching():
            known = await self._epoch.find_one({"_id": "epoch"})
            if epoch <= (known["number"] if known else FIRST):
                return 0
            done = await self._mails.update_many(may_be_gone, {"$set": doubtful})
            # Last: if this process dies before it, all is done again.
            await self._epoch.update_one({"_id": "epoch"}, {"$max": {"number": epoch}}, upsert=True)
        return done.modified_count

    async def move(self, row: Row, to: State, *, detail: str = "", due: datetime | None = None) -> bool:
        """Move a row on, unless another has it."""
        require(row.state, to)
        return await self._moves.ask(_Move(row, to, detail, due))

    async def _move(self, moves: Sequence[_Move]) -> list[bool]:
        marks, now = [random_id() for _ in moves], self._now()
        writes = [_moved(move, mark, now) for move, mark in zip(moves, marks, strict=True)]
        with reaching():
            done = await self._mails.bulk_write(writes, ordered=False)
            if done.modified_count == len(moves):
                return [True] * len(moves)
            found = await self._mails.find({"_id": {"$in": [move.row.id for move in moves]}}, {"moved": 1}).to_list(
                None
            )
        left = {doc["moved"] for doc in found}
        return [mark in left for mark in marks]

    async def resend(self, before: datetime, now: datetime) -> int:
        """Plan the mails in doubt again that are to be resent."""
        waited = {"state": State.IN_DOUBT, "doubt": Doubt.RESEND, "resent": False, "changed": {"$lte": before}}
        again = {"state": State.PLANNED, "resent": True, "claim": None, "due": now, "first_due": now}
        with reaching():
            done = await self._mails.update_many(waited, {"$set": again | {"changed": self._now(), "moved": None}})
        return done.modified_count

    async def get(self, ids: Collection[str]) -> list[Row]:
        """Tell rows by id."""
        return await self._find({"_id": {"$in": sorted(set(ids))}}, None)

    async def counts(self, campaign: str | None = None) -> Mapping[State, int]:
        """Count by state."""
        where = {"campaign": campaign} if campaign else {}
        with reaching():
            counted = {state: await self._mails.count_documents({**where, "state": state}) for state in State}
        return {state: count for state, count in counted.items() if count}

    async def find(
        self,
        *,
        states: Collection[State],
        late: datetime | None = None,
        campaign: str | None = None,
        after: str | None = None,
        limit: int = 100,
    ) -> list[Row]:
        """Tell rows in these states, and those that are late."""
        ours: Document = {"campaign": campaign} if campaign else {}
        any_of: list[Document] = [{"state": {"$in": sorted(states)}}]
        if late:
            any_of.append({"state": _UNDER_WAY, "first_due": {"$lt": late}})
        return await self._find(ours | {"$or": any_of, "_id": {"$gt": after or ""}}, limit)

    async def _find(self, where: Document, limit: int | None) -> list[Row]:
        with reaching():
            docs = await self._mails.find(where).sort("_id", ASCENDING).limit(limit or 0).to_list(limit)
        return [_row(doc) for doc in docs]

    def _now(self) -> datetime:
        return to_milliseconds(self._clock())


def _id(plan: Plan) -> str:
    return f"{plan.campaign}:{plan.key}"


def _lacks(row: Row, plan: Plan) -> bool:
    return not set(plan.about) <= set(row.about)


def _written(plan: Plan, now: datetime) -> UpdateOne:
    first = {
        "campaign": plan.campaign,
        "key": plan.key,
        "kind": plan.kind,
        "due": plan.due,
        "first_due": plan.due,
        "doubt": plan.doubt,
        "tries": 0,
        "claim": None,
        "detail": "",
        "changed": now,
        "moved": None,
    }
    more = {"holds": {"$each": plan.holds}, "about": {"$each": plan.about}}
    still = {"_id": _id(plan), "state": State.PLANNED, "resent": False}
    return UpdateOne(still, {"$setOnInsert": first, "$addToSet": more}, upsert=True)


def _moved(move: _Move, mark: str, now: datetime) -> UpdateOne:
    fields: Document = {"state": move.to, "detail": move.detail, "changed": now, "moved": mark}
    if move.due:
        fields["due"] = move.due
    if move.to in WAITING:
        fields["claim"] = None
    change: Document = {"$set": fields}
    if move.to is State.DEFERRED:
        change["$inc"] = {"tries": 1}
    return UpdateOne({"_id": move.row.id, "state": move.row.state, "claim": move.row.claim}, change)


def _row(doc: Document) -> Row:
    return Row(
        campaign=doc["campaign"],
        key=doc["key"],
        kind=doc["kind"],
        holds=tuple(doc["holds"]),
        about=tuple(doc["about"]),
        due=doc["due"],
        first_due=doc["first_due"],
        doubt=Doubt(doc["doubt"]),
        state=State(doc["state"]),
        tries=doc["tries"],
        claim=doc["claim"],
        resent=doc["resent"],
        detail=doc["detail"],
        changed=doc["changed"],
    )
