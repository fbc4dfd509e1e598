"""What an operator may ask of a house. It is written down here, and done by the replica that holds the lease."""

import structlog

from councilkit.house import House
from councilkit.operator.looking import topic_of
from councilkit.operator.refusals import EpochOver, NoSuchConsumer, NoSuchSource, NoTopic, NotSetAside
from councilkit.operator.shapes import BY_EVERYBODY, BY_THE_HOLDER, Asked, Rebuild, Redrive, Restored

_log = structlog.get_logger(__name__)


async def redrive(house: House, wish: Redrive) -> Asked:
    """Ask that streams that are set aside be read again; raises `NoSuchConsumer` and `NotSetAside`."""
    if wish.consumer not in await house.consumers():
        raise NoSuchConsumer("The service has no consumer of this name.", field="/consumer")
    parked = await house.stores.inbox.parked(wish.consumer)
    if wish.stream is not None and wish.stream not in parked:
        raise NotSetAside("The consumer has not set this stream aside.", field="/stream")
    streams = sorted(parked) if wish.stream is None else [wish.stream]
    for stream in streams:
        await house.stores.inbox.ask_redrive(wish.consumer, stream)
    _log.info("redrive_asked", consumer=wish.consumer, streams=len(streams))
    return Asked(asked="redrive", of=streams, then=BY_THE_HOLDER)


async def rebuild(house: House, wish: Rebuild) -> Asked:
    """Ask for the next generation of the views on a publisher; raises `NoSuchSource`."""
    if wish.source not in house.viewed:
        raise NoSuchSource("The service keeps no views on this publisher.", field="/source")
    await house.stores.inbox.ask_rebuild(wish.source)
    _log.info("rebuild_asked", source=wish.source)
    return Asked(asked="rebuild", of=[wish.source], then=BY_THE_HOLDER)


async def refill(house: House) -> Asked:
    """Ask that everything be published again; raises `NoTopic`."""
    topic = topic_of(house)
    if topic is None:
        raise NoTopic("This house runs without Kafka: there is no topic to fill.")
    await house.stores.publishing.ask_refill()
    _log.info("refill_asked", topic=topic)
    return Asked(asked="refill", of=[topic], then=BY_THE_HOLDER)


async def restored(house: House, wish: Restored) -> Asked:
    """Begin an epoch, since the ledger was restored from a backup; raises `EpochOver`.

    Our own views were restored with it, and not from one moment: whatever they tell is built anew.
    """
    now = await house.stores.ledger.raise_epoch(wish.epoch)
    if now != wish.epoch:
        raise EpochOver(f"The ledger is in epoch {now}: name a later one.", field="/epoch")
    for source in house.viewed:
        await house.stores.inbox.ask_rebuild(source)
    house.bus.announce(house.name)
    _log.warning("ledger_restored", epoch=now)
    return Asked(asked="restored", of=[house.name], then=BY_EVERYBODY)
