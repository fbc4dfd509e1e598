"""Writes the mail that asks an organisation for names for a seat."""

from dataclasses import dataclass

from councilkit.clock import Clock
from councilkit.mailing.letters import Letters
from councilkit.mailing.mail import Letter, NotWanted, Recipient, Row
from councilkit.wording import written_in
from councilkit.workdays import oslo_day
from notifier.application.addresses import Addresses
from notifier.application.known import Known
from notifier.application.level import Level, require_level


@dataclass(frozen=True)
class ComposeNomination:
    known: Known
    level: Level
    letters: Letters
    addresses: Addresses
    clock: Clock

    async def __call__(self, row: Row, person: Recipient) -> Letter:
        await require_level(self.level(), "the seats")
        _, id = row.about
        request = await self.known.seating.request(id)
        if request is None or not request.open:
            raise NotWanted("nobody is asked any more")
        if request.due < oslo_day(self.clock()):
            raise NotWanted("the day by which names were asked for is past")
        language = written_in(person.language)
        return self.letters.write(
            "nomination",
            language,
            name=person.name,
            council=await self.known.name(request.council, language),
            due=request.due,
            answer_at=self.addresses.nomination(id),
            again=row.resent,
        )
