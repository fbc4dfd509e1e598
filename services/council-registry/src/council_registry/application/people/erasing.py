"""Forgetting somebody for good: the journal first, so that whatever happens then, it is finished."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from council_registry.application.people.people_ports import Keeping
from council_registry.application.people.subjects import SubjectKeys
from council_registry.application.ports import Councils, Organisations, Units
from council_registry.application.records import HOLDINGS, Records
from council_registry.domain.holding import Holding
from council_registry.domain.period import A_DAY
from council_registry.domain.person import Erased, HoldKind, Person
from council_registry.domain.refusals import AlreadyOver
from councilkit.clock import Clock
from councilkit.ids import derived_id
from councilkit.ledger import Call
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class Erasing:
    """Every step may be done again: at a repeat, every hour, and after a backup was put back."""

    keeping: Keeping
    subjects: SubjectKeys
    records: Records
    councils: Councils
    units: Units
    organisations: Organisations
    clock: Clock

    async def erase(self, person: Person, by: str) -> None:
        erased = Erased(person.id, await self._marks(person), person.holds, by, self.clock())
        await self.keeping.erasures.write(erased)
        await self.finish(erased)

    async def finish(self, erased: Erased) -> None:
        """Do all that the journal's entry says: at first, and whenever it may have been undone."""
        contacts = self.keeping.contacts
        left = await contacts.get(erased.person)
        erased = await self._with(left.holds if left else (), erased)
        for part in self.keeping.forgetful:
            await part.forget(erased, left.contact if left else None)
        erased = await self._with(await contacts.erase(erased.person), erased)  # somebody may have been appointed since
        for holding in (await self.records.all_of(HOLDINGS, erased.holds)).values():
            await self._end(holding, erased)

    async def _with(self, holds: Sequence[str], erased: Erased) -> Erased:
        """Write down what was held beside that, so that it is ended too."""
        if set(holds) - set(erased.holds):
            erased = replace(erased, holds=tuple(dict.fromkeys((*erased.holds, *holds))))
            await self.keeping.erasures.write(erased)
        return erased

    async def finish_all(self) -> int:
        """Do what the journal says; tell how many are in it."""
        journal = await self.keeping.erasures.all()
        for erased in journal:
            await self.finish(erased)
        return len(journal)

    async def _marks(self, person: Person) -> tuple[str, ...]:
        email, subject = person.contact.email, await self.keeping.contacts.subject_of(person.id)
        return tuple(mark for mark in (email and self.subjects.mark(email), subject) if mark)

    async def _end(self, holding: Holding, erased: Erased) -> None:
        day = oslo_day(erased.at)
        on = max(day, holding.period.starts - A_DAY)
        if holding.period.last <= on:
            return
        command_id = f"due/erased/{holding.id}/{day}"
        call = Call(erased.by, command_id, b"", correlation=derived_id("correlation", command_id))
        with suppress(AlreadyOver):  # our view did not know yet
            if holding.kind is HoldKind.TERM and holding.council:
                await self.councils.change(holding.council, call, lambda one, _: one.end_term(holding.id, on))
            elif holding.unit:
                await self.units.change(holding.unit, call, lambda one, _: one.end_post(holding.id, on))
            elif holding.organisation:
                await self.organisations.change(holding.organisation, call, lambda one, _: one.end_post(holding.id, on))
