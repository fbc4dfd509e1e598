"""One holder at a time, on the database's clock."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from structlog.testing import capture_logs

from councilkit.clock import utc_now
from councilkit.lease import Lease, LeaseLost, MemoryLease, while_held
from councilkit.mongo import Mongo
from councilkit.mongo_lease import MongoLease
from councilkit.refusals import Unavailable

SHORT = 0.15
Leases = Callable[[float], Lease]


@pytest.fixture
def lease_of(kept_in: Mongo | None, request: pytest.FixtureRequest) -> Leases:
    """Makes a replica's handle on one and the same lease, which lasts so many seconds."""
    if kept_in is None:
        the_lease = MemoryLease()

        def in_memory(seconds: float) -> Lease:
            the_lease.seconds = seconds
            return the_lease

        return in_memory
    database = kept_in.database(request.getfixturevalue("database"))
    return lambda seconds: MongoLease(database, "house", seconds=seconds)


async def test_a_free_lease_is_taken_and_renewed_by_its_holder_alone(lease_of: Leases) -> None:
    lease = lease_of(60)
    assert await lease.acquire("a")
    assert await lease.acquire("a")
    assert not await lease.acquire("b")


async def test_a_lease_given_up_is_free_at_once(lease_of: Leases) -> None:
    lease = lease_of(60)
    await lease.acquire("a")
    await lease.release("a")
    assert await lease.acquire("b")


async def test_it_is_told_who_has_the_lease_and_until_when(lease_of: Leases) -> None:
    lease = lease_of(60)
    assert await lease.holder() is None
    await lease.acquire("a")
    await lease.acquire("b")
    holder, until = await lease.holder() or ("", utc_now())
    assert holder == "a"
    assert timedelta(seconds=30) < until - utc_now() < timedelta(seconds=90)
    await lease.release("a")
    assert await lease.holder() is None


async def test_a_lease_that_has_run_out_is_nobodys(lease_of: Leases) -> None:
    lease = lease_of(SHORT)
    await lease.acquire("a")
    await asyncio.sleep(2 * SHORT)
    assert await lease.holder() is None


async def test_nobody_gives_up_anothers_lease(lease_of: Leases) -> None:
    lease = lease_of(60)
    await lease.acquire("a")
    await lease.release("b")
    assert not await lease.acquire("b")


async def test_a_lease_that_is_not_renewed_runs_out(lease_of: Leases) -> None:
    lease = lease_of(SHORT)
    await lease.acquire("a")
    await asyncio.sleep(2 * SHORT)
    assert await lease.acquire("b")
    assert not await lease.acquire("a")


async def test_a_renewed_lease_does_not_run_out(lease_of: Leases) -> None:
    lease = lease_of(3 * SHORT)
    for _ in range(4):
        assert await lease.acquire("a")
        await asyncio.sleep(SHORT)
    assert not await lease.acquire("b")


async def test_of_many_that_ask_at_once_one_gets_it(lease_of: Leases) -> None:
    lease = lease_of(60)
    assert sum(await asyncio.gather(*(lease.acquire(f"replica {n}") for n in range(10)))) == 1


@pytest.mark.mongo
async def test_a_replicas_own_clock_plays_no_part(mongo: Mongo, database: str) -> None:
    there = mongo.database(database)
    with time_machine.travel(timedelta(days=1)):
        await MongoLease(there, "house", seconds=60).acquire("a")
    stored = await there["leases"].find_one({"_id": "house"})
    assert stored is not None
    assert 50 < (stored["until"] - utc_now()).total_seconds() < 70


@pytest.mark.mongo
async def test_leases_of_different_names_have_nothing_to_do_with_each_other(mongo: Mongo, database: str) -> None:
    there = mongo.database(database)
    assert await MongoLease(there, "one").acquire("a")
    assert await MongoLease(there, "other").acquire("b")


