"""Who speaks for the users of a council."""

from collections.abc import Collection
from datetime import date

from councilkit.events.councils import Side, TermRole
from councilkit.holdings import HeldTerm, Holdings
from notifier.application.known import Known


async def voices(holdings: Holdings, councils: Collection[str], on: date) -> list[HeldTerm]:
    """Tell the users' seats in these councils that are filled on a day."""
    seats = await holdings.sitting(councils, on)
    return [term for term in seats if term.side is Side.USER and term.role is not TermRole.OBSERVER]


async def stand_in(known: Known, council: str, on: date) -> str | None:
    """Tell the nearest council above one that has a user's seat filled, while that one has none: it speaks for it."""
    for above in await known.line(council):
        if await voices(known.holdings, [above], on):
            return above if above != council else None
    return None


async def stand_ins(known: Known, councils: Collection[str], on: date) -> dict[str, str]:
    """Tell the councils that speak for those of these in which no user's seat is filled, by these."""
    found = {council: await stand_in(known, council, on) for council in councils}
    return {council: above for council, above in found.items() if above}
