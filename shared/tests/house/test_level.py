"""Before a house acts on the world it asks if its views are level: nothing is done on what is no longer so."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from councilkit import listening
from councilkit.bus import MemoryBus
from councilkit.events import Item
from councilkit.events.cases import CasePutOnAgenda
from councilkit.house import House
from councilkit.inbox import Doc, View
from councilkit.ledger import Draft
from councilkit.refusals import Unavailable
from councilkit.stores import Stores
from councilkit.testing.publisher import Publisher
from councilkit.testing.samples import a_call


def fact(mark: str) -> CasePutOnAgenda:
    return CasePutOnAgenda(case="case-a", council="council", meeting=mark)


def fold(_doc: Doc | None, event: CasePutOnAgenda, _item: Item) -> Doc:
    return {"meeting": event.meeting}


def a_house(publisher: Publisher, stores: Stores | None = None, bus: MemoryBus | None = None) -> House:
    views = {
        publisher.name: [View("theirs", lambda event: event.case, {CasePutOnAgenda: fold})],
        "newsletter": [View("ours", lambda event: event.case, {CasePutOnAgenda: fold})],
    }
    return House("newsletter", stores or Stores.in_memory(), views=views, sources=[publisher], bus=bus)


@asynccontextmanager
async def running(house: House) -> AsyncIterator[None]:
    await house.start()
    try:
        yield
    finally:
        await house.stop()


async def meeting(house: House) -> str | None:
    doc = await house.views.get("theirs", "case-a")
    return doc["meeting"] if doc else None


async def test_a_house_is_level_once_it_has_taken_in_all_that_a_publisher_has_told(stores: Stores) -> None:
    publisher = Publisher()
    publisher.tell("case-a", fact("m1"))
    publisher.tell("case-a", fact("m2"))
    house = a_house(publisher, stores)
    assert not await house.level(publisher.name, 0.1), "it does not run"
    async with running(house):
        assert await house.level(publisher.name)
        assert await meeting(house) == "m2"


async def test_a_publisher_that_has_told_nothing_is_level_with_everybody() -> None:
    house = a_house(Publisher())
    assert await house.level("publisher", 0.1)


async def test_a_house_is_level_with_itself_once_its_own_views_are(stores: Stores) -> None:
    house = a_house(Publisher(), stores)
    async with running(house):
        receipt = await house.ledger.change("case-a", a_call("m1"), lambda *_: Draft(fact("m1")))
        assert await house.seen(receipt, 5)
        assert await house.level("newsletter")


async def test_what_a_house_has_written_counts_before_it_has_a_number(stores: Stores) -> None:
    house = a_house(Publisher(), stores)
    receipt = await house.ledger.change("case-a", a_call("m1"), lambda *_: Draft(fact("m1")))
    assert not await house.level("newsletter", 0.1), "nobody numbers"
    async with running(house):
        assert await house.level("newsletter")
        assert await house.seen(receipt, 5)


async def test_a_replica_that_does_not_work_is_level_by_the_one_that_does(stores: Stores) -> None:
    publisher = Publisher()
    publisher.tell("case-a", fact("m1"))
    works, waits = a_house(publisher, stores), a_house(publisher, stores)
    async with running(works):
        assert await waits.level(publisher.name)
        assert await meeting(waits) == "m1"


async def test_while_a_publisher_is_away_nobody_can_tell_whether_a_house_is_level() -> None:
    publisher = Publisher()
    publisher.away = True
    with pytest.raises(Unavailable):
        await a_house(publisher).level(publisher.name)


async def test_who_has_taken_in_more_than_a_restored_publisher_tells_is_not_level_before_its_new_epoch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listening, "LOOK_EVERY", 0.02)
    publisher, bus = Publisher(), MemoryBus()
    publisher.tell("case-a", fact("m1"))
    publisher.tell("case-a", fact("m2"))
    house = a_house(publisher, bus=bus)
    async with running(house):
        assert await house.level(publisher.name)
    publisher.restore(1, epoch=2)
    assert not await house.level(publisher.name, 0.1)
    async with running(house):
        bus.announce(publisher.name)
        assert await house.level(publisher.name)
        assert await meeting(house) == "m1"
