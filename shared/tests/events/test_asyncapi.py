"""The AsyncAPI document says what truly lies on the topics, and is what AsyncAPI calls a document."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft7Validator

from councilkit.events import TOPICS, event_types, from_record, to_record, topic_of
from councilkit.events.asyncapi import document
from councilkit.events.examples import example_items
from councilkit.events.publishers import FOLLOWS, TELLS, followers_of, told_by
from councilkit.events.schemas import FOLDER
from councilkit.testing.asyncapi import OFFICIAL, faults

DOCUMENT: dict[str, Any] = json.loads((FOLDER / "asyncapi.json").read_text())
MESSAGES: dict[str, Any] = DOCUMENT["components"]["messages"]
TYPES = sorted(event_types())


def at(pointer: str) -> Any:  # noqa: ANN401 - any part of the document
    """What a reference leads to; KeyError if nowhere."""
    part: Any = DOCUMENT
    for step in pointer.removeprefix("#/").split("/"):
        part = part[step]
    return part


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(target := part.get("$ref"), str):
            yield target
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from references(inner)


def within_the_document(reference: str) -> Draft7Validator:
    """What checks against one part of the document, and finds the others it refers to."""
    return Draft7Validator({"$ref": reference} | {"components": DOCUMENT["components"]})


def test_every_reference_leads_somewhere() -> None:
    found = set(references(DOCUMENT))
    assert len(found) > len(TYPES)
    for reference in found:
        assert at(reference)


def test_the_document_is_the_same_each_time() -> None:
    assert document() == document() == DOCUMENT


@pytest.mark.parametrize("name", TYPES)
def test_every_message_shows_examples_that_its_own_schemas_accept(name: str) -> None:
    examples = MESSAGES[name]["examples"]
    assert examples
    headers = Draft7Validator(MESSAGES[name]["headers"] | {"components": DOCUMENT["components"]})
    payload = within_the_document(MESSAGES[name]["payload"]["$ref"])
    for example in examples:
        headers.validate(example["headers"])
        payload.validate(example["payload"])
        assert not headers.is_valid(example["headers"] | {"ce_type": "raadslag.weather.changed.v1"})
        assert not payload.is_valid({})


@pytest.mark.parametrize("name", TYPES)
def test_every_payload_is_the_types_own_schema(name: str) -> None:
    committed = json.loads((FOLDER / "schemas" / f"{name}.json").read_text())
    ours = at(MESSAGES[name]["payload"]["$ref"])
    assert set(ours["properties"]) == set(committed["properties"])
    assert ours.get("required") == committed.get("required")


def test_the_headers_that_must_be_there_are_those_without_which_no_record_is_read() -> None:
    headers = DOCUMENT["components"]["schemas"]["headers"]
    item = replace(next(example_items()), causation="case-x:000001")
    record = to_record(item)
    assert set(headers["properties"]) == {name for name, _ in record.headers} - {"content-type"}
    for name in headers["properties"]:
        without = replace(record, headers=[one for one in record.headers if one[0] != name])
        if name in headers["required"]:
            with pytest.raises(ValueError, match=f"no header {name}"):
                from_record(without)
        else:
            assert from_record(without).id == item.id


def test_a_topic_carries_what_its_publisher_tells_and_is_one_partition_for_ever() -> None:
    assert set(DOCUMENT["channels"]) == {TOPICS[source] for source in TELLS}
    for source in TELLS:
        channel = DOCUMENT["channels"][TOPICS[source]]
        assert channel["address"].replace("{prefix}", "raadslag") == topic_of(source)
        assert set(channel["messages"]) == set(told_by(source))
        binding = channel["bindings"]["kafka"]
        assert (binding["topic"], binding["partitions"]) == (topic_of(source), 1)
        assert binding["topicConfiguration"] == {
            "cleanup.policy": ["delete"],
            "retention.ms": -1,
            "retention.bytes": -1,
        }


def test_one_service_sends_on_a_topic_and_every_follower_receives_all_of_it() -> None:
    operations = DOCUMENT["operations"]
    for source in TELLS:
        topic = TOPICS[source]
        on_it = {name: one for name, one in operations.items() if one["channel"]["$ref"] == f"#/channels/{topic}"}
        assert {name for name, one in on_it.items() if one["action"] == "send"} == {f"{source}.send"}
        receiving = {name for name, one in on_it.items() if one["action"] == "receive"}
        assert receiving == {f"{service}.receive.{topic}" for service in followers_of(source)}
        for one in on_it.values():
            assert {reference["$ref"].rpartition("/")[2] for reference in one["messages"]} == set(told_by(source))


@pytest.mark.parametrize("name", TYPES)
def test_every_type_is_told_by_those_who_tell_it_in_the_examples(name: str) -> None:
    tellers = {source for source in TELLS if name in told_by(source)}
    assert tellers == {item.source for item in example_items() if item.type == name}


def test_whoever_tells_has_a_topic_and_whoever_is_followed_tells() -> None:
    assert set(TELLS) <= set(TOPICS)
    assert {source for sources in FOLLOWS.values() for source in sources} == set(TELLS)
    with pytest.raises(LookupError):
        told_by("portal")


official = pytest.mark.skipif(not OFFICIAL.exists(), reason="`make check` fetches the official schema of AsyncAPI")


@official
def test_the_official_schema_has_nothing_against_it() -> None:
    assert list(faults(DOCUMENT)) == []


@official
@pytest.mark.parametrize(
    ("place", "name", "value"),
    [
        ("#/", "info", None),
        ("#/", "asyncapi", "2.6.0"),
        ("#/servers/plain", "protocol", None),
        ("#/channels/cases", "subscribe", {}),
        ("#/channels/cases/bindings/kafka", "partitions", 0),
        ("#/channels/cases/parameters/prefix", "schema", {}),
        ("#/operations/case-flow.send", "action", "shout"),
        ("#/operations/case-flow.receive.councils/bindings/kafka", "groupId", "everybody"),
        ("#/components/messages/raadslag.case.sent.v1", "payload", 5),
        ("#/components/messages/raadslag.case.sent.v1/bindings/kafka", "key", 5),
        ("#/components/schemas/headers", "required", "all of them"),
        ("#/components/correlationIds/act", "location", "somewhere"),
        ("#/components/securitySchemes/password", "type", "trust"),
    ],
)
def test_the_official_schema_would_find_a_fault_anywhere(place: str, name: str, value: object) -> None:
    damaged = deepcopy(DOCUMENT)
    part = damaged
    for step in filter(None, place.removeprefix("#/").split("/")):
        part = part[step]
    if value is None:
        del part[name]
    else:
        part[name] = value
    assert list(faults(damaged))
