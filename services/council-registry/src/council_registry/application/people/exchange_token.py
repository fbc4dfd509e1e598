import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from council_registry.application.people.subjects import SubjectKeys
from council_registry.application.ports import Contacts, OutsideTokens, Units
from council_registry.application.records import HOLDINGS, Records
from council_registry.domain.holding import DIRECTORATE, FOUNDER, Holding, founders_post
from council_registry.domain.person import HoldKind, Person
from council_registry.domain.refusals import NoPlaceInRaadslag, NoSuchUnit
from council_registry.domain.unit import Unit
from councilkit.clock import Clock
from councilkit.workdays import oslo_day

FORMER_FOR = timedelta(days=2 * 365)
"""How long somebody may read on what the council raised while the own term ran."""

MOST_FORMER = 20


@dataclass(frozen=True)
class ExchangeToken:
    """Tell who somebody is here whom the outside issuer vouches for."""

    token: str = field(repr=False)


@dataclass(frozen=True)
class Identity:
    subject: str
    holdings: tuple[Holding, ...]
    former: tuple[Holding, ...] = ()
    vouched_by: str | None = None


@dataclass(frozen=True)
class Door:
    """What it takes to know somebody who comes from outside."""

    outside: OutsideTokens
    subjects: SubjectKeys
    founder: str | None = field(repr=False)

    def opens_for_founder(self, subject: str) -> bool:
        return self.founder is not None and hmac.compare_digest(subject.encode(), self.founder.encode())


async def exchange_token(
    command: ExchangeToken, *, door: Door, contacts: Contacts, records: Records, units: Units, clock: Clock
) -> Identity:
    subject = await door.outside.subject(command.token)
    person = await contacts.with_subject(door.subjects.hashes(subject))
    today = oslo_day(clock())
    held = await held_ever(person.holds, records=records) if person else []
    holdings = [holding for holding in held if holding.period.covers(today)]
    former = lately(held, today)
    if door.opens_for_founder(subject) and (post := founders_post(await _directorate(units), today)):
        holdings.append(post)
    if not holdings and not former:
        raise NoPlaceInRaadslag(_way_in(person))
    return Identity(person.id if person else FOUNDER, tuple(holdings), former)


async def held_ever(holds: Sequence[str], *, records: Records) -> list[Holding]:
    """Tell those of the terms and posts that are known, in this order."""
    found = await records.all_of(HOLDINGS, holds)
    return [found[id] for id in holds if id in found]


def lately(held: Sequence[Holding], today: date) -> tuple[Holding, ...]:
    """Tell the terms that ended not long ago, the latest first; a token has room for so many."""
    over = [
        holding
        for holding in held
        if holding.kind is HoldKind.TERM
        and holding.period.runs
        and holding.period.last < today
        and today - holding.period.last <= FORMER_FOR
    ]
    return tuple(sorted(over, key=lambda holding: holding.period.last, reverse=True)[:MOST_FORMER])


async def _directorate(units: Units) -> Unit | None:
    try:
        return await units.get(DIRECTORATE)
    except NoSuchUnit:
        return None


def _way_in(person: Person | None) -> str:
    if person:
        return "You hold no term or post today. The secretary of your council can enter a new one."
    return "Nobody has entered you yet. Ask the secretary of your council, or your regional office."
