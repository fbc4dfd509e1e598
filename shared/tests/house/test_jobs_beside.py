"""A job beside a house is done by one replica: the one that holds the lease, as long as it does."""

import asyncio
from collections.abc import Awaitable, Callable

from councilkit.house import House
from councilkit.stores import Stores
from councilkit.testing.waiting import until


class Job:
    """Notes when it begins and when it is ended, and does nothing else."""

    def __init__(self, replica: str, notes: list[str]) -> None:
        self._replica, self._notes = replica, notes

    async def run(self) -> None:
        self._notes.append(f"{self._replica} begins")
        try:
            await asyncio.Event().wait()
        finally:
            self._notes.append(f"{self._replica} ends")


def a_house(stores: Stores, replica: str, notes: list[str]) -> House:
    house = House("cases", stores, views={})
    house.beside(Job(replica, notes).run)
    return house


def noted(notes: list[str], *expected: str) -> Callable[[], Awaitable[bool]]:
    async def so() -> bool:
        return notes == list(expected)

    return so


async def test_the_replica_that_holds_the_lease_does_the_job_and_the_next_one_takes_it_over() -> None:
    stores, notes = Stores.in_memory(), list[str]()
    first, second = a_house(stores, "first", notes), a_house(stores, "second", notes)
    await first.start()
    await until(noted(notes, "first begins"))
    await second.start()
    await first.stop()
    await until(noted(notes, "first begins", "first ends", "second begins"))
    await second.stop()
    assert notes[-1] == "second ends"


async def test_a_job_that_fails_is_begun_again_and_so_is_the_house() -> None:
    begun: list[str] = []

    async def fail_at_first() -> None:
        begun.append("job")
        if len(begun) == 1:
            raise ZeroDivisionError
        await asyncio.Event().wait()

    house = House("cases", Stores.in_memory(), views={})
    house.beside(fail_at_first)
    await house.start()
    await until(noted(begun, "job", "job"))
    await house.ready()
    await house.stop()
