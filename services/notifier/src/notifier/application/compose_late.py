"""Writes one person's mail of a day about what they have not done yet, or what those below them have not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from councilkit.cards import Card, Cards
from councilkit.clock import Clock
from councilkit.events.case_life import CaseDue
from councilkit.events.case_words import Awaited, Late, Party
from councilkit.events.cases import PartAs, RuleStatus
from councilkit.mailing.letters import Letters
from councilkit.mailing.mail import Letter, NotWanted, Recipient, Row
from councilkit.wording import written_in
from notifier.application.addresses import Addresses
from notifier.application.known import Known
from notifier.application.level import Level, require_level
from notifier.application.reader import holdings_of
from notifier.domain.case_story import CaseStory

GRAVEST = (Late.ABOVE, Late.OVERDUE, Late.SOON)


@dataclass(frozen=True)
class LateMatter:
    """One thing that somebody has not done. `whose` it is to do; on `seen_on` the level above sees it.

    `owned` tells that it is the municipality's to do, as the owner of an office.
    """

    awaited: Awaited
    late: Late
    whose: str
    owned: bool
    on: date
    proposed: bool
    seen_on: date | None
    case: str
    reference: str
    hidden: bool
    title: str | None


@dataclass(frozen=True)
class ComposeLate:
    cards: Cards
    known: Known
    level: Level
    letters: Letters
    addresses: Addresses
    clock: Clock

    async def __call__(self, row: Row, person: Recipient) -> Letter:
        await require_level(self.level(), "cases and councils")
        language = written_in(person.language)
        late = await self._still_late(row)
        if not late:
            raise NotWanted("what it was about is settled")
        shown = await self.cards.cards([case.id for case, _ in late if not case.is_hidden])
        matters = [await self._matter(case, event, shown.get(case.id), language) for case, event in late]
        matters.sort(key=lambda matter: (GRAVEST.index(matter.late), matter.on))
        only = matters[0].case if len(matters) == 1 else None
        return self.letters.write(
            "late",
            language,
            name=person.name,
            matters=matters,
            said_of=lambda say: list(dict.fromkeys(filter(None, map(say, matters)))),  # for several of them, once
            at=self.addresses.case(only) if only else self.addresses.tasks,
            ours=await self._name(await self._where(row), language),
            again=row.resent,
        )

    async def _still_late(self, row: Row) -> Sequence[tuple[CaseStory, CaseDue]]:
        """Tell what nobody has done since, and what was not told anew with a later mail."""
        found: list[tuple[CaseStory, CaseDue]] = []
        for entry in row.about:
            case = await self.known.cases.get(entry.rpartition(":")[0].removeprefix("case-"))
            told = case.is_late(entry) if case else None
            if case and told:
                found.append((case, told))
        return found

    async def _matter(self, case: CaseStory, event: CaseDue, card: Card | None, language: str) -> LateMatter:
        return LateMatter(
            awaited=event.awaited,
            late=event.late,
            whose=await self._name(Party(council=event.council, unit=event.unit), language),
            owned=event.part is PartAs.OWNER,
            on=event.due.on,
            proposed=event.due.status is RuleStatus.PROPOSED,
            seen_on=event.seen_on,
            case=case.id,
            reference=case.reference,
            hidden=case.is_hidden,
            title=card.title if card else None,
        )

    async def _where(self, row: Row) -> Party:
        """Tell where the reader sits: if in several places, in the first."""
        held = next(iter(await holdings_of(row.holds, self.known)), None)
        return Party(council=held.council, unit=held.unit) if held else Party()

    async def _name(self, place: Party, language: str) -> str:
        if place.unit:
            return await self.known.unit_name(place.unit)
        return await self.known.name(place.council, language) if place.council else ""
