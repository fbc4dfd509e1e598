"""An event looks the same to everybody: a CloudEvent, byte for byte what its publisher's chain covers."""

import json
from typing import Any

import pytest
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from hypothesis import given
from hypothesis import strategies as st

from councilkit.events import Item, canonical, from_cloudevent, to_cloudevent
from councilkit.events.examples import example_items

ITEMS = list(example_items())
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_comes_back_from_its_cloudevent_byte_for_byte(item: Item) -> None:
    sent = json.dumps(to_cloudevent(item))
    assert from_cloudevent(json.loads(sent)) == item


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_the_cloudevents_library_reads_what_we_write(item: Item) -> None:
    event = JSONFormat().read(CloudEvent, json.dumps(to_cloudevent(item)))
    assert event.get_id() == item.id
    assert event.get_source() == item.source
    assert event.get_type() == item.type
    assert event.get_subject() == item.stream
    assert event.get_time() == item.at
    assert event.get_extension("position") == item.position
    assert event.get_data() == json.loads(item.data)


def test_what_is_none_is_left_out() -> None:
    assert "causationid" not in to_cloudevent(ITEMS[0])
    assert from_cloudevent(to_cloudevent(ITEMS[0])).causation is None


def test_what_a_cloudevent_tells_is_exactly_this() -> None:
    assert set(to_cloudevent(ITEMS[0])) == {
        *("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"),
        *("position", "epoch", "hash", "correlationid", "traceparent", "actor"),
    }


@pytest.mark.parametrize(
    "damage",
    [
        {"specversion": "0.3"},
        {"position": "first"},
        {"position": None},
        {"epoch": []},
        {"time": "yesterday"},
        {"time": 5},
        {"data": float("nan")},
    ],
)
def test_what_is_not_an_item_is_refused(damage: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_cloudevent(to_cloudevent(ITEMS[0]) | damage)


@pytest.mark.parametrize("missing", ["id", "source", "type", "subject", "time", "position", "hash", "actor", "data"])
def test_an_item_without_one_of_its_attributes_is_refused(missing: str) -> None:
    event = to_cloudevent(ITEMS[0])
    del event[missing]
    with pytest.raises(KeyError):
        from_cloudevent(event)


@given(JSON)
def test_canonical_json_is_the_same_after_it_was_read_and_written_again(value: object) -> None:
    spelt = canonical(value)
    assert canonical(json.loads(spelt)) == spelt


@given(JSON)
def test_canonical_json_survives_a_page_of_the_ledger(value: object) -> None:
    """A page is JSON too, spelt by whoever: what is in it must give the same bytes again."""
    spelt = canonical(value)
    page = json.dumps([{"data": json.loads(spelt)}], ensure_ascii=True, indent=2)
    assert canonical(json.loads(page)[0]["data"]) == spelt
