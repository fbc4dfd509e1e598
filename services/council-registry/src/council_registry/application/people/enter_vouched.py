"""A session without an own sign-in: a voucher begins it, once, and a code of its own keeps it up for some hours."""

from dataclasses import dataclass, field

from council_registry.application.people.ended import ended
from council_registry.application.people.exchange_token import Identity, held_ever
from council_registry.application.service import Registry
from council_registry.domain.people_refusals import CodeUnknown
from council_registry.domain.person import Code, Purpose
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class EnterVouched:
    """Begin with the code that an employee gave."""

    code: str = field(repr=False)


@dataclass(frozen=True)
class StayVouched:
    """Go on with the code that the session was begun with."""

    session: str = field(repr=False)


async def enter_vouched(command: EnterVouched, *, service: Registry) -> tuple[Identity, str]:
    """Tell who it is, and the code that keeps the session up."""
    voucher = await _found(Purpose.VOUCHER, command.code, service)
    identity = await _identity(voucher, service)
    if not await service.keeping.codes.use(voucher):
        raise CodeUnknown.told("code")
    session, words = service.code_keys.make(
        Purpose.SESSION,
        voucher.hash,
        hold=voucher.hold,
        person=voucher.person,
        now=service.clock(),
        voucher=voucher.voucher,
    )
    await service.keeping.codes.put(session)
    return identity, words


async def stay_vouched(command: StayVouched, *, service: Registry) -> Identity:
    return await _identity(await _found(Purpose.SESSION, command.session, service), service)


async def _found(purpose: Purpose, words: str, service: Registry) -> Code:
    code = await service.keeping.codes.with_hash(purpose, service.code_keys.hashes(words))
    if code is None or code.used or service.clock() >= code.ends:
        raise CodeUnknown.told("code")
    return code


async def _identity(code: Code, service: Registry) -> Identity:
    """The one term that is vouched for, whatever else the person holds, while the one who vouches is there."""
    today = oslo_day(service.clock())
    person = await service.contacts.get(code.person)
    holds = [code.hold] if person and code.hold in person.holds else []
    holdings = [one for one in await held_ever(holds, records=service.records) if one.period.covers(today)]
    if not holdings or await ended([code.voucher] if code.voucher else [], service):
        raise CodeUnknown.told("code")
    return Identity(code.person, tuple(holdings), vouched_by=code.voucher)
