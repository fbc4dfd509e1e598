"""After an alert, a mail is planned for each whose matter it is: one mail a day, however many alerts."""

from dataclasses import dataclass
from datetime import datetime

from councilkit.clock import Clock
from councilkit.events import Item
from councilkit.events.notifications import AlertRaised
from councilkit.inbox import Done, Fate
from notifier.application.daily_mails import DailyMails
from notifier.application.known import Known
from notifier.application.level import Level, require_level
from notifier.application.recipients import recipients
from notifier.domain.steps import is_silenced

KIND = "duties"


@dataclass(frozen=True)
class PlanDutyMails:
    """The follow-up of `AlertRaised`."""

    daily: DailyMails
    known: Known
    level: Level
    clock: Clock

    async def __call__(self, alert: AlertRaised, item: Item) -> Fate:
        now = self.clock()
        if self.daily.is_forgotten(item, now):
            return Done()
        await require_level(self.level(), "the councils")
        if await self._is_news(alert, item, now):
            await self.daily.tell(KIND, item, now, lambda day: recipients(alert, day, self.known), of=alert.council)
        return Done()

    async def _is_news(self, alert: AlertRaised, item: Item, now: datetime) -> bool:
        """Tell whether anybody is to hear of it; whether it is settled meanwhile is asked when its day is past."""
        quiet = (await self.known.sheet(alert.council)).settings.quiet
        if is_silenced(alert.step, quiet=quiet, above=True):
            return False
        day_of = self.daily.hours.day_of
        return day_of(item.at) >= day_of(now) or await self.known.calls_for(alert, now)
