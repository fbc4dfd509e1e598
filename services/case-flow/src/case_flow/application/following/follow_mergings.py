"""A case that another one became a part of takes in those who are to be answered."""

from dataclasses import dataclass

from case_flow.application.cases import KIND, Cases
from case_flow.application.following.due_calls import ACTOR
from case_flow.application.treating.join_case import JoinCase, join_case
from councilkit.events import Item
from councilkit.events.case_life import CaseJoined, CaseMerged
from councilkit.inbox import Done, Fate
from councilkit.ledger import Call


@dataclass(frozen=True)
class FollowMergings:
    """The follow-ups of mergings, also where the one case had become a part of a third one meanwhile."""

    cases: Cases

    async def at_merging(self, event: CaseMerged, item: Item) -> Fate:
        await self._join(event.into, event.case, item)
        return Done()

    async def at_joining(self, event: CaseJoined, item: Item) -> Fate:
        """Pass those on who were taken in by a case that goes on as a part of another one."""
        onwards = (await self.cases.get(event.case)).into
        if onwards and event.origins:
            await self._join(onwards, event.case, item)
        return Done()

    async def _join(self, case: str, joined: str, item: Item) -> None:
        call = Call.following(item, "join", f"{KIND}-{case}", actor=ACTOR)
        await join_case(JoinCase(case, joined), call, cases=self.cases)
