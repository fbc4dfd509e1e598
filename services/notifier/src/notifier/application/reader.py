"""To whom a mail is written: what they hold."""

from collections.abc import Collection

from councilkit.callers import Holding
from notifier.application.known import Known


async def holdings_of(holds: Collection[str], known: Known) -> list[Holding]:
    """Tell these terms and posts, also those that have ended; what we never saw begin is left out."""
    return [held for hold in holds if (held := await known.holdings.get(hold))]
