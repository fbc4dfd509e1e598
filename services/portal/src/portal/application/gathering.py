"""Lists that a form needs whole: read page by page to their end."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from portal.application.resources import Page

R = TypeVar("R")
TURNS: Final = 20  # more pages than any list here has


async def whole(fetch: Callable[[str | None], Awaitable[Page[R]]]) -> tuple[R, ...]:
    found: list[R] = []
    cursor: str | None = None
    for _ in range(TURNS):
        page = await fetch(cursor)
        found += page.items
        if (cursor := page.next) is None:
            break
    return tuple(found)
