"""After something happened to a case, a mail is planned for those who must act, or who have waited."""

from dataclasses import dataclass

from councilkit.events import Event, Item
from councilkit.inbox import Done, Fate, Park
from councilkit.workdays import oslo_day
from notifier.application.campaigns import Campaigns
from notifier.application.hearers import Hearers, heard, without
from notifier.application.known import Known
from notifier.application.level import LevelSince, require_level
from notifier.domain.case_news import NEWS
from notifier.domain.regret import REGRET

KIND = "case"


@dataclass(frozen=True)
class PlanCaseMails:
    """The follow-up of the events in `NEWS`."""

    campaigns: Campaigns
    known: Known
    level: LevelSince

    async def __call__(self, event: Event, item: Item) -> Fate:
        await require_level(self.level(item), "cases and councils")
        id, news = item.stream.removeprefix("case-"), NEWS[type(event)]
        case = await self.known.cases.get(id)
        if case is None:
            return Park("Something was told of a case of which nobody has told who raised it.")
        chains = await Hearers(self.known.holdings, oslo_day(item.at)).of(news.ears, event, case)
        meant = [place for _, place in heard(news.ears, event, case)]
        told = chains if news.at_once else without(item.actor, chains)
        if told or (meant and not chains):
            due = item.at if news.at_once else item.at + REGRET
            of = next(place.council or place.unit or "" for place in meant)
            await self.campaigns.tell(KIND, item, told, about=id, of=of, due=due)
        return Done()
