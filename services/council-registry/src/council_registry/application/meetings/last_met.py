from datetime import date

from council_registry.application.records import MEETINGS, Records
from council_registry.domain.meeting_life import Status


async def last_met(council: str, *, records: Records, term: str | None = None) -> date | None:
    """Tell the day of the last meeting that a council held, or that one of its terms came to."""
    where = {"councils": council, "status": Status.HELD, "attended": term}
    found = await records.find(MEETINGS, where, order="starts_at", descending=True, limit=1)
    return found[0].state.day if found else None