class Worker:
    """Work under a lease that tells when it runs and when it has ended."""

    def __init__(self) -> None:
        self.runs = 0
        self.running = asyncio.Event()
        self.ended = asyncio.Event()
        self.twice = asyncio.Event()
        self.fault: Exception | None = None

    async def __call__(self) -> None:
        self.runs += 1
        self.running.set()
        self.ended.clear()
        try:
            if self.fault:
                fault, self.fault = self.fault, None
                raise fault
            if self.runs > 1:
                self.twice.set()
            await asyncio.Event().wait()
        finally:
            self.running.clear()
            self.ended.set()


def hold(lease: Lease, holder: str, worker: Worker) -> asyncio.Task[None]:
    return asyncio.create_task(while_held(lease, holder, worker, seconds=SHORT, pause=0.01))


async def end(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_one_replica_works_and_the_other_takes_over_when_it_stops(lease_of: Leases) -> None:
    # Not for long: a renewal that was under way at the end may land after the lease was given up, and must run out.
    lease, first, second = lease_of(1), Worker(), Worker()
    a = hold(lease, "a", first)
    await asyncio.wait_for(first.running.wait(), 2)
    b = hold(lease, "b", second)
    await asyncio.sleep(0.05)
    assert second.runs == 0
    await end(a)
    await asyncio.wait_for(second.running.wait(), 5)
    assert first.ended.is_set()
    await end(b)


async def test_work_goes_on_past_the_lifetime_of_one_lease(lease_of: Leases) -> None:
    worker = Worker()
    task = hold(lease_of(2 * SHORT), "a", worker)
    await asyncio.sleep(3 * SHORT)
    assert worker.runs == 1
    assert worker.running.is_set()
    await end(task)


async def test_work_ends_when_another_has_taken_the_lease(lease_of: Leases) -> None:
    lease, worker = lease_of(60), Worker()
    task = hold(lease, "a", worker)
    await asyncio.wait_for(worker.running.wait(), 2)
    await lease.release("a")  # as if it had run out while this replica slept
    assert await lease.acquire("b")
    await asyncio.wait_for(worker.ended.wait(), 2)
    assert worker.runs == 1
    await end(task)


@pytest.mark.parametrize("fault", [LeaseLost("gone"), Unavailable("away"), ZeroDivisionError()])
async def test_work_that_failed_is_started_again(fault: Exception) -> None:
    worker = Worker()
    worker.fault = fault
    task = hold(MemoryLease(), "a", worker)
    await asyncio.wait_for(worker.twice.wait(), 2)
    await end(task)


async def test_work_that_ends_by_itself_is_started_again() -> None:
    runs: asyncio.Queue[None] = asyncio.Queue()

    async def work() -> None:
        runs.put_nowait(None)

    task = asyncio.create_task(while_held(MemoryLease(), "a", work, seconds=SHORT, pause=0.01))
    async with asyncio.timeout(2):
        await runs.get()
        await runs.get()
    await end(task)


class Away(MemoryLease):
    """A lease whose database does not answer, for a while."""

    down = True

    async def acquire(self, holder: str) -> bool:
        if self.down:
            raise Unavailable("away")
        return await super().acquire(holder)


async def test_a_lease_out_of_reach_is_asked_for_again() -> None:
    lease, worker = Away(), Worker()
    task = hold(lease, "a", worker)
    await asyncio.sleep(0.05)
    assert worker.runs == 0
    lease.down = False
    await asyncio.wait_for(worker.running.wait(), 2)
    lease.down = True
    await asyncio.wait_for(worker.ended.wait(), 2)
    await end(task)


async def test_the_log_tells_why_leased_work_stopped() -> None:
    async def work() -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())

    async def fail() -> None:
        raise Unavailable("the neighbour is away")

    with capture_logs() as told:
        holding = asyncio.create_task(while_held(MemoryLease(), "a", work))
        async with asyncio.timeout(5):
            while not told:  # noqa: ASYNC110 - as a reader of the log would
                await asyncio.sleep(0.01)
        holding.cancel()
    assert told[0]["reasons"] == ["Unavailable: the neighbour is away"]
