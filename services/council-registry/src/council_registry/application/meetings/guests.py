from collections.abc import Collection

from council_registry.application.records import HOLDINGS, Records
from council_registry.domain.attendance import Guests


async def guests(signed_up: Collection[str], *, records: Records) -> Guests:
    """Tell when the terms and posts run of those who have signed up."""
    held = await records.all_of(HOLDINGS, signed_up)
    return {id: holding.period for id, holding in held.items()}
