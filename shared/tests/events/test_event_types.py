"""The published language: every type has a schema and examples, and none has room for a person or a typed text."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from councilkit.events import Event, Item, UnknownVersion, decode, encode, event_types
from councilkit.events.cases import CaseReported, CaseSent
from councilkit.events.examples import example_items
from councilkit.events.schemas import FOLDER, main, outdated
from councilkit.ledger import GENESIS, link

TYPES = sorted(event_types())
IDS = {
    *("case", "council", "councils", "meeting", "unit", "units", "term", "attended", "seat", "post", "entry"),
    *("sender", "to", "parent", "edition", "terms", "cases", "successors", "successor", "deputy_for", "holding", "by"),
    *("organisation", "umbrella", "request", "own_type", "series"),
    *("reporter", "on_behalf_of", "holder", "into", "joined", "origins", "suggested", "copies", "above", "follow_up"),
    *("round", "within", "missing", "contributed", "rests_on"),
}
# 26-4821, AT, answer-region, which of an event's texts it was, 2026-2, book-autumn, and LBU-TON 12/26
CODES = {"reference", "line", "rule", "text", "agreed", "half", "step", "number", "numbers"}
# What a newer version does not say on purpose: an organisation that is asked for a seat tells of whoever sits there.
LEFT_OUT = {("raadslag.nomination.requested.v1", "to")}
NAMES_OF_UNITS_AND_COUNCILS = {"name", "short", "nb", "nn", "en"}


def version(name: str) -> int:
    return int(name.rpartition(".v")[2])


def schema(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / "schemas" / f"{name}.json").read_text())
    return read


def examples(name: str) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads((FOLDER / "examples" / f"{name}.json").read_text())
    return read


def plain_strings(name: str, part: Any) -> Iterator[str]:  # noqa: ANN401 - a piece of JSON Schema
    """The names of the fields in which any words would fit."""
    if not isinstance(part, dict):
        return
    if part.get("type") == "string" and not part.keys() & {"enum", "const", "format", "pattern"}:
        yield name
    for field, inner in part.get("properties", {}).items():
        yield from plain_strings(field, inner)
    for inner in (part.get("items"), part.get("additionalProperties"), *part.get("anyOf", ())):
        yield from plain_strings(name, inner)
    for definition, inner in part.get("$defs", {}).items():
        yield from plain_strings(definition, inner)


@pytest.mark.parametrize("name", TYPES)
def test_no_event_has_room_for_a_person_or_a_typed_text(name: str) -> None:
    """A new field with free text belongs beside the event, in `texts`; a new id or name is entered here knowingly."""
    assert set(plain_strings(name, schema(name))) <= IDS | CODES | NAMES_OF_UNITS_AND_COUNCILS


def test_the_search_for_free_text_would_find_it_wherever_it_is_hidden() -> None:
    text = {"type": "string"}
    hidden = {
        "properties": {
            "plain": text,
            "maybe": {"anyOf": [text, {"type": "null"}]},
            "many": {"type": "array", "items": text},
            "table": {"type": "object", "additionalProperties": text},
            "inner": {"$ref": "#/$defs/Inner"},
            "day": {"type": "string", "format": "date"},
            "word": {"type": "string", "enum": ["a"]},
        },
        "$defs": {"Inner": {"properties": {"deep": text}}},
    }
    assert set(plain_strings("x", hidden)) == {"plain", "maybe", "many", "table", "deep"}


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_examples_that_its_schema_accepts(name: str) -> None:
    told = examples(name)
    assert told
    for example in told:
        Draft202012Validator(schema(name)).validate(example["data"])


@pytest.mark.parametrize("name", TYPES)
def test_every_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$id"] == f"urn:raadslag:event:{name}"
    assert schema(name)["description"]


@pytest.mark.parametrize("name", TYPES)
def test_every_example_is_read_and_written_again_as_it_was(name: str) -> None:
    for item in example_items():
        if item.type == name:
            event = item.event()
            assert event is not None
            assert encode(event) == item.data or name != event.TYPE  # an older version is read as the newest


@pytest.mark.parametrize("name", TYPES)
def test_an_older_version_is_read_as_the_newest_with_all_that_it_says(name: str) -> None:
    newest = max((one for one in TYPES if one.rpartition(".v")[0] == name.rpartition(".v")[0]), key=version)
    for item in example_items():
        if item.type == name:
            event = item.event()
            assert event is not None
            assert newest == event.TYPE
            kept = {field: told for field, told in json.loads(item.data).items() if (name, field) not in LEFT_OUT}
            assert json.loads(encode(event)).items() >= kept.items()


def test_the_examples_tell_one_story_with_an_unbroken_chain_for_each_publisher() -> None:
    heads: dict[str, tuple[int, str]] = {}
    sequences: dict[str, int] = {}
    for item in example_items():
        position, previous = heads.get(item.source, (0, GENESIS))
        assert item.position == position + 1
        assert item.hash == link(previous, item.position, item.id, item.type, item.data)
        assert item.sequence == sequences.get(item.stream, 0) + 1
        assert item.id.startswith(f"{item.stream}:")
        heads[item.source] = (item.position, item.hash)
        sequences[item.stream] = item.sequence


def test_the_committed_files_are_what_the_types_say() -> None:
    assert outdated() == []
    assert main(["--check"]) == 0


def test_a_type_is_named_once_and_by_the_rule() -> None:
    for name in (CaseSent.TYPE, "raadslag.case.sent", "raadslag.case.sent.v0", "case.sent.v1", "raadslag.Case.sent.v1"):
        with pytest.raises(TypeError, match="no event type"):
            type("Other", (Event,), {"__module__": __name__}, type=name)


def test_an_event_never_changes() -> None:
    item: Item = next(example_items())
    event = item.event()
    assert event is not None
    with pytest.raises(ValidationError):
        event.unit = "0000"  # type: ignore[attr-defined]  # that it cannot is the point


def test_an_event_is_read_once_for_all_who_take_it_in() -> None:
    item = next(example_items())
    assert decode(item.type, bytes([*item.data])) is item.event()


def test_a_reader_ignores_fields_that_it_does_not_know() -> None:
    reported = next(item for item in example_items() if item.type == CaseReported.TYPE)
    added = json.dumps(json.loads(reported.data) | {"urgency": "high"}).encode()
    assert decode(reported.type, added) == reported.event()


def test_an_unknown_kind_is_none_and_an_unknown_version_is_told() -> None:
    assert decode("raadslag.weather.changed.v1", b"{}") is None
    with pytest.raises(UnknownVersion):
        decode("raadslag.case.sent.v2", b"{}")


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"case":1}', b"\xff"])
def test_data_that_is_not_what_the_type_says_is_refused(data: bytes) -> None:
    with pytest.raises(ValidationError):
        decode(CaseSent.TYPE, data)
