"""One look at a house: how far its ledger is, who works for it, and how far everything is that follows."""

import asyncio
from collections.abc import Collection, Mapping

from councilkit.house import House
from councilkit.inbox import Parked, Source, consumer_of
from councilkit.ledger.port import Head
from councilkit.operator.shapes import Followed, Generation, HouseState, LeaseHeld, Published
from councilkit.refusals import Unavailable

PATIENCE = 2.0
"""Seconds for a publisher to tell its head."""

_BEYOND = 2**53  # past every position: the page is empty, and comes with the head


async def state_of(house: House) -> HouseState:
    """Look at everything once; raises `Unavailable` when our own database does not answer."""
    head = await house.stores.ledger.head()
    held = await house.stores.lease.holder()
    return HouseState(
        service=house.name,
        epoch=head.epoch,
        position=head.position,
        pending=bool(await house.stores.ledger.pending(1)),
        lease=LeaseHeld(holder=held[0], until=held[1]) if held else None,
        publishing=await _published(house, head),
        consumers=await _followed(house),
        generations=[await _generation(house, source) for source in house.viewed],
    )


def topic_of(house: House) -> str | None:
    """Tell the topic that the house publishes to; None if it runs without Kafka."""
    return house.bus.topic(house.name) if house.bus.carries else None


async def parked_in(house: House) -> list[Parked]:
    """Tell the streams that are set aside, the longest first."""
    found = [one for consumer in await house.consumers() for one in (await _parked(house, consumer)).values()]
    return sorted(found, key=lambda one: (one.since, one.consumer, one.stream))


async def _published(house: House, head: Head) -> Published | None:
    topic = topic_of(house)
    if topic is None:
        return None
    cursor = await house.stores.publishing.cursor()
    position = _position_in(head.epoch, cursor.place)
    return Published(
        topic=topic,
        epoch=cursor.place.epoch,
        position=position,
        behind=max(0, head.position - position),
        refill=cursor.refill,
        halted=cursor.halted,
    )


async def _followed(house: House) -> list[Followed]:
    consumers = await house.consumers()
    heads = await _heads(house.sources, set(consumers.values()))
    return [await _one(house, consumer, source, heads[source]) for consumer, source in consumers.items()]


async def _one(house: House, consumer: str, source: str, head: Head | None) -> Followed:
    place = await house.stores.inbox.place(consumer)
    return Followed(
        consumer=consumer,
        source=source,
        epoch=place.epoch,
        position=place.position,
        behind=None if head is None else max(0, head.position - _position_in(head.epoch, place)),
        parked=len(await _parked(house, consumer)),
        halted=await house.stores.inbox.halted(consumer),
    )


async def _parked(house: House, consumer: str) -> Mapping[str, Parked]:
    return await house.stores.inbox.parked(consumer)


async def _generation(house: House, source: str) -> Generation:
    told = await house.stores.inbox.generations(source)
    consumers = [consumer_of(source, one) for one in (told.current, told.following) if one]
    epoch = max([(await house.stores.inbox.place(consumer)).epoch for consumer in consumers])
    halted = await house.stores.inbox.halted(consumers[-1]) if told.following else None
    return Generation(source=source, epoch=epoch, current=told.current, following=told.following, halted=halted)


async def _heads(sources: Mapping[str, Source], wanted: Collection[str]) -> Mapping[str, Head | None]:
    found = await asyncio.gather(*(_head(sources[name]) for name in wanted))
    return dict(zip(wanted, found, strict=True))


async def _head(source: Source) -> Head | None:
    try:
        async with asyncio.timeout(PATIENCE):
            return (await source.read(_BEYOND)).head
    except (Unavailable, TimeoutError):
        return None


def _position_in(epoch: int, place: Head) -> int:
    """Tell how far a place is in this epoch: what was taken in another one is to be taken again."""
    return place.position if place.epoch == epoch else 0
