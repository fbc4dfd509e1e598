"""A code is kept first, then the event tells that there is one: whoever mails it finds it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from council_registry.application.people.codes import CodeKeys
from council_registry.application.people.people_ports import Codes
from council_registry.application.ports import Contacts
from council_registry.application.service import Registry
from council_registry.application.structure.places import place_of, place_of_council
from council_registry.domain.inviting import invite_to_organisation, invite_to_post, invite_to_term, vouch
from council_registry.domain.people_refusals import AlreadySignedIn
from council_registry.domain.person import Person, Purpose
from council_registry.domain.policy import Acting, Action, Place
from council_registry.domain.refusals import NoSuchHolding
from councilkit.clock import Clock
from councilkit.ledger import Call, Receipt
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class InviteToTerm:
    """Let whoever holds the term sign in for the first time."""

    council: str
    term: str


@dataclass(frozen=True)
class InviteToPost:
    unit: str
    post: str


@dataclass(frozen=True)
class InviteToOrganisation:
    organisation: str
    post: str


@dataclass(frozen=True)
class Vouch:
    """Say who it is that comes in for the term, without an own way to sign in."""

    council: str
    term: str


@dataclass(frozen=True)
class Given:
    """A code, as it is told once to whoever asked for it."""

    words: str
    ends: datetime
    receipt: Receipt


async def invite_term(command: InviteToTerm, by: Acting, call: Call, *, service: Registry) -> Given:
    place = await place_of_council(command.council, councils=service.councils, units=service.units)
    place.require(Action.INVITE, by)
    today = oslo_day(service.clock())
    invite_to_term(await service.councils.get(command.council), command.term, today)
    return await _invited(
        command.term,
        call,
        service,
        lambda: service.councils.change(
            command.council, call, lambda council, _: invite_to_term(council, command.term, today)
        ),
    )


async def invite_post(command: InviteToPost, by: Acting, call: Call, *, service: Registry) -> Given:
    unit, today = await service.units.get(command.unit), oslo_day(service.clock())
    place_of([unit]).require(Action.INVITE, by)
    invite_to_post(unit, command.post, today)
    return await _invited(
        command.post,
        call,
        service,
        lambda: service.units.change(command.unit, call, lambda unit, _: invite_to_post(unit, command.post, today)),
    )


async def invite_organisation(command: InviteToOrganisation, by: Acting, call: Call, *, service: Registry) -> Given:
    Place(organisations=frozenset({command.organisation})).require(Action.INVITE, by)
    today = oslo_day(service.clock())
    invite_to_organisation(await service.organisations.get(command.organisation), command.post, today)
    return await _invited(
        command.post,
        call,
        service,
        lambda: service.organisations.change(
            command.organisation, call, lambda one, _: invite_to_organisation(one, command.post, today)
        ),
    )


async def vouch_for(command: Vouch, by: Acting, call: Call, *, service: Registry) -> Given:
    place = await place_of_council(command.council, councils=service.councils, units=service.units)
    place.require(Action.VOUCH, by)
    today = oslo_day(service.clock())
    vouch(await service.councils.get(command.council), command.term, by.id, today)
    person = await _holder(command.term, service.contacts)
    giving = _giving(service)
    words, ends = await giving.give(Purpose.VOUCHER, command.term, person, call, voucher=by.id)
    receipt = await service.councils.change(
        command.council, call, lambda council, _: vouch(council, command.term, by.id, today)
    )
    return Given(words, ends, receipt)


async def _invited(hold: str, call: Call, service: Registry, tell: Callable[[], Awaitable[Receipt]]) -> Given:
    person = await _holder(hold, service.contacts)
    if person.signed_in:
        raise AlreadySignedIn("Whoever holds this has signed in before, and needs no invitation.", field="path")
    words, ends = await _giving(service).give(Purpose.INVITATION, hold, person, call)
    return Given(words, ends, await tell())


async def _holder(hold: str, contacts: Contacts) -> Person:
    for person in await contacts.holding([hold]):
        return person
    raise NoSuchHolding("Nobody is known who holds this.", field="path")


@dataclass(frozen=True)
class _Giving:
    codes: Codes
    keys: CodeKeys
    clock: Clock

    async def give(
        self, purpose: Purpose, hold: str, person: Person, call: Call, *, voucher: str | None = None
    ) -> tuple[str, datetime]:
        code, words = self.keys.make(
            purpose, call.command_id, hold=hold, person=person.id, now=self.clock(), voucher=voucher
        )
        for earlier in await self.codes.of(purpose, [hold]):
            if earlier.made_by == code.made_by:  # a repeat must not make a used one good again
                return words, earlier.ends
        await self.codes.put(code)
        return words, code.ends


def _giving(service: Registry) -> _Giving:
    return _Giving(service.keeping.codes, service.code_keys, service.clock)
