"""Terms and posts that are over: no code lets anybody in for them, and nobody vouches by them."""

from collections.abc import Collection

from council_registry.application.records import HOLDINGS
from council_registry.application.service import Registry
from councilkit.workdays import oslo_day


async def ended(holds: Collection[str], service: Registry) -> set[str]:
    """Tell which of these are over, or were taken back; what our view has not seen yet has just begun."""
    today = oslo_day(service.clock())
    held = await service.records.all_of(HOLDINGS, holds)
    return {id for id, one in held.items() if one.period.last < today or not one.period.runs}
