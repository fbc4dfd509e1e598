"""After a round is opened, falls due or is concluded, a mail is planned for those who must act, or who took part."""

from dataclasses import dataclass

from councilkit.events import Event, Item
from councilkit.events.rounds import RoundDue
from councilkit.inbox import Done, Fate, Park
from councilkit.workdays import oslo_day
from notifier.application.campaigns import Campaigns
from notifier.application.hearers import Hearers, heard, without
from notifier.application.known import Known
from notifier.application.level import LevelSince, require_level
from notifier.application.mail_hours import MailHours
from notifier.domain.regret import REGRET
from notifier.domain.round_news import ROUND_NEWS

KIND = "round"


@dataclass(frozen=True)
class PlanRoundMails:
    """The follow-up of the events in `ROUND_NEWS`."""

    campaigns: Campaigns
    known: Known
    level: LevelSince
    hours: MailHours

    async def __call__(self, event: Event, item: Item) -> Fate:
        await require_level(self.level(item), "rounds and councils")
        id, ears = item.stream.removeprefix("round-"), ROUND_NEWS[type(event)]
        round = await self.known.cases.round(id)
        if round is None:
            return Park("Something was told of a round that nobody has opened.")
        chains = await Hearers(self.known.holdings, oslo_day(item.at)).of(ears, event, round)
        told = without(item.actor, chains)
        if told or (heard(ears, event, round) and not chains):
            due = item.at + REGRET
            if isinstance(event, RoundDue):  # a reminder leaves while people work
                due = max(due, self.hours.begin(self.hours.day_of(item.at)))
            await self.campaigns.tell(KIND, item, told, about=id, of=round.council, due=due)
        return Done()
