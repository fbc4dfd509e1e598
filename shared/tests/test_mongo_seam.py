"""However a primary cannot be reached, the house says the same: unavailable, send it again."""

import time
from collections.abc import Callable

import pytest
from pymongo import errors

from councilkit.mongo import DUPLICATE, Mongo, reaching, taken_values
from councilkit.refusals import Unavailable
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
def test_what_passes_is_unavailable(make: Callable[[], Exception]) -> None:
    with pytest.raises(Unavailable), reaching():
        raise make()


@pytest.mark.parametrize("code", [43, 50, 134, 189, 262, 11600, 11601])
def test_what_a_read_meets_in_a_failover_passes_too(code: int) -> None:
    with pytest.raises(Unavailable), reaching():
        raise errors.OperationFailure("without a label", code)


def test_what_does_not_pass_is_told_as_it_is() -> None:
    with pytest.raises(errors.OperationFailure), reaching():
        raise errors.OperationFailure("unknown operator", 2)


def test_a_clash_that_may_not_have_been_stored_is_no_clash() -> None:
    """A write that clashed beside a write that is not yet durable tells nothing for sure."""
    taken = {"index": 1, "code": DUPLICATE, "keyValue": {"_id": "x"}}
    unsure = errors.BulkWriteError({"writeErrors": [taken], "writeConcernErrors": [{"code": 64, "errmsg": "waiting"}]})
    with pytest.raises(Unavailable), reaching():
        taken_values(unsure)


def test_a_refusal_for_another_reason_is_no_clash() -> None:
    other = errors.BulkWriteError({"writeErrors": [{"index": 0, "code": 121}], "writeConcernErrors": []})
    with pytest.raises(errors.BulkWriteError), reaching():
        taken_values(other)


async def test_a_server_that_is_not_there_is_unavailable_within_our_patience() -> None:
    mongo = Mongo(f"mongodb://127.0.0.1:{free_port()}/?replicaSet=raadslag", patience=0.2)
    begun = time.monotonic()
    with pytest.raises(Unavailable):
        await mongo.ping()
    assert time.monotonic() - begun < 3
    await mongo.close()


@pytest.mark.mongo
async def test_a_server_that_is_there_answers(mongo: Mongo) -> None:
    await mongo.ping()
