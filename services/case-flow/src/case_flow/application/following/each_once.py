"""How a follow-up goes through a list that changes under its hands."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence


async def each_once(read: Callable[[], Awaitable[Sequence[str]]]) -> AsyncIterator[str]:
    """Tell each id once. What changes moves to the front of the list: it is read until nothing new is found."""
    done: set[str] = set()
    while new := [id for id in await read() if id not in done]:
        for id in new:
            yield id
        done.update(new)
