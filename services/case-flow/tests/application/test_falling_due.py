from dataclasses import replace
from datetime import UTC, date, datetime

from case_flow.application.cases import id_in
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.places import HARBOUR
from councilkit.events.case_life import RestrictionLifted
from councilkit.events.case_words import Basis, Restriction

CHRISTMAS = date(2026, 12, 24)
RESTRICTED = replace(REPORT, restriction=Restriction(basis=Basis.INTERNAL, until=CHRISTMAS))


async def test_a_restriction_is_lifted_by_itself_on_its_day_once(case_flow: Driver) -> None:
    case = id_in(str(await case_flow.do(RESTRICTED, HARBOUR.leader)))
    await case_flow.wait_until(datetime(2026, 12, 23, 22, 59, tzinfo=UTC))
    assert (await case_flow.case(case)).restriction
    await case_flow.wait_until(datetime(2026, 12, 23, 23, 0, tzinfo=UTC))  # the day begins in Oslo
    assert (await case_flow.case(case)).restriction is None
    await case_flow.wait_until(datetime(2026, 12, 25, tzinfo=UTC))
    told = [item for item in await case_flow.published() if item.type == RestrictionLifted.TYPE]
    assert [item.stream for item in told] == [f"case-{case}"]


async def test_a_case_that_nothing_is_due_about_is_looked_at_once(case_flow: Driver) -> None:
    await case_flow.a_case()
    await case_flow.settle()
    assert (await case_flow.loop.store.backlog(case_flow.now)).subjects == 0
