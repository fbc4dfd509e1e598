"""The published language: every event type, its schema and its examples."""

from councilkit.events import cases, councils, texts
from councilkit.events.base import Event, UnknownVersion, canonical, decode, encode, event_types
from councilkit.events.item import Item, from_cloudevent, to_cloudevent

__all__ = [
    "Event",
    "Item",
    "UnknownVersion",
    "canonical",
    "cases",
    "councils",
    "decode",
    "encode",
    "event_types",
    "from_cloudevent",
    "texts",
    "to_cloudevent",
]
