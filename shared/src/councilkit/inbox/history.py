"""Whether what a publisher tells continues what was taken in."""

from councilkit.events import Item
from councilkit.inbox.port import Place
from councilkit.ledger.chain import link


class OtherHistory(Exception):
    """The publisher tells another history than the one that was taken in. The consumer stops: a person must look."""


class NewEpoch(Exception):
    """The publisher was restored and has begun a new epoch: everything from it must be taken in again."""


def next_place(place: Place, item: Item) -> Place:
    """Tell the place after an item; raises `OtherHistory` if that does not continue the chain."""
    if item.hash != link(place.hash, item.position, item.id, item.type, item.data):
        message = f"{item.source} tells {item.id} at position {item.position}, which does not continue its chain"
        raise OtherHistory(message)
    return Place(item.epoch, item.position, item.hash)


def continues(before: Place | Item, item: Item) -> bool:
    """Tell whether an item is the one that comes next, in place and in the chain."""
    follows = (item.epoch, item.position) == (before.epoch, before.position + 1)
    return follows and item.hash == link(before.hash, item.position, item.id, item.type, item.data)


def is_old(place: Place, item: Item) -> bool:
    """Tell whether an item is one that was taken in, as far as a place can tell."""
    if (item.epoch, item.position) == (place.epoch, place.position):
        return item.hash == place.hash
    return item.epoch < place.epoch or (item.epoch == place.epoch and item.position < place.position)


def require_next(place: Place, item: Item) -> None:
    """Require that the publisher's page begins after a place; raises `OtherHistory`."""
    if (item.epoch, item.position) != (place.epoch, place.position + 1):
        message = f"{item.source} tells {item.epoch}.{item.position} next after {place.epoch}.{place.position}"
        raise OtherHistory(message)


def require_same_history(place: Place, head: Place) -> None:
    """Require that a place is on the way to the publisher's head; raises `NewEpoch` or `OtherHistory`."""
    if head.epoch > place.epoch:
        message = f"epoch {head.epoch}"
        raise NewEpoch(message)
    if head.epoch < place.epoch or head.position < place.position:
        message = f"the publisher is at {head.epoch}.{head.position}, behind {place.epoch}.{place.position}"
        raise OtherHistory(message)
    if head.position == place.position and head.hash != place.hash:
        message = f"the publisher tells another event than before at position {head.position}"
        raise OtherHistory(message)
