"""What is set aside is what was poisoned, and nothing of it was taken in beyond the place where it was set aside."""

from collections.abc import Iterator, Mapping, Sequence

from judge.faults import Fault, wrong
from judge.world import Document, Event, Service, World

Bounds = Sequence[int]
"""The sequences at which a parked stream may stand: the last event of it that was taken in."""


def judge_parking(world: World) -> Iterator[Fault]:
    parked = {(service.name, one["consumer"], one["stream"]): one for service, one in _parked(world)}
    poisoned = {one.name for one in world.expected if not one.healed}
    for service, consumer, stream in sorted(parked.keys() - poisoned):
        one = parked[service, consumer, stream]
        yield wrong(f"{service}: {consumer} has parked {stream} at {one['entry']}: {one['cause']}.")
    for service, consumer, stream in sorted(poisoned - parked.keys()):
        yield wrong(f"{service}: {consumer} has not parked {stream}, which was poisoned.")


def _parked(world: World) -> Iterator[tuple[Service, Document]]:
    """Tell what is parked; what an earlier generation of the views had parked is of no use to anybody."""
    for service in world.services.values():
        for one in service.parked:
            _, publisher, *generation = str(one["consumer"]).split("/")
            if not generation or int(generation[0]) >= service.generation(publisher):
                yield service, one


def bounds_of(service: Service, publisher: Service) -> Mapping[str, Bounds]:
    """Tell for each stream that the views on a publisher have parked where it may stand."""
    consumer = service.consumer(publisher.name)
    return {one["stream"]: _bounds(one, publisher) for one in service.parked if one["consumer"] == consumer}


def _bounds(parked: Document, publisher: Service) -> Bounds:
    events = [event for event in publisher.events if event.stream == parked["stream"]]
    if parked["type"]:  # an event was the cause: the first of several views may have taken it, and another could not
        sequence = int(str(parked["entry"]).rpartition(":")[2])
        return (sequence - 1, sequence)
    return _bounds_at_a_record(parked, events, publisher)


def _bounds_at_a_record(parked: Document, events: Sequence[Event], publisher: Service) -> Bounds:
    """A record of the topic was the cause. What stood before it was taken in; what was written later was not.

    In between, the consumer may or may not have read on in the ledger before it came to the record. A record that looks
    like an event is known by that event's name alone, so of it nothing is known but the time.
    """
    _, at, offset = str(parked["entry"]).rpartition("@")
    before = {_id(headers) for headers in _headers_before(int(offset), publisher)} if at else set()
    least = max((event.sequence for event in events if event.id in before), default=0)
    most = max((event.sequence for event in events if event.document["at"] <= parked["since"]), default=0)
    return range(least, max(least, most) + 1)


def _headers_before(offset: int, publisher: Service) -> Iterator[Mapping[str, bytes]]:
    for record in publisher.topic or ():
        if record.offset < offset:
            yield dict(record.headers)


def _id(headers: Mapping[str, bytes]) -> str:
    return (headers.get("ce_id") or b"").decode(errors="replace")
