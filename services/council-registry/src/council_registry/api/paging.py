"""How our lists are paged: by the value that orders them, and a key."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from council_registry.application.records import After
from councilkit.web import CursorMalformed, Paging

T = TypeVar("T")


def after_of(paging: Paging) -> After | None:
    """Read the cursor of a list of ours; raises `CursorMalformed`."""
    match paging.after:
        case None:
            return None
        case [str(value), str(key)]:
            return value, key
    raise CursorMalformed("The cursor is not one that this list gave.", field="cursor")


def part_of(found: Iterable[T], paging: Paging, *, key: Callable[[T], tuple[str, str]]) -> list[T]:
    """Cut the part that is asked for out of a list in memory, which is in order of its key."""
    after = after_of(paging)
    rest = found if after is None else (one for one in found if key(one) > (str(after[0]), after[1]))
    return list(islice(rest, paging.fetch))
