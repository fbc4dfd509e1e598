"""A code is kept first, then the event tells that there is one: whoever mails it finds it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from council_registry.application.people.everywhere import places_of
from council_registry.application.people.exchange_token import held_ever
from council_registry.application.ports import Contacts
from council_registry.application.service import Registry
from council_registry.application.structure.places import place_of, place_of_council
from council_registry.domain.inviting import invite_to_organisation, invite_to_post, invite_to_term, vouch
from council_registry.domain.people_refusals import AlreadySignedIn, CodeSpent
from council_registry.domain.person import Code, Person, Purpose
from council_registry.domain.policy import Acting, Action, Place
from council_registry.domain.refusals import NoSuchHolding
from councilkit.events import Event
from councilkit.ledger import Call, Receipt, Streams
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
    """A code, as it is told once to whoever asked for it; None: it goes by e-mail to whom it is for alone."""

    words: str | None
    ends: datetime
    receipt: Receipt


async def invite_term(command: InviteToTerm, by: Acting, call: Call, *, service: Registry) -> Given:
    place = await place_of_council(command.council, councils=service.councils, units=service.units)
    place.require(Action.INVITE, by)
    today = oslo_day(service.clock())
    invitation = _Invitation(
        command.term, service.councils, command.council, lambda council: invite_to_term(council, command.term, today)
    )
    return await _invited(invitation, by, call, service)


async def invite_post(command: InviteToPost, by: Acting, call: Call, *, service: Registry) -> Given:
    place_of([await service.units.get(command.unit)]).require(Action.INVITE, by)
    today = oslo_day(service.clock())
    invitation = _Invitation(
        command.post, service.units, command.unit, lambda unit: invite_to_post(unit, command.post, today)
    )
    return await _invited(invitation, by, call, service)


async def invite_organisation(command: InviteToOrganisation, by: Acting, call: Call, *, service: Registry) -> Given:
    Place(organisations=frozenset({command.organisation})).require(Action.INVITE, by)
    today = oslo_day(service.clock())
    invitation = _Invitation(
        command.post,
        service.organisations,
        command.organisation,
        lambda one: invite_to_organisation(one, command.post, today),
    )
    return await _invited(invitation, by, call, service)


async def vouch_for(command: Vouch, by: Acting, call: Call, *, service: Registry) -> Given:
    place = await place_of_council(command.council, councils=service.councils, units=service.units)
    place.require(Action.VOUCH, by)
    today = oslo_day(service.clock())
    vouch(await service.councils.get(command.council), command.term, by.id, today)
    person = await _holder(command.term, service.contacts)
    told = await service.councils.has_done(command.council, call)
    asked = _Asked(Purpose.VOUCHER, command.term, person.id, call.command_id, voucher=by.id)
    code, words = await _give(asked, service, told=told)
    receipt = await service.councils.change(
        command.council, call, lambda council, _: vouch(council, command.term, by.id, today)
    )
    return Given(words, code.ends, receipt)


@dataclass(frozen=True)
class _Invitation:
    """To what somebody is invited, where that is told, and what says that it may be."""

    hold: str
    streams: Streams[Any]
    id: str
    decide: Callable[[Any], Event]


async def _invited(invitation: _Invitation, by: Acting, call: Call, service: Registry) -> Given:
    streams, id = invitation.streams, invitation.id
    invitation.decide(await streams.get(id))
    person = await _holder(invitation.hold, service.contacts)
    await _require_everywhere(person, by, service)
    if person.signed_in:
        raise AlreadySignedIn("Whoever holds this has signed in before, and needs no invitation.", field="path")
    asked = _Asked(Purpose.INVITATION, invitation.hold, person.id, call.command_id, holds=person.holds)
    code, words = await _give(asked, service, told=await streams.has_done(id, call))
    receipt = await streams.change(id, call, lambda state, _: invitation.decide(state))
    return Given(None if person.contact.mailed else words, code.ends, receipt)


async def _require_everywhere(person: Person, by: Acting, service: Registry) -> None:
    """Whoever accepts comes in with all that is held: it takes one who may invite to each of it."""
    today = oslo_day(service.clock())
    held = await held_ever(person.holds, records=service.records)
    lasting = [one for one in held if one.period.runs and one.period.last >= today]
    for place in await places_of(lasting, records=service.records):
        place.require(Action.INVITE, by)


async def _holder(hold: str, contacts: Contacts) -> Person:
    for person in await contacts.holding([hold]):
        return person
    raise NoSuchHolding("Nobody is known who holds this.", field="path")


@dataclass(frozen=True)
class _Asked:
    """For what a code is asked, for whom, and by which command."""

    purpose: Purpose
    hold: str
    person: str
    command_id: str
    voucher: str | None = None
    holds: tuple[str, ...] = ()


async def _give(asked: _Asked, service: Registry, *, told: bool) -> tuple[Code, str]:
    """Keep a new code, once. `told`: the command's event is there, so a code that is gone was used or replaced."""
    codes, now = service.keeping.codes, service.clock()
    code, words = service.code_keys.make(**vars(asked), now=now)
    given = [one for one in await codes.of(asked.purpose, [asked.hold]) if one.made_by == code.made_by]
    if not given and not told:
        await codes.put(code)
        return code, words
    for kept in given:
        if not kept.used and now < kept.ends and (again := service.code_keys.words(kept)):
            return kept, again
    raise CodeSpent("The code that this gave was used, or another took its place. Ask for a new one.", field="path")
