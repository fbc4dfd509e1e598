"""Long lists in pages: a cursor tells where the next one begins, and means nothing to the client."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, TypeAdapter, ValidationError

from councilkit.refusals import Kind, Refusal

T = TypeVar("T")
D = TypeVar("D")

LIMIT = 50
MOST = 200
CURSOR_PATTERN = r"^[A-Za-z0-9_-]{1,400}$"
SINCE_PATTERN = r"^[A-Za-z0-9_.-]{1,100}:[0-9]{6}$"

After = str | int | list[str | int | None]
"""What a cursor holds: the last item's key, or the values that the list is ordered by."""

_AFTER: TypeAdapter[After] = TypeAdapter(After)

Since = Annotated[str | None, Query(pattern=SINCE_PATTERN, description="A receipt to wait for, up to half a second")]
"""`?since=<receipt>`, as a parameter of a route."""


class CursorMalformed(Refusal):
    """The cursor is not one that this service gave."""

    slug = "cursor-malformed"
    kind: ClassVar[Kind] = Kind.INVALID


class Page(BaseModel, Generic[T]):
    """A part of a list; `next` is the cursor of the part after it, null on the last."""

    items: list[T]
    next: str | None = None


@dataclass(frozen=True)
class Paging:
    """Which part is asked for: what comes after the cursor, and how many. Ask the store for one more: `fetch`."""

    after: After | None
    limit: int = LIMIT

    @property
    def fetch(self) -> int:
        """How many to look for, so that `page` can tell if there is a next one."""
        return self.limit + 1

    def page(self, found: Sequence[D], *, key: Callable[[D], After], show: Callable[[D], T]) -> Page[T]:
        """Cut what was found to one page, and point to the next."""
        shown = found[: self.limit]
        following = to_cursor(key(shown[-1])) if len(found) > self.limit else None
        return Page(items=[show(one) for one in shown], next=following)


def to_cursor(after: After) -> str:
    """Spell a place in a list as a cursor."""
    return base64.urlsafe_b64encode(json.dumps(after).encode()).decode().rstrip("=")


def from_cursor(cursor: str) -> After:
    """Read a cursor back; refuse one that we cannot have given."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return _AFTER.validate_json(raw, strict=True)
    except (ValueError, ValidationError):
        raise CursorMalformed(
            "The cursor is not one that this service gave; begin without it.", field="cursor"
        ) from None


def paging(
    cursor: Annotated[str | None, Query(pattern=CURSOR_PATTERN)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = LIMIT,
) -> Paging:
    """Read `?cursor=` and `?limit=`."""
    return Paging(None if cursor is None else from_cursor(cursor), limit)


PagingDep = Annotated[Paging, Depends(paging)]
"""The wanted part of a list, as a parameter of a route."""
