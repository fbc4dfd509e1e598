"""What every `ViewStore` promises; each test runs on all of them."""

import asyncio
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest
from bson.errors import InvalidDocument

from councilkit.inbox import Doc, In, ViewStore, Where
from councilkit.stores import Stores

CARDS = "view.cards.1"


@pytest.fixture
def store(stores: Stores) -> ViewStore:
    return stores.views


async def put_one(store: ViewStore, key: str, doc: Doc, *, sequence: int) -> None:
    await store.put_many(CARDS, {key: doc | {"sequence": sequence}})


async def put(store: ViewStore, **docs: Doc) -> None:
    for key, doc in docs.items():
        await put_one(store, key, doc, sequence=1)


async def keys(store: ViewStore, where: Where, **options: Any) -> list[str]:  # noqa: ANN401 - `find`'s own
    defaults: dict[str, Any] = {"order": "_id", "descending": False, "after": None, "limit": 50}
    return [doc["_id"] for doc in await store.find(CARDS, where, **(defaults | options))]


class Colour(StrEnum):
    RED = "red"


async def test_a_document_is_read_back_with_its_key_and_its_sequence(store: ViewStore) -> None:
    doc = {"state": "sent", "lines": ["AT", "Y"], "next": {"due": None, "days": 3}, "open": True, "share": 0.5}
    await put_one(store, "a", doc, sequence=7)
    assert await store.get(CARDS, "a") == doc | {"_id": "a", "sequence": 7}


async def test_an_unknown_document_is_none(store: ViewStore) -> None:
    assert await store.get(CARDS, "a") is None


async def test_what_is_read_is_what_a_database_can_keep(store: ViewStore) -> None:
    at = datetime(2026, 11, 22, 9, 0, 0, 123_456, tzinfo=UTC)
    await put_one(store, "a", {"units": ("0701", "0704"), "colour": Colour.RED, "at": at}, sequence=1)
    read = await store.get(CARDS, "a")
    assert read is not None
    assert read["units"] == ["0701", "0704"]
    assert type(read["colour"]) is str
    assert read["at"] == at.replace(microsecond=123_000)


@pytest.mark.parametrize("value", [date(2026, 11, 22), {1: "one"}, {"a", "b"}, 2**64, object()])
async def test_what_a_database_cannot_keep_is_refused(store: ViewStore, value: object) -> None:
    with pytest.raises((InvalidDocument, OverflowError)):
        await put_one(store, "a", {"value": value}, sequence=1)


async def test_a_later_event_replaces_the_whole_document(store: ViewStore) -> None:
    await put_one(store, "a", {"state": "sent", "to": "region"}, sequence=1)
    await put_one(store, "a", {"state": "received"}, sequence=2)
    assert await store.get(CARDS, "a") == {"state": "received", "_id": "a", "sequence": 2}


@pytest.mark.parametrize("sequence", [1, 2])
async def test_an_event_that_is_not_later_changes_nothing(store: ViewStore, sequence: int) -> None:
    await put_one(store, "a", {"state": "received"}, sequence=2)
    await put_one(store, "a", {"state": "sent"}, sequence=sequence)
    assert await store.get(CARDS, "a") == {"state": "received", "_id": "a", "sequence": 2}


async def test_of_documents_put_at_once_the_latest_stays(store: ViewStore) -> None:
    keys = [f"case-{number}" for number in range(30)]
    await asyncio.gather(
        *(put_one(store, key, {"state": "sent"}, sequence=sequence) for key in keys for sequence in (1, 3, 2))
    )
    assert {doc["sequence"] for doc in (await store.get_many(CARDS, keys)).values()} == {3}


async def test_a_document_made_of_the_old_one_keeps_its_own_key_and_the_new_sequence(store: ViewStore) -> None:
    await put_one(store, "a", {"_id": "x", "sequence": 99, "state": "sent"}, sequence=1)
    assert await store.get(CARDS, "a") == {"state": "sent", "_id": "a", "sequence": 1}


