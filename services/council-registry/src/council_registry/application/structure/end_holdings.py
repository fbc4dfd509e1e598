"""Nobody sits in a council that is no more, is asked for names for it, or holds a post at a unit that is no more.

One command for each term, request and post.
"""

from contextlib import suppress
from datetime import date

from council_registry.application.ports import Councils, Units
from council_registry.domain.nomination import close
from council_registry.domain.period import A_DAY, Period
from council_registry.domain.refusals import AlreadyOver
from council_registry.domain.seat_refusals import NominationOver
from councilkit.events import Item
from councilkit.events.structure import CouncilClosed, UnitClosed
from councilkit.inbox import Done, Fate
from councilkit.ledger import Call

ACTOR = "council-registry"


class EndHoldings:
    """The follow-ups of closings."""

    def __init__(self, councils: Councils, units: Units) -> None:
        self._councils = councils
        self._units = units

    async def of_council(self, event: CouncilClosed, item: Item) -> Fate:
        """End every term that runs on, the day before the council was closed, and close every request for names."""
        council = await self._councils.get(event.council)
        for term in council.terms.values():
            if _runs_on(term.period, event.on):
                await self._end_term(council.id, term.id, _last(term.period, event.on), item)
        for asked in council.nominations.values():
            if asked.open:
                await self._close_request(council.id, asked.id, item)
        return Done()

    async def of_unit(self, event: UnitClosed, item: Item) -> Fate:
        """End every post that runs on, the day before the unit was closed."""
        unit = await self._units.get(event.unit)
        for post in unit.posts.values():
            if _runs_on(post.period, event.on):
                await self._end_post(unit.number, post.id, _last(post.period, event.on), item)
        return Done()

    async def _end_term(self, council: str, term: str, last: date, item: Item) -> None:
        call = Call.following(item, f"end-{term}", self._councils.stream(council), actor=ACTOR)
        with suppress(AlreadyOver):  # somebody was faster
            await self._councils.change(council, call, lambda council, _: council.end_term(term, last))

    async def _close_request(self, council: str, id: str, item: Item) -> None:
        call = Call.following(item, f"close-{id}", self._councils.stream(council), actor=ACTOR)
        with suppress(NominationOver):  # see above
            await self._councils.change(
                council, call, lambda council, _: close(id, council=council.id, nominations=council.nominations)
            )

    async def _end_post(self, unit: str, post: str, last: date, item: Item) -> None:
        call = Call.following(item, f"end-{post}", self._units.stream(unit), actor=ACTOR)
        with suppress(AlreadyOver):  # see above
            await self._units.change(unit, call, lambda unit, _: unit.end_post(post, last))


def _runs_on(period: Period, closed: date) -> bool:
    return period.runs and period.last >= closed


def _last(period: Period, closed: date) -> date:
    """What would begin later is taken back."""
    return max(closed, period.starts) - A_DAY
