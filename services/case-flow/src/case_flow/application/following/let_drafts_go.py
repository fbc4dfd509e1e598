"""Nobody reads the drafts of a term that is over, and they may be the words of somebody who was erased: they go."""

from dataclasses import dataclass

from case_flow.application.raising.drafts import Drafts
from councilkit.clock import Clock
from councilkit.events import Item
from councilkit.events.councils import TermEnded
from councilkit.inbox import Done, Fate
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class LetDraftsGo:
    """Terms alone write drafts: a post raises no cases."""

    drafts: Drafts
    clock: Clock

    async def __call__(self, event: TermEnded, _item: Item) -> Fate:
        """Drop them with the term; one that ends on the day itself may be that of somebody who was erased just now."""
        if event.on <= oslo_day(self.clock()):
            await self.drafts.drop_all(event.term)
        else:
            await self.drafts.end(event.term, event.on)
        return Done()