async def test_a_document_that_was_read_is_the_readers_own(store: ViewStore) -> None:
    mine = {"lines": ["AT"]}
    await put_one(store, "a", mine, sequence=1)
    mine["lines"].append("Y")
    for read in (await store.get(CARDS, "a"), (await store.find(CARDS, {}, **EVERYTHING))[0]):
        assert read is not None
        assert read["lines"] == ["AT"]
        read["lines"].append("H")
    assert await store.get(CARDS, "a") == {"lines": ["AT"], "_id": "a", "sequence": 1}


EVERYTHING: dict[str, Any] = {"order": "_id", "descending": False, "after": None, "limit": 50}


async def test_documents_are_found_by_equality(store: ViewStore) -> None:
    await put(store, a={"state": "sent", "n": 1}, b={"state": "sent", "n": 2}, c={"state": "done", "n": 1})
    assert await keys(store, {"state": "sent"}) == ["a", "b"]
    assert await keys(store, {"state": "sent", "n": 1}) == ["a"]
    assert await keys(store, {"state": "nowhere"}) == []
    assert await keys(store, {}) == ["a", "b", "c"]
    assert await keys(store, {"_id": "b"}) == ["b"]


async def test_a_dotted_field_reaches_into_documents_and_lists_of_documents(store: ViewStore) -> None:
    await put(
        store,
        a={"next": {"council": "LBU"}, "path": [{"council": "LBU"}, {"council": "RBU"}]},
        b={"next": {"council": "RBU"}, "path": [{"council": "RBU"}]},
        c={"next": None, "path": []},
        d={},
    )
    assert await keys(store, {"next.council": "RBU"}) == ["b"]
    assert await keys(store, {"path.council": "LBU"}) == ["a"]
    assert await keys(store, {"path.council": "RBU"}) == ["a", "b"]


async def test_a_list_contains_what_is_asked_for_or_is_it(store: ViewStore) -> None:
    await put(store, a={"lines": ["AT", "Y"]}, b={"lines": ["Y"]}, c={"lines": []})
    assert await keys(store, {"lines": "Y"}) == ["a", "b"]
    assert await keys(store, {"lines": ["AT", "Y"]}) == ["a"]
    assert await keys(store, {"lines": []}) == ["c"]


async def test_none_finds_what_is_none_and_what_is_missing(store: ViewStore) -> None:
    await put(store, a={"holder": None}, b={}, c={"holder": "LBU"}, d={"holder": [None]})
    assert await keys(store, {"holder": None}) == ["a", "b", "d"]


async def test_any_of_several_values(store: ViewStore) -> None:
    await put(store, a={"state": "sent"}, b={"state": "done"}, c={"state": "reported"}, d={"state": ["done"]})
    assert await keys(store, {"state": In(["sent", "done"])}) == ["a", "b", "d"]
    assert await keys(store, {"state": In([])}) == []
    assert await keys(store, {"_id": In(["c", "x"])}) == ["c"]


async def test_true_is_not_one(store: ViewStore) -> None:
    await put(store, a={"value": True}, b={"value": 1}, c={"value": 1.0}, d={"value": False}, e={"value": 0})
    assert await keys(store, {"value": True}) == ["a"]
    assert await keys(store, {"value": 1}) == ["b", "c"]
    assert await keys(store, {"value": In([False])}) == ["d"]


async def test_order_is_by_field_and_then_by_key(store: ViewStore) -> None:
    await put(store, c={"at": "1"}, a={"at": "2"}, b={"at": "1"}, d={"at": "3"})
    assert await keys(store, {}, order="at") == ["b", "c", "a", "d"]
    assert await keys(store, {}, order="at", descending=True) == ["d", "a", "c", "b"]
    assert await keys(store, {}, order="_id", descending=True) == ["d", "c", "b", "a"]


