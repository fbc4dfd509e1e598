"""A nation of councils, made by a seed: every unit of the packaged list, 300 councils and 2,500 people in them.

Thirty offices have no council and thirty share one with another; a tenth of the councils have not met for a year.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from council_registry.adapters.packaged_units import packaged_units
from council_registry.domain.charter import Charter
from council_registry.domain.period import Period
from council_registry.domain.person import Contact
from council_registry.domain.unit import Unit
from council_registry.testing.names import handle, name
from councilkit.events.councils import (
    CouncilKind,
    Language,
    Level,
    Names,
    Side,
    TermRole,
    UnitKind,
)
from councilkit.workdays import OSLO, next_workday

EDITION = "2026-08"
COUNCILS, PEOPLE = 300, 2500
WITHOUT, SHARING = 30, 30
YEARS, A_YEAR = 3, 4
RENAMED, RESTING = 20, 9
ROLES = (
    (TermRole.LEADER, Side.USER),
    (TermRole.SECRETARY, Side.NAV),
    (TermRole.DEPUTY_LEADER, Side.USER),
    (TermRole.NAV_REPRESENTATIVE, Side.NAV),
    *itertools.repeat((TermRole.MEMBER, Side.USER), 5),
)


@dataclass(frozen=True)
class Sitting:
    """A person in a seat. Terms and seats have the council's id and a number."""

    seat: str
    term: str
    side: Side
    role: TermRole
    period: Period
    contact: Contact
    subject: str


@dataclass(frozen=True)
class Meeting:
    id: str
    starts_at: datetime
    held: bool


@dataclass(frozen=True)
class NationCouncil:
    id: str
    charter: Charter
    starts: date
    sitting: Sequence[Sitting]
    meetings: Sequence[Meeting]
    rests: bool = False
    renamed: bool = False


@dataclass(frozen=True)
class Nation:
    today: date
    units: Sequence[Unit]
    councils: Sequence[NationCouncil]


def nation(today: date, seed: int = 2026) -> Nation:
    """Make the same nation for the same day and seed."""
    random, units = Random(seed), packaged_units(EDITION)  # noqa: S311 - it keeps no secret
    numbers = itertools.count()
    councils = [_council(charter, today, random, numbers) for charter in _charters(units, random)]
    changed = random.sample(range(len(councils)), RENAMED + RESTING)
    for place in changed[:RENAMED]:
        councils[place] = replace(councils[place], renamed=True)
    for place in changed[RENAMED:]:
        councils[place] = replace(councils[place], rests=True)
    return Nation(today, units, councils)


def _charters(units: Sequence[Unit], random: Random) -> Iterator[Charter]:
    of_kind = {kind: [unit for unit in units if unit.kind is kind] for kind in UnitKind}
    [directorate], regions = of_kind[UnitKind.DIRECTORATE], of_kind[UnitKind.REGION]
    yield _charter("SBU", Level.CENTRAL, CouncilKind.USER_COUNCIL, (directorate,))
    for line in of_kind[UnitKind.LINE_UNIT]:
        yield _charter(f"LIN-{line.number}", Level.CENTRAL, CouncilKind.LINE_COUNCIL, (line,))
    for region in regions:
        yield _charter(f"RBU-{region.number}", Level.REGIONAL, CouncilKind.USER_COUNCIL, (region,), "sbu")
        yield _charter(f"RUN-{region.number}", Level.REGIONAL, CouncilKind.YOUTH_COUNCIL, (region,), "sbu")
    local = list(_local(of_kind[UnitKind.LOCAL_OFFICE], random))
    yield from local
    young = COUNCILS - 1 - len(of_kind[UnitKind.LINE_UNIT]) - 2 * len(regions) - len(local)
    for office in random.sample(of_kind[UnitKind.LOCAL_OFFICE], young):
        parent = f"run-{office.parent}"
        yield _charter(f"LUN-{office.number}", Level.LOCAL, CouncilKind.YOUTH_COUNCIL, (office,), parent)


def _local(offices: Sequence[Unit], random: Random) -> Iterator[Charter]:
    """Give offices their councils: some share one with a neighbour, some have none."""
    without = set(random.sample([office.number for office in offices], WITHOUT))
    sharing = SHARING // 2
    served = (office for office in offices if office.number not in without)
    for office in served:
        its = [office]
        if sharing and (other := next(served, None)):
            sharing -= 1
            its.append(other)
        same_region = [one for one in its if one.parent == office.parent]
        for some in [its] if len(same_region) == len(its) else [[one] for one in its]:
            short, parent = f"LBU-{some[0].number}", f"rbu-{some[0].parent}"
            yield _charter(short, Level.LOCAL, CouncilKind.USER_COUNCIL, tuple(some), parent)


def _charter(short: str, level: Level, kind: CouncilKind, units: Sequence[Unit], parent: str | None = None) -> Charter:
    place = " og ".join(unit.name.removeprefix("Nav ") for unit in units)
    young = kind is CouncilKind.YOUTH_COUNCIL
    nb, nn, en = (
        (f"Ungdomsråd {place}", f"Ungdomsråd {place}", f"Youth council {place}")
        if young
        else (f"Brukerutvalg {place}", f"Brukarutval {place}", f"User council {place}")
    )
    return Charter(
        names=Names(nb=nb, nn=nn, en=en),
        short=short,
        level=level,
        kind=kind,
        parent=parent,
        units=tuple(unit.number for unit in units),
        line=None,
        language=Language.NB,
        led_by=Side.USER,
    )


def _council(charter: Charter, today: date, random: Random, numbers: Iterator[int]) -> NationCouncil:
    id = charter.short.lower()
    starts = date(today.year - YEARS - 1, 1, 1)
    # 2,500 people in 300 councils are nine in every third, and eight in the others.
    index = next(numbers)
    first = index * 8 + (index + 2) // 3
    seats = 9 if index % 3 == 0 else 8
    sitting = [_sitting(id, place, first + place, today) for place in range(seats)]
    return NationCouncil(id, charter, starts, sitting, list(_meetings(id, today, random)))


def _sitting(council: str, place: int, person: int, today: date) -> Sitting:
    role, side = ROLES[place]
    period = Period(date(today.year - 1, 1, 1), date(today.year + 2, 12, 31))
    contact = Contact(name=name(person), email=f"{handle(person)}@example.no", language=Language.NB)
    return Sitting(f"{council}-s{place}", f"{council}-t{place}", side, role, period, contact, f"nation-{person}")


def _meetings(council: str, today: date, random: Random) -> Iterator[Meeting]:
    asleep = random.random() < 1 / 10
    many = YEARS * A_YEAR
    apart = timedelta(days=365 // A_YEAR)
    for number in range(many - A_YEAR - 1 if asleep else many):
        day = next_workday(today - apart * (many - number) + timedelta(days=random.randrange(60)))
        yield Meeting(f"{council}-m{number}", _at(day, random), held=True)
    if not asleep:
        yield Meeting(f"{council}-m{many}", _at(next_workday(today + apart), random), held=False)


def _at(day: date, random: Random) -> datetime:
    return datetime.combine(day, time(random.randrange(9, 15)), OSLO)
