"""After an invitation, a mail is planned for whoever holds the term or post: it has the way in."""

from dataclasses import dataclass

from councilkit.events import Item
from councilkit.events.seating import PostInvited, TermInvited
from councilkit.inbox import Done, Fate
from notifier.application.campaigns import Campaigns

KIND = "invitation"


@dataclass(frozen=True)
class PlanInvitationMails:
    """The follow-up of `TermInvited` and `PostInvited`."""

    campaigns: Campaigns

    async def __call__(self, event: TermInvited | PostInvited, item: Item) -> Fate:
        if isinstance(event, TermInvited):
            hold, of = event.term, event.council
        else:
            hold, of = event.post, event.unit or event.organisation or ""
        await self.campaigns.plan(KIND, item, [hold], about=hold, of=of)
        return Done()
