"""Terms and posts made up in one line; they need no web."""

from datetime import date
from typing import Literal

from councilkit.callers import Holding

_STARTED = date(2026, 1, 1)


def a_term(
    council: str, role: str = "leader", *, side: Literal["user", "nav"] = "user", id: str | None = None
) -> Holding:
    """Make up a term in a council; its id tells what it is."""
    return Holding(
        id=id or f"term-{role}-{council}", kind="term", council=council, role=role, side=side, starts=_STARTED
    )


def a_post(unit: str, role: str = "answering_manager", *, id: str | None = None) -> Holding:
    """Make up a post at a unit; its id tells what it is."""
    return Holding(id=id or f"post-{role}-{unit}", kind="post", unit=unit, role=role, side="nav", starts=_STARTED)
