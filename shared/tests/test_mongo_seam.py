"""However a primary cannot be reached, the house says the same: unavailable, send it again."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from pymongo import errors
from pymongo.asynchronous.database import AsyncDatabase

from councilkit.mongo import DUPLICATE, Mongo, reaching, taken_values
from councilkit.refusals import Unavailable
from councilkit.settings import MongoDriver, ServiceSettings
from councilkit.testing.plugin import ON_MONGO
from councilkit.testing.server import free_port

PASSING: list[Callable[[], Exception]] = [
    lambda: errors.AutoReconnect("connection closed"),
    lambda: errors.NotPrimaryError("not primary"),
    lambda: errors.NetworkTimeout("timed out"),
    lambda: errors.ServerSelectionTimeoutError("no servers"),
    lambda: errors.WaitQueueTimeoutError("no connection free"),
    lambda: errors.WTimeoutError("waiting for replication timed out"),
    lambda: errors.ExecutionTimeout("operation exceeded time limit", 50),
    lambda: errors.OperationFailure("primary stepped down", 189, {"errorLabels": ["RetryableWriteError"]}),
    lambda: errors.OperationFailure("write conflict", 112, {"errorLabels": ["TransientTransactionError"]}),
    lambda: errors.BulkWriteError({"writeErrors": [], "writeConcernErrors": [{"code": 64, "errmsg": "waiting"}]}),
]


@pytest.mark.parametrize("make", PASSING, ids=lambda make: type(make()).__name__)
async def test_what_passes_is_unavailable(make: Callable[[], Exception]) -> None:
    with pytest.raises(Unavailable), reaching():
        raise make()


@pytest.mark.parametrize("code", [43, 50, 134, 189, 262, 11600, 11601])
async def test_what_a_read_meets_in_a_failover_passes_too(code: int) -> None:
    with pytest.raises(Unavailable), reaching():
        raise errors.OperationFailure("without a label", code)


async def test_what_does_not_pass_is_told_as_it_is() -> None:
    with pytest.raises(errors.OperationFailure), reaching():
        raise errors.OperationFailure("unknown operator", 2)


async def test_a_clash_that_may_not_have_been_stored_is_no_clash() -> None:
    """A write that clashed beside a write that is not yet durable tells nothing for sure."""
    taken = {"index": 1, "code": DUPLICATE, "keyValue": {"_id": "x"}}
    unsure = errors.BulkWriteError({"writeErrors": [taken], "writeConcernErrors": [{"code": 64, "errmsg": "waiting"}]})
    with pytest.raises(Unavailable), reaching():
        taken_values(unsure)


async def test_a_refusal_for_another_reason_is_no_clash() -> None:
    other = errors.BulkWriteError({"writeErrors": [{"index": 0, "code": 121}], "writeConcernErrors": []})
    with pytest.raises(errors.BulkWriteError), reaching():
        taken_values(other)


async def test_a_cancellation_that_the_driver_forgot_is_heeded() -> None:
    async def call() -> None:
        with reaching(), suppress(asyncio.CancelledError):
            await asyncio.sleep(60)

    calling = asyncio.create_task(call())
    await asyncio.sleep(0)
    calling.cancel()
    await asyncio.wait({calling}, timeout=5)
    assert calling.cancelled()


async def test_what_is_tidied_up_after_a_cancellation_is_done_to_its_end() -> None:
    done = []

    async def call() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            for step in range(2):
                with reaching():
                    done.append(step)

    calling = asyncio.create_task(call())
    await asyncio.sleep(0)
    calling.cancel()
    await asyncio.wait({calling}, timeout=5)
    assert done == [0, 1]


@pytest.mark.parametrize("driver", ["motor", "pymongo"])
async def test_a_server_that_is_not_there_is_unavailable_within_our_patience(driver: MongoDriver) -> None:
    mongo = Mongo(f"mongodb://127.0.0.1:{free_port()}/?replicaSet=raadslag", driver=driver, patience=0.2)
    begun = time.monotonic()
    with pytest.raises(Unavailable):
        await mongo.ping()
    assert time.monotonic() - begun < 3
    await mongo.close()


@pytest.mark.parametrize("driver", ["motor", "pymongo"])
async def test_a_service_that_has_stopped_reaches_nothing_any_more(driver: MongoDriver) -> None:
    mongo = Mongo("mongodb://127.0.0.1:1/", driver=driver)
    await mongo.close()
    with pytest.raises(Unavailable, match="stopping"):
        await mongo.ping()


async def test_what_is_asked_wrongly_is_told_as_it_is() -> None:
    with pytest.raises(errors.InvalidOperation), reaching():
        raise errors.InvalidOperation("No operations to execute")


@pytest.mark.parametrize("kept_in", ON_MONGO, indirect=True)
async def test_a_server_that_is_there_answers(kept_in: Mongo) -> None:
    await kept_in.ping()


async def test_a_service_reaches_its_database_by_the_driver_it_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAADSLAG_MONGO_DRIVER", "pymongo")
    mongo = Mongo.from_settings(ServiceSettings.from_environment())
    assert isinstance(mongo.database("house"), AsyncDatabase)
    await mongo.close()
