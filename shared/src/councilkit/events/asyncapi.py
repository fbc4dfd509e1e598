"""The events as one AsyncAPI document: what lies on each topic, who sends it and who receives it.

It is generated from the event types, as the schemas are; topics stand in it by the prefix that is the default.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from councilkit.events.base import Event, event_types
from councilkit.events.examples import example_items
from councilkit.events.item import SPECVERSION, Item
from councilkit.events.publishers import TELLS, followers_of, told_by
from councilkit.events.record import CONTENT_TYPE, MAX_DATA, to_record
from councilkit.events.topics import TOPICS, topic_of

Json = dict[str, Any]

_BINDING = {"bindingVersion": "0.5.0"}
_WORD = {"type": "string", "minLength": 1}
_NUMBER = {"type": "string", "pattern": "^[1-9][0-9]{0,17}$"}

_HEADERS: Mapping[str, Json] = {
    "ce_specversion": {"const": SPECVERSION, "description": "The version of CloudEvents."},
    "ce_id": {
        "type": "string",
        "pattern": "^.+:[0-9]{6,18}$",
        "description": "The event's id: its stream and its number there.",
    },
    "ce_source": _WORD | {"description": "The service that tells it."},
    "ce_type": _WORD | {"description": "The event type, with its version."},
    "ce_subject": _WORD | {"description": "The stream: one case, council, unit or meeting. The record's key too."},
    "ce_time": {"type": "string", "format": "date-time", "description": "When it happened."},
    "ce_position": _NUMBER | {"description": "Its number in the publisher's whole ledger: 1, 2, 3 …"},
    "ce_epoch": _NUMBER | {"description": "Rises when the publisher's ledger was restored from a copy."},
    "ce_hash": {
        "type": "string",
        "pattern": "^[0-9a-f]{64}$",
        "description": "Chains the event to the one before it in the ledger.",
    },
    "ce_correlationid": _WORD | {"description": "The same for all that came of one act."},
    "ce_causationid": _WORD | {"description": "The id of the event that this one follows from."},
    "ce_traceparent": _WORD | {"description": "The trace in which it was told (W3C Trace Context)."},
    "ce_actor": _WORD | {"description": "The term, post or service that acted; never a person."},
}
_OPTIONAL = ("ce_causationid", "ce_traceparent")


def document() -> Json:
    """Tell the whole document, the same for the same event types."""
    return {
        "asyncapi": "3.0.0",
        "id": "urn:raadslag:events",
        "info": _info(),
        "defaultContentType": CONTENT_TYPE,
        "servers": _servers(),
        "channels": {TOPICS[source]: _channel(source) for source in TELLS},
        "operations": dict(_operations()),
        "components": _components(),
    }


def _info() -> Json:
    return {
        "title": "Rådslag: events",
        "version": "1",
        "description": (
            "Every topic is one service's ledger: all of its events, in order, kept for ever. A record is a CloudEvent "
            f"in binary mode whose value is the event's data, at most {MAX_DATA} bytes of JSON. A type ends in its "
            "version, and a version only ever gains optional fields; readers ignore fields and types that they do not "
            "know. Events name cases, councils, units and terms, never people, and carry no text that someone typed."
        ),
    }


def _servers() -> Json:
    variables = {"brokers": {"default": "localhost:9092", "description": "The setting KAFKA_BROKERS."}}
    shared = {"host": "{brokers}", "variables": variables}
    ways = [{"$ref": f"#/components/securitySchemes/{way}"} for way in ("certificate", "password")]
    return {
        "plain": shared | {"protocol": "kafka", "description": "Brokers on this machine or in a closed network."},
        "secure": shared | {"protocol": "kafka-secure", "description": "Brokers behind TLS.", "security": ways},
    }


def _channel(source: str) -> Json:
    settings = {"cleanup.policy": ["delete"], "retention.ms": -1, "retention.bytes": -1}
    binding = {"topic": topic_of(source), "partitions": 1, "topicConfiguration": settings}
    return {
        "address": topic_of(source, "{prefix}"),
        "title": f"The ledger of {source}",
        "parameters": {"prefix": {"default": "raadslag", "description": "The setting RAADSLAG_TOPIC_PREFIX."}},
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in told_by(source)},
        "bindings": {"kafka": binding | _BINDING},
    }


def _operations() -> Iterable[tuple[str, Json]]:
    for source in TELLS:
        summary = f"{source} tells what is numbered in its ledger, each event after the one before it."
        yield f"{source}.send", _operation("send", source, summary)
    for source in TELLS:
        for service in followers_of(source):
            summary = f"{service} reads every event of {source} and keeps its own place there."
            group = {"type": "string", "enum": [f"raadslag.{service}.{source}"]}
            bindings = {"kafka": {"groupId": group} | _BINDING}
            yield f"{service}.receive.{TOPICS[source]}", _operation("receive", source, summary) | {"bindings": bindings}


def _operation(action: str, source: str, summary: str) -> Json:
    channel = f"#/channels/{TOPICS[source]}"
    messages = [{"$ref": f"{channel}/messages/{name}"} for name in told_by(source)]
    return {"action": action, "channel": {"$ref": channel}, "summary": summary, "messages": messages}


def _components() -> Json:
    headers = {
        "type": "object",
        "required": [name for name in _HEADERS if name not in _OPTIONAL],
        "properties": _HEADERS,
    }
    where = {
        "location": "$message.header#/ce_correlationid",
        "description": _HEADERS["ce_correlationid"]["description"],
    }
    return {
        "messages": {name: _message(event) for name, event in event_types().items()},
        "schemas": {"headers": headers} | _schemas(),
        "correlationIds": {"act": where},
        "securitySchemes": {
            "certificate": {"type": "X509", "description": "KAFKA_CERTIFICATE_PATH and KAFKA_PRIVATE_KEY_PATH."},
            "password": {
                "type": "scramSha512",
                "description": "RAADSLAG_KAFKA_USERNAME and RAADSLAG_KAFKA_PASSWORD.",
            },
        },
    }


def _message(event: type[Event]) -> Json:
    of_this_type = {"type": "object", "properties": {"ce_type": {"const": event.TYPE}}}
    key = {"type": "string", "description": "The stream, as in the header ce_subject."}
    return {
        "name": event.TYPE,
        "title": re.sub(r"(?<=[a-z])(?=[A-Z])", " ", event.__name__).capitalize(),
        "summary": event.__doc__,
        "contentType": CONTENT_TYPE,
        "correlationId": {"$ref": "#/components/correlationIds/act"},
        "headers": {"allOf": [{"$ref": "#/components/schemas/headers"}, of_this_type]},
        "payload": {"$ref": f"#/components/schemas/{event.TYPE}"},
        "bindings": {"kafka": {"key": key} | _BINDING},
        "examples": [_example(item) for item in example_items() if item.type == event.TYPE],
    }


def _example(item: Item) -> Json:
    headers = {name: value.decode() for name, value in to_record(item).headers if name in _HEADERS}
    return {"name": item.id, "headers": headers, "payload": json.loads(item.data)}


def _schemas() -> Json:
    """Tell every type's schema, and beside them, once each, what several of them are made of."""
    schemas: Json = {}
    for name, event in event_types().items():
        schema = event.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
        for part, inner in {**schema.pop("$defs", {}), name: schema}.items():
            if schemas.setdefault(part, inner) != inner:
                raise TypeError(f"Two event types mean different things by {part}.")
    return schemas
