"""The published language: every event type, its schema and its examples."""

from councilkit.events import cases, councils, newsletters, notifications, texts
from councilkit.events.base import Event, UnknownVersion, canonical, decode, encode, event_types
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
    "cases",
    "councils",
    "decode",
    "encode",
    "event_types",
    "from_cloudevent",
    "from_record",
    "newsletters",
    "notifications",
    "texts",
    "to_cloudevent",
    "to_record",
    "topic_of",
]
