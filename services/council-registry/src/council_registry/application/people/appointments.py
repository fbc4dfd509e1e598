"""A term or post is given to a person: written down first, then told as an event that names nobody.

A crash in between leaves a contact without an event. It is marked as awaiting one: the sweep finds it in time,
and whoever enters the same person again takes it back before that.
"""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from council_registry.application.people.awaited import has_event
from council_registry.application.people.everywhere import places_of
from council_registry.application.people.exchange_token import held_ever
from council_registry.application.people.people_ports import Erasures
from council_registry.application.people.subjects import SubjectKeys
from council_registry.application.ports import Contacts, Councils, Organisations, Units, held_by_another
from council_registry.application.records import Records
from council_registry.application.structure.references import known
from council_registry.domain.people_refusals import ErasedBefore
from council_registry.domain.person import Contact, Hold, HoldKind, Person
from council_registry.domain.policy import Acting, Action, Place
from council_registry.domain.refusals import NoSuchPerson, PersonKnown
from councilkit.clock import Clock
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt
from councilkit.refusals import Refusal, Unavailable, UnknownReference

ON_ITS_WAY = timedelta(minutes=1)  # a command that was begun later may still write its event


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is not in the register, with the subject at the outside issuer; without it, to be invited."""

    contact: Contact
    subject: str | None = field(default=None, repr=False)
    returns: bool = False  # was erased, and wants to be here again
    person: str | None = None  # the id that somebody gets who comes with several terms and posts at once


Who = Newcomer | str
"""Somebody new, or the id of a person in the register."""


@dataclass(frozen=True)
class Appointment:
    id: str
    person: str
    receipt: Receipt


def impersonal(call: Call, command: object) -> Call:
    """Let the ledger's mac of a request be of what printouts show: the rest may be erased when the mac is not."""
    return replace(call, request=repr(command).encode())


class Appointments:
    def __init__(
        self,
        contacts: Contacts,
        subjects: SubjectKeys,
        clock: Clock,
        *,
        councils: Councils,
        units: Units,
        organisations: Organisations,
        erasures: Erasures,
        records: Records,
    ) -> None:
        self._records = records
        self._contacts = contacts
        self._erasures = erasures
        self._organisations = organisations
        self._councils = councils
        self._units = units
        self._subjects = subjects
        self._clock = clock

    @asynccontextmanager
    async def written_down(
        self, who: Who, by: Acting, call: Call, *, kind: HoldKind, id: str, where: str
    ) -> AsyncIterator[str]:
        """Write down who will hold it, then let the block write the event; take it back when a rule says no."""
        hold = Hold(id, kind, where, self._clock())
        person, new = await self._write_down(who, by, call, hold)
        try:
            yield person
        except Unavailable:
            raise  # the event may be there
        except Refusal:
            if new:
                await self._contacts.release(person, hold.id)
            raise
        await self._contacts.settle(person, hold.id)
        if isinstance(who, Newcomer) and who.returns:
            await self._erasures.drop_marks(self._marks(who))

    async def held_by(self, person: str) -> Collection[str]:
        """Tell the terms and posts that are written down for a person."""
        known = await self._contacts.get(person)
        return known.holds if known else ()

    async def _write_down(self, who: Who, by: Acting, call: Call, hold: Hold) -> tuple[str, bool]:
        if isinstance(who, Newcomer):
            person = who.person or derived_id("person", call.command_id)
            return person, await self._enter(person, who, hold)
        try:
            await self._require_known(who, by, hold)
            return who, await self._contacts.add(who, hold)
        except NoSuchPerson as missing:
            raise UnknownReference(missing.detail, field="/person") from missing

    async def _require_known(self, person: str, by: Acting, hold: Hold) -> None:
        """Nobody comes to know somebody by an id: who names one may read that one where there is a term or post."""
        known = await self._contacts.get(person)
        if known is None:
            raise NoSuchPerson.told(person)
        if hold.id in known.holds:  # a repeat
            return
        held = await held_ever(known.holds, records=self._records)
        places = [Place(), *await places_of(held, records=self._records)]
        if not any(place.allows(Action.READ_PEOPLE, [by]) for place in places):
            raise NoSuchPerson.told(person)

    async def _enter(self, person: str, who: Newcomer, hold: Hold) -> bool:
        if who.contact.organisation:
            await known(self._organisations, [who.contact.organisation], field="/contact/organisation")
        await self._require_not_erased(who)
        # The store refuses the same hash twice; only we know what the identity's hash was under an older key.
        hashes = self._subjects.hashes(who.subject) if who.subject else []
        entered = await self._contacts.with_subject(hashes) if hashes else None
        if entered and entered.id != person:
            await self._take_back(entered)
        try:
            new = await self._contacts.enter(person, who.contact, hold, subject=hashes[0] if hashes else None)
        except NoSuchPerson as erased:
            raise ErasedBefore.told() from erased
        if not new and not await self._is(person, who, hashes):
            raise held_by_another()  # the key entered somebody else
        return new

    async def _is(self, person: str, who: Newcomer, hashes: Sequence[str]) -> bool:
        if hashes:
            return await self._contacts.with_subject(hashes) is not None
        entered = await self._contacts.get(person)
        return entered is not None and entered.contact == who.contact

    async def _require_not_erased(self, who: Newcomer) -> None:
        if not who.returns and await self._erasures.known(self._marks(who)):
            raise ErasedBefore.told()

    def _marks(self, who: Newcomer) -> list[str]:
        marks = [*self._subjects.hashes(who.subject)] if who.subject else []
        return [*marks, *self._subjects.marks(who.contact.email)] if who.contact.email else marks

    async def _take_back(self, known: Person) -> None:
        """Make room for somebody who was entered before, if nothing came of it."""
        awaiting = await self._contacts.awaiting(before=self._clock() - ON_ITS_WAY)
        lost = [hold for person, hold in awaiting if person == known.id]
        if {hold.id for hold in lost} != set(known.holds):
            raise PersonKnown.told()
        for hold in lost:
            if await has_event(hold, self._councils, self._units, self._organisations):
                raise PersonKnown.told()
        for hold in lost:
            await self._contacts.release(known.id, hold.id)
