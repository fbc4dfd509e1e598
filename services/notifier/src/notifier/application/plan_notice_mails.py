"""After a meeting is convened, moved or cancelled, a mail is planned for everybody who sits in its councils."""

from dataclasses import dataclass

from councilkit.events import Item
from councilkit.events.councils import TermRole
from councilkit.events.meetings import MeetingCancelled, MeetingConvened, MeetingMoved
from councilkit.inbox import Done, Fate, Park
from notifier.application.campaigns import Campaigns
from notifier.application.known import Known
from notifier.application.level import Level, require_level
from notifier.domain.regret import REGRET

KIND = "notice"


@dataclass(frozen=True)
class PlanNoticeMails:
    """The follow-up of `MeetingConvened`, `MeetingMoved` and `MeetingCancelled`."""

    campaigns: Campaigns
    known: Known
    level: Level

    async def __call__(self, event: MeetingConvened | MeetingMoved | MeetingCancelled, item: Item) -> Fate:
        await require_level(self.level(), "the meetings")
        meeting = await self.known.meetings.told(event.meeting)
        if meeting is None:
            return Park("Something was told of a meeting that nobody has planned.")
        sitting = await self.known.holdings.sitting(event.councils, meeting.day)
        terms = [term.id for term in sitting if term.role is not TermRole.OBSERVER]
        await self.campaigns.plan(
            KIND, item, terms, about=event.meeting, of="+".join(event.councils), due=item.at + REGRET
        )
        return Done()
