"""A record on a topic is a CloudEvent that others read too, and one that is none of ours is named in a sentence."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event, to_binary_event
from cloudevents.core.v1.event import CloudEvent
from hypothesis import given
from hypothesis import strategies as st

from councilkit.events import MAX_DATA, TOPICS, Item, Record, from_record, to_cloudevent, to_record, topic_of
from councilkit.events.examples import example_items

ITEMS = list(example_items())
RECORD = to_record(ITEMS[0])
WORD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
NUMBER = st.integers(1, 10**18 - 1)
ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Any event with its place, whatever its words."""
    stream = draw(WORD)
    return Item(
        id=f"{stream}:{draw(NUMBER):06d}",
        source=draw(WORD),
        type=draw(WORD),
        at=draw(st.datetimes(timezones=ZONES)),
        stream=stream,
        position=draw(NUMBER),
        epoch=draw(NUMBER),
        hash=draw(WORD),
        correlation=draw(WORD),
        causation=draw(st.none() | WORD),
        trace=draw(st.none() | WORD),
        actor=draw(WORD),
        data=draw(st.binary(min_size=1)),
    )


def with_header(name: str, value: bytes) -> Record:
    return replace(RECORD, headers=tuple((dict(RECORD.headers) | {name: value}).items()))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_item_comes_back_from_its_record_with_the_same_bytes(item: Item) -> None:
    assert from_record(to_record(item)) == item
    assert to_record(item).value == item.data


@given(items())
def test_any_item_comes_back_from_its_record(item: Item) -> None:
    assert from_record(to_record(item)) == item


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_the_cloudevents_library_reads_our_records(item: Item) -> None:
    record = to_record(item)
    assert record.value is not None
    event = from_binary_event(KafkaMessage(dict(record.headers), record.key, record.value))
    assert event.get_id() == item.id
    assert event.get_source() == item.source
    assert event.get_type() == item.type
    assert event.get_subject() == item.stream
    assert event.get_time() == item.at
    assert event.get_datacontenttype() == "application/json"
    assert event.get_extension("partitionkey") == item.stream
    assert event.get_extension("position") == str(item.position)
    assert event.get_extension("correlationid") == item.correlation
    assert event.get_data() == json.loads(item.data)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_records_of_the_cloudevents_library_are_read(item: Item) -> None:
    attributes = to_cloudevent(item) | {"time": item.at}
    data = attributes.pop("data")
    message = to_binary_event(CloudEvent(attributes, data), key_mapper=lambda event: event.get_subject())
    assert isinstance(message.key, str)
    read = from_record(Record(message.key.encode(), message.value, tuple(message.headers.items())))
    assert replace(read, data=item.data) == item
    assert json.loads(read.data) == data


def test_what_a_record_tells_is_exactly_this() -> None:
    assert [name for name, _ in RECORD.headers] == [
        *("content-type", "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time"),
        *("ce_position", "ce_epoch", "ce_hash", "ce_correlationid", "ce_traceparent", "ce_actor"),
    ]
    caused = to_record(replace(ITEMS[0], causation="case-x:000001"))
    assert dict(caused.headers)["ce_causationid"] == b"case-x:000001"


def test_headers_that_others_add_stay_unread() -> None:
    assert from_record(with_header("x-mirrored-from", b"\xff")) == ITEMS[0]


@pytest.mark.parametrize("name", [name for name, _ in RECORD.headers if name != "ce_traceparent"])
def test_a_record_without_one_of_its_headers_is_refused_by_name(name: str) -> None:
    without = tuple((other, value) for other, value in RECORD.headers if other != name)
    for record in (replace(RECORD, headers=without), with_header(name, b"")):
        with pytest.raises(ValueError, match=f"^The record has no header {name}\\.$"):
            from_record(record)


def test_a_header_without_a_value_is_a_missing_one() -> None:
    nothing: bytes = None  # type: ignore[assignment]  # Kafka allows it, and so do clients at run time
    with pytest.raises(ValueError, match="no header ce_type"):
        from_record(with_header("ce_type", nothing))