async def test_words_are_in_the_order_of_their_letters_codes(store: ViewStore) -> None:
    await put(store, a={"name": "Ås"}, b={"name": "ås"}, c={"name": "Zulu"}, d={"name": "abc"}, e={"name": "🌲"})
    assert await keys(store, {}, order="name") == ["c", "d", "a", "b", "e"]


async def test_what_lacks_the_field_comes_first_and_backwards_last(store: ViewStore) -> None:
    await put(store, a={"due": "2026"}, b={}, c={"due": None}, d={"next": {}})
    assert await keys(store, {}, order="due") == ["b", "c", "d", "a"]
    assert await keys(store, {}, order="due", descending=True) == ["a", "d", "c", "b"]


async def test_order_by_a_dotted_field(store: ViewStore) -> None:
    await put(store, a={"next": {"due": "3"}}, b={"next": {"due": "1"}}, c={"next": None}, d={"next": {"due": "2"}})
    assert await keys(store, {}, order="next.due") == ["c", "b", "d", "a"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order", ["_id", "due", "next.due"])
@pytest.mark.parametrize("limit", [1, 3])
async def test_page_after_page_tells_every_document_once(
    store: ViewStore, order: str, limit: int, *, descending: bool
) -> None:
    dues: list[str | None] = ["1", None, "2", "1", "1", None, "3", "2"]
    docs = {f"k{n}": ({"due": due, "next": {"due": due}} if due else {}) for n, due in enumerate(dues)}
    await put(store, **docs)
    everything = await keys(store, {}, order=order, descending=descending)
    told: list[str] = []
    after: tuple[object, str] | None = None
    while page := await keys(store, {}, order=order, descending=descending, after=after, limit=limit):
        told += page
        after = (page[-1] if order == "_id" else docs[page[-1]].get("due"), page[-1])
    assert told == everything
    assert len(told) == len(docs)


async def test_a_page_keeps_to_what_was_asked_for(store: ViewStore) -> None:
    await put(store, a={"state": "sent"}, b={"state": "done"}, c={"state": "sent"})
    assert await keys(store, {"state": "sent"}, after=("a", "a")) == ["c"]


async def test_documents_are_counted(store: ViewStore) -> None:
    await put(store, a={"state": "sent"}, b={"state": "done"}, c={"state": "sent"})
    assert await store.count(CARDS, {"state": "sent"}) == 2
    assert await store.count(CARDS, {}) == 3
    assert await store.count("view.unknown.1", {}) == 0


async def test_a_dropped_collection_is_empty_and_can_be_filled_again(store: ViewStore) -> None:
    await put(store, a={"state": "sent"})
    await store.drop(CARDS)
    await store.drop("view.unknown.1")
    assert await store.get(CARDS, "a") is None
    await put_one(store, "a", {}, sequence=1)
    assert await keys(store, {}) == ["a"]


async def test_many_are_read_at_once_and_those_that_are_not_there_are_left_out(store: ViewStore) -> None:
    await put(store, a={"state": "sent"}, b={"state": "done"})
    read = await store.get_many(CARDS, ["a", "b", "c"])
    assert {key: doc["state"] for key, doc in read.items()} == {"a": "sent", "b": "done"}


async def test_of_many_those_that_are_older_than_what_is_there_change_nothing(store: ViewStore) -> None:
    await store.put_many(CARDS, {"a": {"state": "received", "sequence": 2}})
    await store.put_many(CARDS, {key: {"state": "sent", "sequence": 1} for key in ("a", "b")})
    read = await store.get_many(CARDS, ["a", "b"])
    assert {key: doc["state"] for key, doc in read.items()} == {"a": "received", "b": "sent"}


async def test_collections_have_nothing_to_do_with_each_other(store: ViewStore) -> None:
    await put(store, a={"state": "sent"})
    await store.put_many("view.cards.2", {"a": {"state": "done", "sequence": 1}})
    assert (await store.get(CARDS, "a")) == {"state": "sent", "_id": "a", "sequence": 1}
    await store.drop("view.cards.2")
    assert await keys(store, {}) == ["a"]
