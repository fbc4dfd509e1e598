"""What a council's own page tells beside the council: its mandate, how it looks to its region, what it was asked."""

from datetime import date

from portal.application.answers_out import Appeals
from portal.application.mandate import Mandate
from portal.application.overview import Watched
from portal.application.placing import region_of
from portal.application.ports import CaseFlow, Registry
from portal.application.refusals import Away, Refused
from portal.application.structure import CouncilPage


async def mandate_of(registry: Registry, token: str, council: str, day: date | None) -> Mandate | None:
    """Give the mandate; the council is worth showing without it."""
    try:
        return await registry.mandate(token, council, on=day)
    except (Away, Refused):
        return None


async def watched(registry: Registry, token: str, council: CouncilPage, day: date | None) -> Watched | None:
    """Give what the council did in the last twelve months, as its region sees it: so only of today, and in a region."""
    if day is not None:
        return None
    try:
        region = await region_of(registry, token, tuple(unit.number for unit in council.units))
        page = await registry.region(token, region) if region else None
    except (Away, Refused):
        return None
    return next((one for one in page.councils if one.id == council.id), None) if page else None


async def appealed_to(case_flow: CaseFlow, token: str, council: str, day: date | None) -> Appeals | None:
    """Count what it was asked as the level above, as of today, if it ever was."""
    if day is not None:
        return None
    try:
        found = await case_flow.appeals(token, council)
    except (Away, Refused):
        return None
    return found if found.asked else None
