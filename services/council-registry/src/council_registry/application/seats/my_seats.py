from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.application.ports import Contacts
from council_registry.application.reading.council_numbers import numbers_by_name
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.application.records import HOLDINGS, Records
from council_registry.application.seats.certificates import certificates_of
from council_registry.application.seats.mine import Mine
from council_registry.domain.handover import Handover
from council_registry.domain.holding import Holding
from council_registry.domain.rule_set import RuleSet
from council_registry.domain.seating import Seat, Term
from council_registry.domain.training import Certificate
from council_registry.domain.vacancy import months_after
from councilkit.events.councils import TermRole

ROLES = tuple(TermRole)
"""From the leader to the observer."""


@dataclass(frozen=True)
class MySeat:
    """A term of one's own: who steps in, what is to be learnt by when, and what is handed over."""

    found: CouncilOnDay
    term: Term
    seat: Seat
    deputies: list[Term]
    training_by: date
    certificate: Certificate | None  # the newest
    handover: Handover


async def read_my_seats(
    mine: Mine, standing: Standing, *, contacts: Contacts, records: Records, rules: RuleSet
) -> list[MySeat]:
    """Tell somebody's terms of all times: those of today first, each by how much it asks, then the newest."""
    known = await contacts.get(mine.person)
    holds = mine.among(known.holds) if known else ()
    held = (await records.all_of(HOLDINGS, holds)).values()
    certificates = await certificates_of(holds, records=records)
    seats = [_seat(one, certificates, standing, rules) for one in held if one.council in standing.councils]
    newest = sorted((seat for seat in seats if seat), key=lambda seat: seat.term.period.starts, reverse=True)
    return sorted(newest, key=lambda seat: _rank(seat.term, standing.day))


def _rank(term: Term, day: date) -> int:
    return ROLES.index(term.role) if term.period.covers(day) else len(ROLES)


def _seat(held: Holding, certificates: Sequence[Certificate], standing: Standing, rules: RuleSet) -> MySeat | None:
    found = standing.councils[held.council or ""]
    council, numbers = found.council, numbers_by_name(found, standing, rules)
    term = council.terms.get(held.id)
    if term is None or not term.period.runs:
        return None
    sitting = [council.seating.in_seat(deputy.id, standing.day) for deputy in council.seating.deputies_of(term.seat)]
    return MySeat(
        found,
        term,
        council.seating.seats[term.seat],
        [deputy for deputy in sitting if deputy],
        months_after(term.period.starts, numbers["training_months"]),
        certificates[0] if certificates else None,
        council.handover(term, days=numbers["handover_days"]),
    )
