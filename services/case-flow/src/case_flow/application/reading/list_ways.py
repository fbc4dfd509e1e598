from collections.abc import Sequence

from case_flow.application.known import Known
from case_flow.domain.case import Case
from case_flow.domain.routes import Way


async def list_ways(case: Case, *, known: Known) -> Sequence[Way]:
    """Tell every council that a case may be sent to from where it lies, and who hears of that hop."""
    return (await known.all_routes()).ways(case.holder, case.path)
