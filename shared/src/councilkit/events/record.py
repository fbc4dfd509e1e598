"""A numbered event as a Kafka record: a CloudEvent 1.0 in binary mode, the value byte for byte as in the ledger."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from councilkit.events.item import SPECVERSION, Item

MAX_DATA = 256 * 1024
"""No event's data is larger, in bytes."""

CONTENT_TYPE = "application/json"

_NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Record:
    """What Kafka carries. A record that others wrote may be without key or value."""

    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes]]


def to_record(item: Item) -> Record:
    """Spell an item as a record. Its key is the stream: what is wrong with a record befalls that stream alone."""
    headers = {
        "content-type": CONTENT_TYPE,
        "ce_specversion": SPECVERSION,
        "ce_id": item.id,
        "ce_source": item.source,
        "ce_type": item.type,
        "ce_subject": item.stream,
        "ce_time": item.at.isoformat(),
        "ce_position": str(item.position),
        "ce_epoch": str(item.epoch),
        "ce_hash": item.hash,
        "ce_correlationid": item.correlation,
        "ce_causationid": item.causation,
        "ce_traceparent": item.trace,
        "ce_actor": item.actor,
    }
    spelt = tuple((name, value.encode()) for name, value in headers.items() if value is not None)
    return Record(item.stream.encode(), item.data, spelt)


def from_record(record: Record) -> Item:
    """Read what `to_record` wrote. The value is not parsed: `Item.event` does that.

    Raises:
        ValueError: the record is none of ours; one sentence says what is wrong with it.

    """
    headers = _headers(record)
    if (version := _required(headers, "ce_specversion")) != SPECVERSION:
        raise ValueError(f"The record's CloudEvents version is {version[:20]!a}, not {SPECVERSION}.")
    if (content := _required(headers, "content-type")) != CONTENT_TYPE:
        raise ValueError(f"The record's content type is {content[:60]!a}, not {CONTENT_TYPE}.")
    stream = _required(headers, "ce_subject")
    if record.key != stream.encode():
        raise ValueError("The record's key is not the stream that its header ce_subject names.")
    return Item(
        id=_id(headers, stream),
        source=_required(headers, "ce_source"),
        type=_required(headers, "ce_type"),
        at=_time(headers),
        stream=stream,
        position=_number(headers, "ce_position"),
        epoch=_number(headers, "ce_epoch"),
        hash=_required(headers, "ce_hash"),
        correlation=_required(headers, "ce_correlationid"),
        causation=headers.get("ce_causationid"),
        trace=headers.get("ce_traceparent"),
        actor=_required(headers, "ce_actor"),
        data=_data(record.value),
    )


def _headers(record: Record) -> dict[str, str]:
    """Read the headers of ours; what others add stays unread."""
    ours = [(name, value) for name, value in record.headers if name.startswith("ce_") or name == "content-type"]
    headers = {}
    for name, value in ours:
        try:
            headers[name] = (value or b"").decode()  # Kafka knows headers without a value, though the types do not
        except UnicodeDecodeError:
            raise ValueError(f"The record's header {name[:60]!a} is not UTF-8.") from None
    return headers


def _required(headers: Mapping[str, str], name: str) -> str:
    if value := headers.get(name):
        return value
    raise ValueError(f"The record has no header {name}.")


def _number(headers: Mapping[str, str], name: str) -> int:
    if _NUMBER.fullmatch(value := _required(headers, name)):
        return int(value)
    raise ValueError(f"The record's header {name} is not a whole number above 0.")


def _id(headers: Mapping[str, str], stream: str) -> str:
    """Read the id, which is the stream and the padded sequence."""
    id_ = _required(headers, "ce_id")
    sequence = id_.removeprefix(f"{stream}:").lstrip("0")
    if _NUMBER.fullmatch(sequence) and id_ == f"{stream}:{sequence:>06}":
        return id_
    raise ValueError("The record's header ce_id is not the stream of ce_subject and a sequence, as in case-x:000001.")


def _time(headers: Mapping[str, str]) -> datetime:
    value = _required(headers, "ce_time")
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("The record's header ce_time is no time.") from None
    if at.tzinfo is None:
        raise ValueError("The record's header ce_time does not say in which time zone.")
    return at


def _data(value: bytes | None) -> bytes:
    if not value:
        raise ValueError("The record is empty.")
    if len(value) > MAX_DATA:
        raise ValueError(f"The record carries {len(value)} bytes, and an event has {MAX_DATA} at most.")
    return value
