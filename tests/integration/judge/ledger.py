"""A ledger is positions 1, 2, 3 … without a gap, chained; each stream is sequences 1, 2, 3 … in the same order."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from judge.chain import chained
from judge.faults import Fault, doubled, lost, wrong
from judge.world import NOTHING, Event, Service, World


def judge_ledgers(world: World) -> Iterator[Fault]:
    for service in world.services.values():
        yield from _unfinished(service)
        yield from _positions(service)
        yield from _chain(service)
        yield from _streams(service)


def _unfinished(service: Service) -> Iterator[Fault]:
    for document in service.ledger:
        if document.get("position") is None:
            yield lost(f"{service.name}: {document['_id']} has no position.")
        elif "pending" in document:
            yield wrong(f"{service.name}: {document['_id']} has a position, and is still pending.")
        if "chores" in document:
            yield wrong(f"{service.name}: {document['_id']} has chores that are not done.")


def _positions(service: Service) -> Iterator[Fault]:
    at: dict[int, list[str]] = defaultdict(list)
    for event in service.events:
        at[event.position].append(event.id)
    for position, entries in at.items():
        if len(entries) > 1:
            yield doubled(f"{service.name}: position {position} is taken by {' and by '.join(entries)}.")
    for missing in sorted(set(range(1, max(at, default=0) + 1)) - at.keys()):
        yield lost(f"{service.name}: position {missing} is nobody's.")
    if stray := sorted(position for position in at if position < 1):
        yield wrong(f"{service.name}: position {stray[0]} lies before the first.")


def _chain(service: Service) -> Iterator[Fault]:
    before = NOTHING
    for event in service.events:
        if event.hash != chained(before, event.position, event.id, event.type, event.document["data"]):
            yield wrong(f"{service.name}: the hash of {event.id} at position {event.position} does not follow.")
        before = event.hash


def _streams(service: Service) -> Iterator[Fault]:
    streams: dict[str, list[Event]] = defaultdict(list)
    for event in service.events:
        if event.id != f"{event.stream}:{event.sequence:06d}":
            yield wrong(f"{service.name}: {event.id} calls itself {event.stream}, {event.sequence}.")
        streams[event.stream].append(event)
    for stream, events in streams.items():
        yield from (wrong(f"{service.name}: {sentence}.") for sentence in _stream(stream, events))


def _stream(stream: str, events: Sequence[Event]) -> Iterator[str]:
    sequences = sorted(event.sequence for event in events)
    if sequences != list(range(1, len(sequences) + 1)):
        yield f"the sequences of {stream} are {', '.join(map(str, sequences))}"
    for one, other in pairwise(events):
        if other.sequence < one.sequence:
            yield f"{other.id} has a later position than {one.id}"
