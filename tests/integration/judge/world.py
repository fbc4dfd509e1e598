"""Everything the judge looks at, as plain documents and records: read from servers, or made by a test."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast
from zoneinfo import ZoneInfo

from judge.log import Log
from judge.sink import Sent

REGISTRY, CASE_FLOW, NEWSLETTER, NOTIFIER = "council-registry", "case-flow", "newsletter", "notifier"
TOPICS = {REGISTRY: "councils", CASE_FLOW: "cases", NEWSLETTER: "newsletters", NOTIFIER: "notifications"}
OSLO = ZoneInfo("Europe/Oslo")
NOTHING = "0" * 64
"""The hash before the first position."""

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Record:
    """What stands in a topic at an offset."""

    offset: int
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes]]

    @property
    def stream(self) -> str:
        return (self.key or b"").decode(errors="replace")


@dataclass(frozen=True)
class Event:
    """An entry of a ledger that has its position."""

    document: Document

    @property
    def id(self) -> str:
        return str(self.document["_id"])

    @property
    def stream(self) -> str:
        return str(self.document["stream"])

    @property
    def sequence(self) -> int:
        return int(self.document["sequence"])

    @property
    def at(self) -> datetime:
        return cast("datetime", self.document["at"])

    @property
    def day(self) -> date:
        """The day that it was in Oslo."""
        return self.at.astimezone(OSLO).date()

    @property
    def position(self) -> int:
        return int(self.document["position"])

    @property
    def hash(self) -> str:
        return str(self.document["hash"])

    @property
    def type(self) -> str:
        return str(self.document["type"])

    @property
    def kind(self) -> str:
        """The type without what all types share: `case.sent`."""
        return self.type.removeprefix("raadslag.").rpartition(".v")[0]

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the event says; nothing, if it cannot be read, which then fits to nothing."""
        with suppress(ValueError):
            told = json.loads(self.document["data"])
            return told if isinstance(told, dict) else {}
        return {}


@dataclass(frozen=True)
class Service:
    """What one service's database holds, and what its topic carries (None: it was not looked at)."""

    name: str
    ledger: Sequence[Document]
    epoch: int = 1
    places: Mapping[str, Document] = field(default_factory=dict)
    parked: Sequence[Document] = ()
    generations: Mapping[str, Document] = field(default_factory=dict)
    publishing: Document | None = None
    views: Mapping[str, Mapping[str, Document]] = field(default_factory=dict)
    topic: Sequence[Record] | None = None
    rows: Sequence[Document] = ()
    """Its mails, as it keeps them."""

    holders: Mapping[str, str] = field(default_factory=dict)
    """The address of whoever holds a term or post, by its id; council-registry alone knows. Empty: it is paper."""

    only_needed: frozenset[str] = frozenset()
    """The terms and posts whose holders want no mail that need not be sent; council-registry alone knows."""

    signed_in: frozenset[str] = frozenset()
    """The terms and posts whose holders have signed in; council-registry alone knows."""

    @cached_property
    def events(self) -> list[Event]:
        """The numbered entries, in order."""
        numbered = [Event(document) for document in self.ledger if document.get("position") is not None]
        return sorted(numbered, key=lambda event: (event.position, event.id))

    @property
    def head(self) -> tuple[int, int, str]:
        """Epoch, position and hash of the last event."""
        return (self.epoch, self.events[-1].position, self.events[-1].hash) if self.events else (self.epoch, 0, NOTHING)

    def generation(self, publisher: str) -> int:
        """Which generation of the views on a publisher is read."""
        return int(self.generations.get(publisher, {}).get("current", 1))

    def view(self, name: str, publisher: str) -> Mapping[str, Document]:
        """The documents of a view, by key."""
        return self.views.get(f"view.{name}.{self.generation(publisher)}", {})

    def consumer(self, publisher: str) -> str:
        """The one that keeps the views on a publisher."""
        return f"views/{publisher}/{self.generation(publisher)}"


@dataclass(frozen=True)
class Expected:
    """A stream that was poisoned: it must be parked in the end, or, if somebody has healed it, must not."""

    service: str
    consumer: str
    stream: str
    healed: bool = False

    @property
    def name(self) -> tuple[str, str, str]:
        return self.service, self.consumer, self.stream


@dataclass(frozen=True)
class World:
    services: Mapping[str, Service]
    log: Log
    expected: Sequence[Expected] = ()
    loaded_before: Mapping[str, int] = field(default_factory=dict)
    """By service, the last position that was there before the load began."""

    sent: Sequence[Sent] | None = None
    """What the sink has taken, by its own log; None: it was not looked at."""

    left_by: datetime | None = None
    """When the mails were looked at last: what is due later may still be waiting."""

    at_any_hour: bool = False
    """Reminders leave on any day, at any hour, and not only while people work."""

    def of_the_load(self, service: Service, event: Event) -> bool:
        return event.position > self.loaded_before.get(service.name, 0)
