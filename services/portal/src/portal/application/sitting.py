"""Who sits in a council or holds a post, by name as far as the asker may know it, and whom to ring first."""

from collections.abc import Iterable, Sequence

from portal.application.people import RUNG, PostHolder, Sitter
from portal.application.ports import Registry
from portal.application.refusals import Refused

FORBIDDEN = 403


async def sitters(registry: Registry, token: str, council: str) -> tuple[Sitter, ...]:
    """Give them; where a council's people are not the asker's to see, roles must do."""
    try:
        return await registry.sitters(token, council)
    except Refused as no:
        if no.status != FORBIDDEN:
            raise
        return ()


async def post_holders(registry: Registry, token: str, place: str) -> tuple[PostHolder, ...]:
    """Give them; where those at a place are not the asker's to see, roles must do."""
    try:
        return await registry.post_holders(token, place)
    except Refused as no:
        if no.status != FORBIDDEN:
            raise
        return ()


def to_ring(sitting: Iterable[Sitter]) -> Sequence[Sitter]:
    """Those who look after the council and can be reached, the first to ring first."""
    wanted = [one for one in sitting if one.role in RUNG and (one.phone or one.email)]
    return sorted(wanted, key=lambda one: RUNG.index(one.role))
