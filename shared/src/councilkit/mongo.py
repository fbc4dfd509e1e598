"""The seam to MongoDB's two drivers: Motor, which is past its end of life, and PyMongo's own async client after it.

Nothing else imports a client of either. What the rest uses is what both spell alike: `find().to_list()`, `insert_many`
and their like. The types below are of both at once, so that a call that one awaits and the other does not (`aggregate`,
`watch`, `list_indexes`) does not pass the type checker.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Self

from bson.codec_options import CodecOptions
from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorCollection, AsyncIOMotorDatabase
from pymongo import AsyncMongoClient, ReplaceOne, UpdateOne, errors
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from councilkit.refusals import Unavailable
from councilkit.settings import MongoDriver, ServiceSettings

Document = dict[str, Any]
Database = AsyncIOMotorDatabase[Document] | AsyncDatabase[Document]
Collection = AsyncIOMotorCollection[Document] | AsyncCollection[Document]
Session = Any  # a driver takes only its own, which cannot be said of a collection that is either's

_Client = AsyncIOMotorClient[Document] | AsyncMongoClient[Document]

_CLIENTS: dict[MongoDriver, Callable[..., _Client]] = {"motor": AsyncIOMotorClient, "pymongo": AsyncMongoClient}
_DURABLE = WriteConcern(w="majority", j=True, wtimeout=10_000)
_UNREACHABLE = (
    errors.ConnectionFailure,
    errors.ServerSelectionTimeoutError,
    errors.WTimeoutError,
    errors.WriteConcernError,
    errors.ExecutionTimeout,
)
# A read in the moment of a failover carries no label that says so. In MongoDB's own order: host away, cursor lost, time
# out, network, shutdown, no primary or no majority yet, interrupted, socket.
_PASSING = frozenset({6, 7, 43, 50, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11601, 11602, 13435, 13436})

DUPLICATE = 11000
"""The server's code for a value of a unique field that is taken."""

IMMUTABLE = 66
"""The server's code for a write that would change an `_id`."""


class Mongo:
    """One client of one replica set. Opening it connects to nothing yet; a client belongs to one event loop."""

    def __init__(self, url: str, *, driver: MongoDriver = "motor", patience: float = 3.0) -> None:
        """Open a client at `url`; `patience` is how many seconds a call waits for a server to be found."""
        self._client = _CLIENTS[driver](
            url,
            serverSelectionTimeoutMS=int(patience * 1000),
            connectTimeoutMS=int(patience * 1000),
            socketTimeoutMS=20_000,
            tz_aware=True,
            appname="raadslag",
        )

    @classmethod
    def from_settings(cls, settings: ServiceSettings) -> Self:
        """Open a client as a service is told to."""
        return cls(settings.mongo_url.get_secret_value(), driver=settings.mongo_driver)

    def database(self, name: str) -> Database:
        """Tell a database whose reads and writes are majority-durable."""
        return self._client.get_database(
            name,
            codec_options=CodecOptions(tz_aware=True),
            read_concern=ReadConcern("majority"),
            write_concern=_DURABLE,
        )

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Session]:
        """Open a causally consistent session: each read in it sees at least what an earlier one saw."""
        if isinstance(self._client, AsyncMongoClient):
            opened: Session = self._client.start_session(causal_consistency=True)
        else:
            opened = await self._client.start_session(causal_consistency=True)
        async with opened as session:
            yield session

    async def ping(self) -> None:
        """Reach the server; raises `Unavailable`."""
        with reaching():
            await self._client.admin.command("ping")

    async def close(self) -> None:
        """Close every connection."""
        if isinstance(self._client, AsyncMongoClient):
            await self._client.close()
        else:
            self._client.close()


@contextmanager
def reaching() -> Iterator[None]:
    """Turn the driver's many ways of not reaching a primary into `Unavailable`; around each call to it, in a task."""
    try:
        with _heeding_cancellation():
            yield
    except _UNREACHABLE as error:
        message = "The database does not answer. Nothing is lost: send the same request again."
        raise Unavailable(message) from error
    except errors.InvalidOperation as error:
        if "after close" in str(error):  # both drivers say it so, and only so
            message = "This service is just stopping. Nothing is lost: send the same request again."
            raise Unavailable(message) from error
        raise
    except errors.OperationFailure as error:
        if _passes(error):
            message = "The database is changing its primary. Send the same request again."
            raise Unavailable(message) from error
        raise


@contextmanager
def _heeding_cancellation() -> Iterator[None]:
    # PyMongo's own client writes under asyncio.wait_for, which until Python 3.12 forgets that it was cancelled if the
    # writing ends in the same moment: whoever is stopped would work on for ever.
    task = asyncio.current_task()
    heeded = task.cancelling() if task else 0
    try:
        yield
    finally:
        if task and task.cancelling() > heeded:
            raise asyncio.CancelledError


def _passes(error: errors.OperationFailure) -> bool:
    """Tell whether the server may do later what it did not do now, or not surely."""
    labelled = any(map(error.has_error_label, ("RetryableWriteError", "TransientTransactionError")))
    return labelled or error.code in _PASSING or bool(error.details and error.details.get("writeConcernErrors"))


def refused(error: errors.BulkWriteError, *codes: int) -> list[Document]:
    """Tell the writes of a bulk that the server refused, each with one of these codes.

    Raises:
        pymongo.errors.BulkWriteError: something else went wrong.

    """
    writes: list[Document] = error.details["writeErrors"]
    if error.details["writeConcernErrors"] or any(one["code"] not in codes for one in writes):
        raise error
    return writes


async def write_where_behind(collection: Collection, writes: Sequence[UpdateOne | ReplaceOne[Document]]) -> None:
    """Do upserts whose filters say that what is there is behind; those where it is not change nothing.

    Of two that insert in the same moment one is refused, and it may be the one that is further: so it is tried again,
    as now there is something for its filter to judge.
    """
    for _ in range(2):
        try:
            await collection.bulk_write(writes, ordered=False)
        except errors.BulkWriteError as error:
            writes = [writes[one["index"]] for one in refused(error, DUPLICATE)]
        else:
            return


def taken_values(error: errors.BulkWriteError) -> dict[int, tuple[str, Any]]:
    """Tell, by the index of each refused document, the field that clashed and its value.

    Raises:
        pymongo.errors.BulkWriteError: a document was refused for another reason than a clash.

    """
    return {one["index"]: next(iter(one["keyValue"].items())) for one in refused(error, DUPLICATE)}
