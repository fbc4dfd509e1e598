"""Finds out for whom somebody speaks who says what only the users of a council say."""

from case_flow.application.cases import Cases
from case_flow.application.known import Known
from case_flow.domain.neighbours import Time
from case_flow.domain.voice import FIELD, Voice
from councilkit.clock import Clock
from councilkit.workdays import oslo_day


async def voice_of(on_behalf_of: str | None, case: str, *, cases: Cases, known: Known, clock: Clock) -> Voice:
    """`on_behalf_of` is the term whose holder rang the secretary, if that is who speaks."""
    now = clock()
    stand_ins = await known.stand_ins(await cases.get(case), now)
    if on_behalf_of is None:
        return Voice(stand_ins=stand_ins)
    named = await known.holding(on_behalf_of, field=FIELD)
    return Voice(named, sits=Time(named.starts, named.ends).holds(oslo_day(now)), stand_ins=stand_ins)
