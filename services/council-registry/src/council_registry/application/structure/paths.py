"""Follows what one thing says of others: parents of units, successors."""

from collections.abc import Awaitable, Callable, Iterable

Follow = Callable[[str], Awaitable[Iterable[str]]]


async def leads_to(target: str, first: Iterable[str], follow: Follow) -> bool:
    """Tell if one can come to `target` from any of the first; what is met twice is followed once."""
    waiting, met = list(first), set[str]()
    while waiting:
        one = waiting.pop()
        if one == target:
            return True
        if one not in met:
            met.add(one)
            waiting += await follow(one)
    return False


def leads_in(target: str, first: Iterable[str], follow: Callable[[str], Iterable[str]]) -> bool:
    """Tell the same where nobody need be asked: all that is followed is at hand."""
    waiting, met = list(first), set[str]()
    while waiting:
        one = waiting.pop()
        if one == target:
            return True
        if one not in met:
            met.add(one)
            waiting += follow(one)
    return False
