"""Each view is what follows from the events that it is made of: the same documents, no more and no fewer."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from judge.faults import Fault, doubled, lost, wrong
from judge.kinds import VIEWS, View
from judge.parking import Bounds, bounds_of
from judge.world import Document, Event, Service, World

Told = Mapping[str, object]


def judge_views(world: World) -> Iterator[Fault]:
    for service in world.services.values():
        yield from _strangers(service)
        for view in VIEWS[service.name]:
            publisher = world.services[view.publisher]
            yield from _view(service, view, publisher, bounds_of(service, publisher))


def _strangers(service: Service) -> Iterator[Fault]:
    known = {f"view.{view.name}" for view in VIEWS[service.name]}
    for collection in sorted(service.views):
        if collection.rpartition(".")[0] not in known:
            yield doubled(f"{service.name}: the collection {collection} belongs to no view.")


def _view(service: Service, view: View, publisher: Service, bounds: Mapping[str, Bounds]) -> Iterator[Fault]:
    documents = service.view(view.name, publisher.name)
    where = f"{service.name}: the view {view.name}"
    history = _history(view, publisher)
    for key, events in history.items():
        try:
            expected = list(_expected(view, key, events, bounds.get(events[0].stream)))
        except (KeyError, TypeError, ValueError) as why:
            yield wrong(f"{where} cannot be told of {events[0].stream}, whose events do not fit together: {why!r}.")
        else:
            yield from _document(f"{where}, {key}", documents.get(key), expected)
    for key in sorted(documents.keys() - history.keys()):
        yield doubled(f"{where} holds {key}, of which no event tells.")


def _history(view: View, publisher: Service) -> dict[str, list[Event]]:
    history: dict[str, list[Event]] = defaultdict(list)
    for event in publisher.events:
        if event.kind in view.kinds and (key := view.key(event)):
            history[key].append(event)
    return history


def _expected(view: View, key: str, events: Sequence[Event], bounds: Bounds | None) -> Iterator[Told | None]:
    """Tell the document, or, of a parked stream, each that it may be; None for none at all."""
    lengths = {len(events)}
    if bounds:
        lengths = {sum(event.sequence <= last for event in events) for last in bounds}
    for length in sorted(lengths):
        taken = events[:length]
        yield {"_id": key, "sequence": taken[-1].sequence, **view.tell(taken)} if taken else None


def _document(where: str, document: Document | None, expected: Sequence[Told | None]) -> Iterator[Fault]:
    if document in expected:
        return
    first, last = expected[0], expected[-1]
    if document is None:
        yield lost(f"{where} is missing.")
    elif last is None:
        yield doubled(f"{where} is there, though its stream is parked before its first event.")
    elif document["sequence"] > last["sequence"]:
        yield doubled(
            f"{where} has taken in event {document['sequence']} of its stream, and may be at {last['sequence']}."
        )
    elif first is not None and document["sequence"] < first["sequence"]:
        yield lost(
            f"{where} has taken in event {document['sequence']} of its stream, and must be at {first['sequence']}."
        )
    else:
        likely = next((one for one in expected if one and one["sequence"] == document["sequence"]), last)
        yield from _fields(where, document, likely)


def _fields(where: str, document: Document, expected: Told) -> Iterator[Fault]:
    for field in sorted(document.keys() | expected.keys()):
        told, follows = (of.get(field, "nothing") for of in (document, expected))
        if told != follows:
            yield wrong(f"{where} says {field} {told!r:.200}, and {follows!r:.200} follows from the events.")
