"""A term or post is given to a person: written down first, then told as an event that names nobody.

A crash in between leaves a contact without an event. It is marked as awaiting one, so that the next start finds it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, Field

from council_registry.application.inputs import Day, Id, Input
from council_registry.application.ports import Contacts
from council_registry.application.subjects import SubjectKeys
from council_registry.domain.period import Period
from council_registry.domain.person import Contact, Hold, HoldKind
from council_registry.domain.refusals import NoSuchPerson, PersonOrContact
from councilkit.clock import Clock
from councilkit.events.councils import Language
from councilkit.ids import derived_id
from councilkit.ledger import Call, Receipt
from councilkit.privacy import Title, guarded
from councilkit.refusals import Refusal, Unavailable, UnknownReference

Email = Annotated[Title, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
Phone = Annotated[Title, Field(pattern=r"^\+?[0-9 ]{5,20}$")]
Subject = Annotated[str, Field(pattern=r"^[!-~]{1,255}$"), AfterValidator(guarded)]


class NewContact(Input):
    """Somebody who is not in the register, with the identity at the outside issuer."""

    name: Title = Field(repr=False)
    email: Email = Field(repr=False)
    language: Language
    phone: Phone | None = Field(default=None, repr=False)
    organisation: Title | None = Field(default=None, repr=False)
    user_group: Title | None = Field(default=None, repr=False)
    subject: Subject = Field(repr=False, description="Kept as a keyed hash alone")

    def contact(self) -> Contact:
        return Contact(**self.model_dump(exclude={"subject"}))


class Appointing(Input):
    """The part of a command that names the days and the holder: a person whom we know, or somebody new."""

    starts: Day
    ends: Day | None = None
    person: Id | None = None
    contact: NewContact | None = None

    @property
    def period(self) -> Period:
        return Period(self.starts, self.ends)


@dataclass(frozen=True)
class Appointment:
    id: str
    person: str
    receipt: Receipt


class Appointments:
    def __init__(self, contacts: Contacts, subjects: SubjectKeys, clock: Clock) -> None:
        self._contacts = contacts
        self._subjects = subjects
        self._clock = clock

    @asynccontextmanager
    async def written_down(
        self, command: Appointing, call: Call, *, kind: HoldKind, id: str, where: str
    ) -> AsyncIterator[str]:
        """Write down who will hold it, then let the block write the event; take it back when a rule says no."""
        hold = Hold(id, kind, where, self._clock())
        person, new = await self._write_down(command, call, hold)
        try:
            yield person
        except Unavailable:
            raise  # the event may be there
        except Refusal:
            if new:
                await self._contacts.release(person, hold.id)
            raise
        await self._contacts.settle(person, hold.id)

    async def _write_down(self, command: Appointing, call: Call, hold: Hold) -> tuple[str, bool]:
        match command:
            case Appointing(person=None, contact=NewContact() as new):
                person = derived_id("person", call.command_id)
                subject = self._subjects.hash(new.subject)
                return person, await self._contacts.enter(person, new.contact(), hold, subject=subject)
            case Appointing(person=str(person), contact=None):
                return person, await self._add(person, hold)
        raise PersonOrContact("Name a person, or give the contact of somebody new: one of the two.", field="/person")

    async def _add(self, person: str, hold: Hold) -> bool:
        try:
            return await self._contacts.add(person, hold)
        except NoSuchPerson as missing:
            raise UnknownReference(missing.detail, field="/person") from missing
