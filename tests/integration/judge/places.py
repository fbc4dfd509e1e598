"""Everybody has come to the end of what there is: each consumer's place, and what was published."""

from collections.abc import Iterator

from judge.faults import Fault, wrong
from judge.kinds import VIEWS
from judge.world import Document, Service, World


def judge_places(world: World) -> Iterator[Fault]:
    for service in world.services.values():
        for publisher in sorted({view.publisher for view in VIEWS[service.name]}):
            yield from _building(service, publisher)
            yield from _place(service, service.consumer(publisher), world.services[publisher])
        yield from _follow_ups(service, world)
        yield from _published(service)


def _follow_ups(service: Service, world: World) -> Iterator[Fault]:
    """Judge those that keep no view: their names have no generation."""
    for consumer in sorted(service.places):
        _, publisher, *generation = consumer.split("/")
        if publisher not in world.services:
            yield wrong(f"{service.name}: {consumer} follows nobody that there is.")
        elif not generation:
            yield from _place(service, consumer, world.services[publisher])


def _building(service: Service, publisher: str) -> Iterator[Fault]:
    following = service.generations.get(publisher, {}).get("following")
    if following is not None:
        yield wrong(f"{service.name}: generation {following} of the views on {publisher} is not finished.")


def _place(service: Service, consumer: str, publisher: Service) -> Iterator[Fault]:
    place = service.places.get(consumer)
    if place is None:
        if publisher.events:
            yield wrong(f"{service.name}: {consumer} has no place.")
        return
    yield from _level(f"{service.name}: {consumer}", place, publisher)


def _published(service: Service) -> Iterator[Fault]:
    if service.topic is None:
        return
    if service.publishing is None:
        if service.events:
            yield wrong(f"{service.name}: it has published nothing.")
        return
    yield from _level(f"{service.name}: publishing", service.publishing, service)
    if service.publishing.get("refill"):
        yield wrong(f"{service.name}: publishing has yet to begin its refill.")


def _level(who: str, place: Document, publisher: Service) -> Iterator[Fault]:
    if place.get("halted"):
        yield wrong(f"{who} is halted: {place['halted']}.")
    here = place.get("epoch"), place.get("position"), place.get("hash")
    epoch, position, hash_ = publisher.head
    if here[:2] != (epoch, position):
        yield wrong(f"{who} is at {here[0]}.{here[1]}, and {publisher.name} is at {epoch}.{position}.")
    elif here[2] != hash_:
        yield wrong(f"{who} is at {epoch}.{position} with another hash than {publisher.name}.")
