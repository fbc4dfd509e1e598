from contextlib import suppress
from dataclasses import dataclass, field

from council_registry.application.people.ended import ended
from council_registry.application.people.exchange_token import Door
from council_registry.application.records import HOLDINGS
from council_registry.application.service import Registry
from council_registry.domain.holding import Holding
from council_registry.domain.people_refusals import CodeUnknown
from council_registry.domain.person import Code, Person, Purpose
from council_registry.domain.refusals import NoSuchPerson, PersonKnown


@dataclass(frozen=True)
class AcceptInvitation:
    """Let the outside identity that the token tells of be the invited person's, for good."""

    token: str = field(repr=False)
    code: str = field(repr=False)


async def accept_invitation(command: AcceptInvitation, *, door: Door, service: Registry) -> str:
    """Tell which term or post it was for. A wrong code gets one answer, whatever is wrong."""
    subject = await door.outside.subject(command.token)
    hashes = service.code_keys.hashes(command.code)
    code = await service.keeping.codes.with_hash(Purpose.INVITATION, hashes)
    if code is None or service.clock() >= code.ends or await ended([code.hold], service):
        raise CodeUnknown.told("/code")
    if not await _holds(subject, code, door, service):
        await _require_as_it_was(code, service)
        await _bind(subject, code, door, service)
    await service.keeping.codes.use(code)
    return code.hold


async def _require_as_it_was(code: Code, service: Registry) -> None:
    """Refuse a code once its person holds something elsewhere: who made it was asked for the places of that day alone.

    Whoever brings it may bring an identity of somebody else here, who would then hold that too.
    """
    person = await service.contacts.get(code.person)
    if person is None or not person.holds:  # a joining was on its way
        return
    opened = {code.hold, *code.holds}
    found = await service.records.all_of(HOLDINGS, {*person.holds, *opened})
    places = {_place(one) for id, one in found.items() if id in opened}
    since = [found.get(id) for id in person.holds if id not in opened]
    if code.hold not in person.holds or not all(one and _place(one) in places for one in since):
        raise CodeUnknown.told("/code")


def _place(one: Holding) -> tuple[str | None, str | None, str | None]:
    return one.council, one.unit, one.organisation


async def _bind(subject: str, code: Code, door: Door, service: Registry) -> None:
    """Somebody who was entered twice, once with this identity, becomes one person."""
    known = await service.contacts.with_subject(door.subjects.hashes(subject))
    if known and not code.used:
        await _require_sides(code.person, known, service)
    with suppress(NoSuchPerson, PersonKnown):
        if known and not code.used:
            await service.contacts.join(code.person, known.id)
        elif not code.used:
            await service.contacts.bind(code.person, door.subjects.hash(subject))
    if not await _holds(subject, code, door, service):
        raise CodeUnknown.told("/code")


async def _require_sides(invited: str, known: Person, service: Registry) -> None:
    """Nobody becomes one person who would then sit on both sides of a council."""
    entered = await service.contacts.get(invited)
    together = (*known.holds, *(entered.holds if entered else ()))
    held = await service.records.all_of(HOLDINGS, together)
    for id in {one.council for one in held.values() if one.council}:
        seating = (await service.councils.get(id)).seating
        for hold in together:
            if hold in seating.terms:
                seating.require_side(seating.terms[hold], together)


async def _holds(subject: str, code: Code, door: Door, service: Registry) -> bool:
    known = await service.contacts.with_subject(door.subjects.hashes(subject))
    return known is not None and code.hold in known.holds
