"""The published language: every event type, its schema and its examples."""

from councilkit.events import (
    case_life,
    cases,
    councils,
    first_case_versions,
    first_versions,
    meetings,
    newsletters,
    notifications,
    rounds,
    seating,
    structure,
    texts,
)
from councilkit.events.base import Event, UnknownVersion, canonical, decode, encode, event_types, newest
from councilkit.events.item import Item, from_cloudevent, to_cloudevent
from councilkit.events.record import MAX_DATA, Record, from_record, to_record
from councilkit.events.topics import TOPICS, topic_of

__all__ = [
    "MAX_DATA",
    "TOPICS",
    "Event",
    "Item",
    "Record",
    "UnknownVersion",
    "canonical",
    "case_life",
    "cases",
    "councils",
    "decode",
    "encode",
    "event_types",
    "first_case_versions",
    "first_versions",
    "from_cloudevent",
    "from_record",
    "meetings",
    "newest",
    "newsletters",
    "notifications",
    "rounds",
    "seating",
    "structure",
    "texts",
    "to_cloudevent",
    "to_record",
    "topic_of",
]
