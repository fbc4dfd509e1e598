"""A numbered event as everybody sees it: the same in a page of `/ledger` and in a Kafka message."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from councilkit.events.base import Event, canonical, decode

SPECVERSION = "1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One event with its place in the publisher's order.

    `id` is `stream:sequence`, `position` counts 1, 2, 3 … over the publisher's whole ledger within an `epoch`, and
    `hash` chains the event to the one before it (see `councilkit.ledger.chain`).
    """

    id: str
    source: str
    type: str
    at: datetime
    stream: str
    position: int
    epoch: int
    hash: str
    correlation: str
    causation: str | None
    trace: str | None
    actor: str
    data: bytes

    @property
    def sequence(self) -> int:
        """The event's number within its stream, from 1."""
        return int(self.id.rpartition(":")[2])

    def event(self) -> Event | None:
        """Read the data; None, and the errors, as in `councilkit.events.decode`."""
        return decode(self.type, self.data)


def to_cloudevent(item: Item) -> dict[str, Any]:
    """Spell an item as a CloudEvent 1.0 in JSON (structured mode); our own facts are extension attributes."""
    event = {
        "specversion": SPECVERSION,
        "id": item.id,
        "source": item.source,
        "type": item.type,
        "subject": item.stream,
        "time": item.at.isoformat(),
        "datacontenttype": "application/json",
        "position": item.position,
        "epoch": item.epoch,
        "hash": item.hash,
        "correlationid": item.correlation,
        "causationid": item.causation,
        "traceparent": item.trace,
        "actor": item.actor,
        "data": json.loads(item.data),
    }
    return {name: value for name, value in event.items() if value is not None}


def from_cloudevent(event: dict[str, Any]) -> Item:
    """Read what `to_cloudevent` wrote.

    Raises:
        KeyError, TypeError, ValueError: an attribute is missing or is not what it must be.

    """
    if event["specversion"] != SPECVERSION:
        message = f"CloudEvents {event['specversion']} is not {SPECVERSION}"
        raise ValueError(message)
    return Item(
        id=event["id"],
        source=event["source"],
        type=event["type"],
        at=datetime.fromisoformat(event["time"]),
        stream=event["subject"],
        position=int(event["position"]),
        epoch=int(event["epoch"]),
        hash=event["hash"],
        correlation=event["correlationid"],
        causation=event.get("causationid"),
        trace=event.get("traceparent"),
        actor=event["actor"],
        data=canonical(event["data"]),
    )
