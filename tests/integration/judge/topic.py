"""A topic, with repeats dropped, is the ledger of the current epoch: the same events, in order, to the byte."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from judge.faults import Fault, doubled, lost, wrong
from judge.world import TOPICS, Event, Record, Service, World

MUST = ("content-type", "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time")
OURS = ("ce_position", "ce_epoch", "ce_hash", "ce_correlationid", "ce_actor")
MAY = ("ce_causationid", "ce_traceparent")


def judge_topics(world: World) -> Iterator[Fault]:
    for service in world.services.values():
        if service.topic is not None:
            poisoned = {expected.stream for expected in world.expected if _follows(expected.consumer, service)}
            yield from _Reading(service, poisoned).faults()


def _follows(consumer: str, publisher: Service) -> bool:
    return publisher.name in consumer.split("/")


@dataclass
class _Reading:
    """A walk through one topic, from the beginning to the end."""

    service: Service
    poisoned: set[str]
    last: int = 0
    skipped: dict[int, int] = field(default_factory=dict)
    epoch_begun: bool = False

    def faults(self) -> Iterator[Fault]:
        told = {event.position: event for event in self.service.events}
        for record in self.service.topic or ():
            yield from self._record(record, told)
        for position in sorted(told):
            if position in self.skipped or position > self.last:
                yield lost(f"{self._name}: {told[position].id} (position {position}) is missing.")

    def _record(self, record: Record, told: Mapping[int, Event]) -> Iterator[Fault]:
        where = f"{self._name} offset {record.offset}"
        try:
            headers = _headers(record)
            epoch, position = int(headers["ce_epoch"]), int(headers["ce_position"])
        except ValueError as why:
            yield from self._unless_poisoned(record, doubled(f"{where} is no event of {self.service.name}: {why}."))
            return
        if epoch != self.service.epoch:
            for fault in self._other_epoch(where, epoch):
                yield from self._unless_poisoned(record, fault)
        elif foreign := self._foreign(where, record, headers, told.get(position)):
            yield from self._unless_poisoned(record, foreign)
        else:
            yield from self._in_order(where, position, told[position])

    def _unless_poisoned(self, record: Record, fault: Fault) -> Iterator[Fault]:
        if record.stream not in self.poisoned:
            yield fault

    def _foreign(self, where: str, record: Record, headers: Mapping[str, str], event: Event | None) -> Fault | None:
        id_, position = headers["ce_id"], headers["ce_position"]
        if event is None or id_ != event.id:
            return doubled(f"{where} holds {id_} at position {position}, which the ledger does not.")
        difference = _difference(record, headers, event, self.service)
        return wrong(f"{where} tells {id_} with another {difference} than the ledger.") if difference else None

    def _other_epoch(self, where: str, epoch: int) -> Iterator[Fault]:
        if epoch > self.service.epoch:
            yield wrong(f"{where} is of epoch {epoch}, and the ledger is in epoch {self.service.epoch}.")
        elif self.epoch_begun:
            yield wrong(f"{where} is of epoch {epoch}, after the first of epoch {self.service.epoch}.")

    def _in_order(self, where: str, position: int, event: Event) -> Iterator[Fault]:
        self.epoch_begun = True
        if self.skipped.pop(position, None):
            yield wrong(f"{where} tells {event.id} (position {position}) only after position {self.last}.")
        for absent in range(self.last + 1, position):
            self.skipped[absent] = position
        self.last = max(self.last, position)

    @property
    def _name(self) -> str:
        return f"Topic {TOPICS[self.service.name]}"


def _headers(record: Record) -> dict[str, str]:
    headers = {name: (value or b"").decode() for name, value in record.headers}
    if missing := [name for name in (*MUST, *OURS) if name not in headers]:
        raise ValueError(f"it has no {missing[0]}")
    return headers


def _difference(record: Record, headers: Mapping[str, str], event: Event, service: Service) -> str | None:
    told = _as_told(event, service)
    for name, value in told.items():
        if name != "ce_time" and headers.get(name) != value:
            return name
    if extra := sorted(headers.keys() - told.keys()):
        return extra[0]
    if not _same_moment(headers["ce_time"], event.document["at"]):
        return "ce_time"
    if record.key != event.stream.encode():
        return "key"
    return None if record.value == event.document["data"] else "data"


def _as_told(event: Event, service: Service) -> dict[str, Any]:
    """Spell the headers of an event; `None` is one that must not be there."""
    document = event.document
    headers = {
        "content-type": "application/json",
        "ce_specversion": "1.0",
        "ce_id": event.id,
        "ce_source": service.name,
        "ce_type": event.type,
        "ce_subject": event.stream,
        "ce_time": "",
        "ce_position": str(event.position),
        "ce_epoch": str(service.epoch),
        "ce_hash": event.hash,
        "ce_correlationid": document["correlation"],
        "ce_actor": document["actor"],
    }
    causes = {"ce_causationid": document["causation"], "ce_traceparent": document["trace"]}
    return headers | {name: value for name, value in causes.items() if value is not None}


def _same_moment(told: str, at: datetime) -> bool:
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(told) == at
    return False
