"""After something is late, a mail is planned for whoever is to do it: one mail a day, however much is late."""

from dataclasses import dataclass
from datetime import date

from councilkit.clock import Clock
from councilkit.events import Item
from councilkit.events.case_life import CaseDue
from councilkit.inbox import Done, Fate, Park
from notifier.application.daily_mails import DailyMails
from notifier.application.hearers import Hearers, heard
from notifier.application.known import Known
from notifier.application.level import Level, require_level
from notifier.application.recipients import Chain
from notifier.domain.case_story import CaseStory
from notifier.domain.late import ears

KIND = "late"


@dataclass(frozen=True)
class PlanLateMails:
    """The follow-up of `CaseDue`."""

    daily: DailyMails
    known: Known
    level: Level
    clock: Clock

    async def __call__(self, event: CaseDue, item: Item) -> Fate:
        now = self.clock()
        if self.daily.is_forgotten(item, now):
            return Done()
        await require_level(self.level(), "cases and councils")
        case = await self.known.cases.get(event.case)
        if case is None:
            return Park("Something of a case is late of which nobody has told who raised it.")
        meant = heard(ears(event), event, case)
        if any([await self._is_told(place.council) for _, place in meant]):
            of = event.council or event.unit or ""
            await self.daily.tell(KIND, item, now, lambda day: self._whom(event, case, day), of=of)
        return Done()

    async def _whom(self, event: CaseDue, case: CaseStory, day: date) -> list[Chain]:
        return await Hearers(self.known.holdings, day).of(ears(event), event, case)

    async def _is_told(self, council: str | None) -> bool:
        """Tell whether a council is told what is late: one that is left in peace is not."""
        return council is None or not (await self.known.sheet(council)).settings.quiet