@pytest.mark.parametrize("name", [name for name, _ in RECORD.headers])
def test_a_header_that_is_not_utf_8_is_refused_by_name(name: str) -> None:
    with pytest.raises(ValueError, match=f"^The record's header '{name}' is not UTF-8\\.$"):
        from_record(with_header(name, b"\xff\xfe"))


@pytest.mark.parametrize("name", ["ce_position", "ce_epoch"])
@pytest.mark.parametrize(
    "value", ["first", "0", "-1", "+1", "1.0", "1e3", " 1", "1_0", "01", "\u0663", "9" * 19, "9" * 5000]
)
def test_a_number_is_a_whole_one_above_nothing(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"^The record's header {name} is not a whole number above 0\\.$"):
        from_record(with_header(name, value.encode()))


@pytest.mark.parametrize(
    "sequence", ["", ":", ":1", ":000000", ":-00001", ":0000001", ":00001a", ":00000\u0661", "x:000001"]
)
def test_an_id_is_the_subject_and_a_padded_sequence(sequence: str) -> None:
    with pytest.raises(ValueError, match=r"^The record's header ce_id is not the stream"):
        from_record(with_header("ce_id", f"{ITEMS[0].stream}{sequence}".encode()))


def test_an_id_of_another_stream_is_refused() -> None:
    with pytest.raises(ValueError, match="ce_id is not the stream"):
        from_record(with_header("ce_id", b"case-other:000001"))


@pytest.mark.parametrize("value", ["yesterday", "2026-13-01T00:00:00+00:00", "5", "2026-01-12T09:00:00+99:00"])
def test_a_time_is_one(value: str) -> None:
    with pytest.raises(ValueError, match=r"^The record's header ce_time is no time\.$"):
        from_record(with_header("ce_time", value.encode()))


def test_a_time_says_its_zone() -> None:
    with pytest.raises(ValueError, match="does not say in which time zone"):
        from_record(with_header("ce_time", b"2026-01-12T09:00:00"))
    assert from_record(with_header("ce_time", b"2026-01-12T09:00:00Z")).at == datetime(2026, 1, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize("key", [None, b"", b"case-other", b"\xff"])
def test_a_key_is_the_subject(key: bytes | None) -> None:
    with pytest.raises(ValueError, match=r"^The record's key is not the stream"):
        from_record(replace(RECORD, key=key))


def test_another_version_of_cloudevents_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^The record's CloudEvents version is '0\.3', not 1\.0\.$"):
        from_record(with_header("ce_specversion", b"0.3"))


def test_another_content_type_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^The record's content type is 'application/cloudevents\+json', not"):
        from_record(with_header("content-type", b"application/cloudevents+json"))


@pytest.mark.parametrize("value", [None, b""])
def test_an_empty_record_is_refused(value: bytes | None) -> None:
    with pytest.raises(ValueError, match=r"^The record is empty\.$"):
        from_record(replace(RECORD, value=value))


def test_a_record_is_at_most_256_kibibytes_large() -> None:
    assert from_record(replace(RECORD, value=b" " * MAX_DATA)).data == b" " * 262_144
    with pytest.raises(ValueError, match=r"^The record carries 262145 bytes, and an event has 262144 at most\.$"):
        from_record(replace(RECORD, value=b" " * (MAX_DATA + 1)))


def test_a_value_that_is_no_json_is_not_looked_into() -> None:
    assert from_record(replace(RECORD, value=b"\xff{")).data == b"\xff{"


@given(
    st.none() | st.binary(),
    st.none() | st.binary(),
    st.lists(st.tuples(st.sampled_from([name for name, _ in RECORD.headers]) | st.text(), st.binary())),
)
def test_whatever_lies_on_a_topic_is_refused_in_one_sentence(
    key: bytes | None, value: bytes | None, headers: list[tuple[str, bytes]]
) -> None:
    with pytest.raises(ValueError, match=r"^The record[^\n]+\.$"):
        from_record(Record(key, value, headers))


def test_every_publisher_has_a_topic_of_its_own() -> None:
    assert topic_of("case-flow") == "raadslag.cases"
    assert topic_of("council-registry", "test7") == "test7.councils"
    assert len(set(TOPICS.values())) == len(TOPICS)
    with pytest.raises(LookupError):
        topic_of("portal")
