"""Compares all rows with what is here, table by table: each row sees what the rows before it would have brought."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from council_registry.application.importing.ending import (
    compare_end_of_council,
    compare_end_of_seat,
    compare_end_of_unit,
)
from council_registry.application.importing.meetings import compare_meeting
from council_registry.application.importing.organisations import compare_organisation
from council_registry.application.importing.plan import Plan
from council_registry.application.importing.posts import compare_post
from council_registry.application.importing.reading import Line, Problem, Tables
from council_registry.application.importing.rows import (
    ContactRow,
    CouncilRow,
    MeetingRow,
    MeetingStatus,
    OrganisationRow,
    PostRow,
    Row,
    SeatRow,
    Sheet,
    UnitRow,
)
from council_registry.application.importing.seating import compare_contact, compare_seat, require_seats
from council_registry.application.importing.structure import compare_council, compare_unit
from council_registry.application.importing.world import World
from council_registry.domain.import_refusals import NamedTwice
from councilkit.events.councils import Level, UnitKind
from councilkit.refusals import Refusal

TOP_DOWN = [UnitKind.DIRECTORATE, UnitKind.LINE_UNIT, UnitKind.REGION, UnitKind.LOCAL_OFFICE]
ABOVE_FIRST = [Level.CENTRAL, Level.REGIONAL, Level.LOCAL]

Keys = Mapping[str, Hashable]
"""What only one row of a table says, each by the column that it is told under."""


def _of_meeting(row: MeetingRow) -> Keys:
    was_cancelled = row.status is MeetingStatus.CANCELLED  # another one may be planned in its place
    return {"starts_at": (frozenset(row.councils), row.type, row.starts_at, was_cancelled)}


def _of_post(row: PostRow) -> Keys:
    return {"person": (row.unit, (row.organisation or "").casefold(), row.role, row.person, row.starts)}


@dataclass(frozen=True)
class Comparison:
    """How the rows of a table are compared; `first`: those with the least go first, as others stand on them."""

    sheet: Sheet
    row: type[Row]
    compare: Callable[[World, Line[Any], Plan], None]
    keys: Callable[[Any], Keys] = lambda _: {}
    first: Callable[[Any], int] = lambda _: 0

    def rank(self, line: Line[Any]) -> int:
        return self.first(line.row)


@dataclass
class _Named:
    """What the rows of a table have said so far."""

    _told: defaultdict[str, set[Hashable]] = field(default_factory=lambda: defaultdict(set))

    def require_new(self, keys: Keys) -> None:
        for column, key in keys.items():
            if key in self._told[column]:
                raise NamedTwice("Another row is about the same.", field=f"/{column}")
            self._told[column].add(key)


COMPARISONS: Sequence[Comparison] = (
    Comparison(
        Sheet.UNITS,
        UnitRow,
        compare_unit,
        keys=lambda row: {"number": (row.number, row.on)},  # what is agreed for a day is a row of its own
        first=lambda row: TOP_DOWN.index(row.kind),
    ),
    Comparison(
        Sheet.ORGANISATIONS,
        OrganisationRow,
        compare_organisation,
        keys=lambda row: {"name": row.name.casefold()},
        first=lambda row: row.umbrella is not None,
    ),
    Comparison(
        Sheet.COUNCILS,
        CouncilRow,
        compare_council,
        keys=lambda row: {"short": (row.short, row.on)},
        first=lambda row: ABOVE_FIRST.index(row.level),
    ),
    Comparison(
        Sheet.CONTACTS,
        ContactRow,
        compare_contact,
        keys=lambda row: {"key": row.key} | ({"subject": row.subject} if row.subject else {}),
    ),
    Comparison(
        Sheet.SEATS,
        SeatRow,
        compare_seat,
        keys=lambda row: {"seat": (row.council, row.seat, row.person, row.starts)},
        first=lambda row: row.deputy_for is not None,
    ),
    Comparison(Sheet.POSTS, PostRow, compare_post, keys=_of_post),
    Comparison(
        Sheet.MEETINGS,
        MeetingRow,
        compare_meeting,
        keys=_of_meeting,
        first=lambda row: row.status is MeetingStatus.CANCELLED,
    ),
    Comparison(Sheet.SEATS, SeatRow, compare_end_of_seat, first=lambda row: row.deputy_for is None),
    Comparison(Sheet.COUNCILS, CouncilRow, compare_end_of_council, first=lambda row: -ABOVE_FIRST.index(row.level)),
    Comparison(Sheet.UNITS, UnitRow, compare_end_of_unit, first=lambda row: -TOP_DOWN.index(row.kind)),
)


def compare(tables: Tables, world: World) -> Plan:
    plan = Plan()
    for comparison in COMPARISONS:
        named = _Named()
        by_day = sorted(tables.of(comparison.sheet, comparison.row), key=lambda line: _day(line.row, world.today))
        lines = sorted(by_day, key=comparison.rank)
        for _, several in groupby(lines, key=comparison.rank):
            plan.next_wave()
            for line in several:
                try:
                    named.require_new(comparison.keys(line.row))
                    comparison.compare(world, line, plan)
                except Refusal as no:
                    plan.problems.append(Problem.of(comparison.sheet, line.number, no))
    require_seats(world, tables.of(Sheet.CONTACTS, ContactRow), plan)
    return plan


def _day(row: Row, today: date) -> date:
    """Tell from which day on a row holds."""
    return getattr(row, "on", None) or today
