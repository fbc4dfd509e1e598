"""A ledger is read as everybody sees it, and the first event that is not as it was written is named."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from pymongo import MongoClient

from councilkit.events import Item
from councilkit.ledger import link
from councilkit.ledger.port import Head
from councilkit.operator.verifying import Broken, Walk, walk
from councilkit.refusals import Unavailable
from councilkit.stores import Stores
from councilkit.testing.operated import Operated
from councilkit.testing.publisher import Publisher
from councilkit.testing.samples import a_fact

Damage = Callable[[list[Item]], Sequence[Item]]


def told(*, page: int = 500) -> Publisher:
    """Make a ledger of eight events in two streams, in pages."""
    publisher = Publisher(page=page)
    for number in range(8):
        publisher.tell(f"case-{'ab'[number % 2]}", a_fact(f"m{number}"))
    return publisher


def changed(items: list[Item]) -> Sequence[Item]:
    return [*items[:3], replace(items[3], data=items[3].data.replace(b"m3", b"m9")), *items[4:]]


def changed_with_its_hash(items: list[Item]) -> Sequence[Item]:
    *before, item = changed(items)[:4]
    return [*before, replace(item, hash=link(items[2].hash, 4, item.id, item.type, item.data)), *items[4:]]


def lost(items: list[Item]) -> Sequence[Item]:
    return [*items[:3], *items[4:]]


def lost_and_closed_up(items: list[Item]) -> Sequence[Item]:
    return [*items[:3], *(replace(item, position=item.position - 1) for item in items[4:])]


def moved(items: list[Item]) -> Sequence[Item]:
    here, there = items[3], items[4]
    return [*items[:3], replace(there, position=4), replace(here, position=5), *items[5:]]


def moved_in_its_stream(items: list[Item]) -> Sequence[Item]:
    here, there = items[3], items[5]
    return [*items[:3], replace(there, position=4), items[4], replace(here, position=6), *items[6:]]


def given_to_another_stream(items: list[Item]) -> Sequence[Item]:
    return [*items[:3], replace(items[3], stream="case-c"), *items[4:]]


@pytest.mark.parametrize("page", [1, 3, 500])
async def test_a_whole_ledger_is_found_whole(page: int) -> None:
    publisher = told(page=page)
    walked = await walk(publisher, publisher.head)
    assert (walked.place, walked.sequences) == (publisher.head, {"case-a": 4, "case-b": 4})


async def test_an_empty_ledger_is_whole() -> None:
    assert (await walk(Publisher(), Head())).place == Head()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (changed, "case-b:000002 at position 4 breaks the chain: it was changed or moved."),
        (changed_with_its_hash, "case-a:000003 at position 5 breaks the chain: it was changed or moved."),
        (lost, "Position 4 is lost: the next event there is, case-a:000003, stands at 5."),
        (lost_and_closed_up, "case-a:000003 at position 4 breaks the chain: it was changed or moved."),
        (moved, "case-a:000003 at position 4 breaks the chain: it was changed or moved."),
        (
            moved_in_its_stream,
            "case-b:000003 at position 4 stands where case-b:000002 must: an event is lost or moved.",
        ),
        (
            given_to_another_stream,
            "case-b:000002 at position 4 stands where case-c:000001 must: an event is lost or moved.",
        ),
    ],
)
async def test_the_first_event_that_is_not_as_it_was_written_is_named(damage: Damage, sentence: str) -> None:
    publisher = told()
    publisher.items = list(damage(publisher.items))
    with pytest.raises(Broken) as fault:
        await walk(publisher, Head())
    assert str(fault.value) == sentence


@pytest.mark.parametrize(("head", "known"), [(8, 0), (1, 8)])
def test_a_ledger_that_ends_before_its_head_or_what_others_know_has_lost_the_rest(head: int, known: int) -> None:
    walked = Walk()
    walked.take(told().items[0])
    with pytest.raises(Broken, match="Position 2 is lost, and all after it: 8 is known to be there"):
        walked.arrive(Head(1, head), Head(1, known))


async def test_what_others_knew_before_a_restore_that_was_told_is_not_missed() -> None:
    publisher = told()
    before = publisher.head
    publisher.restore(5, epoch=2)
    assert (await walk(publisher, before)).place == publisher.head


async def test_a_ledger_that_cannot_be_read_is_told_with_how_far_it_was() -> None:
    publisher = told()
    publisher.away = True
    with pytest.raises(Unavailable, match="after position 0"):
        await walk(publisher, Head())


def change(ledger: Any) -> None:  # noqa: ANN401 - pymongo's own
    data = ledger.find_one({"position": 2})["data"]
    ledger.update_one({"position": 2}, {"$set": {"data": data.replace(b"m1", b"m2")}})


def lose(ledger: Any) -> None:  # noqa: ANN401 - pymongo's own
    ledger.delete_one({"position": 2})


def move(ledger: Any) -> None:  # noqa: ANN401 - pymongo's own
    ledger.update_one({"position": 2}, {"$set": {"position": 99}})
    ledger.update_one({"position": 3}, {"$set": {"position": 2}})
    ledger.update_one({"position": 99}, {"$set": {"position": 3}})


@pytest.mark.mongo
@pytest.mark.parametrize("kept_in", ["motor"], indirect=True)
@pytest.mark.parametrize(
    ("damage", "named"), [(change, "case-b:000001"), (lose, "Position 2 is lost"), (move, "case-c:000001")]
)
async def test_what_somebody_did_in_the_database_is_found_over_http(
    damage: Callable[[Any], None], named: str, stores: Stores, request: pytest.FixtureRequest
) -> None:
    operated = Operated(stores)
    async with operated.living():
        for stream in ("case-a", "case-b", "case-c"):
            await operated.house.seen(await operated.tell(stream, "m1"), 5)
    assert (await walk(operated.ledger(), Head())).place.position == 3
    with MongoClient[dict[str, Any]](request.getfixturevalue("mongo_url")) as client:
        damage(client[request.getfixturevalue("database")]["ledger"])
    with pytest.raises(Broken, match=named):
        await walk(operated.ledger(), Head())
