"""What every `PublishingStore` promises; each test runs on all of them."""

import asyncio

import pytest

from councilkit.ledger import Head
from councilkit.publishing import Cursor, PublishingStore
from councilkit.stores import Stores


@pytest.fixture
def store(stores: Stores) -> PublishingStore:
    return stores.publishing


async def test_publishing_begins_before_the_first_event(store: PublishingStore) -> None:
    assert await store.cursor() == Cursor(Head(1, 0, "0" * 64), refill=False, halted=None)


async def test_the_cursor_moves_forward(store: PublishingStore) -> None:
    await store.move(Head(1, 3, "c"))
    await store.move(Head(1, 5, "e"))
    assert (await store.cursor()).place == Head(1, 5, "e")


@pytest.mark.parametrize("late", [Head(1, 9, "i"), Head(2, 4, "d"), Head(2, 5, "other")])
async def test_the_cursor_never_moves_back(store: PublishingStore, late: Head) -> None:
    await store.move(Head(2, 5, "e"))
    await store.move(late)
    assert (await store.cursor()).place == Head(2, 5, "e")


async def test_of_moves_at_once_the_furthest_stays(store: PublishingStore) -> None:
    await asyncio.gather(*(store.move(Head(1, position, "x")) for position in (3, 7, 1, 5)))
    assert (await store.cursor()).place.position == 7


async def test_publishing_starts_over_in_an_epoch_and_moves_on_from_there(store: PublishingStore) -> None:
    await store.move(Head(1, 5, "e"))
    await store.start_over(2)
    assert (await store.cursor()).place == Head(2)
    await store.move(Head(2, 1, "a"))
    assert (await store.cursor()).place == Head(2, 1, "a")


async def test_a_refill_is_asked_for_until_it_has_begun(store: PublishingStore) -> None:
    await store.move(Head(1, 5, "e"))
    await store.ask_refill()
    assert await store.cursor() == Cursor(Head(1, 5, "e"), refill=True)
    await store.move(Head(1, 6, "f"))
    assert (await store.cursor()).refill
    await store.start_over(1)
    assert await store.cursor() == Cursor(Head(1))


async def test_a_refill_can_be_asked_for_before_anything_was_published(store: PublishingStore) -> None:
    await store.ask_refill()
    assert await store.cursor() == Cursor(Head(), refill=True)
    await store.move(Head(1, 1, "a"))
    assert (await store.cursor()).place == Head(1, 1, "a")


async def test_why_nothing_is_published_is_remembered_until_something_is(store: PublishingStore) -> None:
    await store.move(Head(1, 5, "e"))
    await store.halt("This ledger was restored.")
    assert await store.cursor() == Cursor(Head(1, 5, "e"), halted="This ledger was restored.")
    await store.halt(None)
    assert await store.cursor() == Cursor(Head(1, 5, "e"))
