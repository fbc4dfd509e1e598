"""Compares all rows with what is here, table by table: each row sees what the rows before it would have brought."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from council_registry.application.importing.meetings import compare_meeting
from council_registry.application.importing.organisations import compare_organisation
from council_registry.application.importing.plan import Plan
from council_registry.application.importing.posts import compare_post
from council_registry.application.importing.reading import Line, Problem, Tables
from council_registry.application.importing.rows import (
    ContactRow,
    CouncilRow,
    MeetingRow,
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
from councilkit.events.councils import Level, UnitKind
from councilkit.refusals import Refusal

TOP_DOWN = [UnitKind.DIRECTORATE, UnitKind.LINE_UNIT, UnitKind.REGION, UnitKind.LOCAL_OFFICE]
ABOVE_FIRST = [Level.CENTRAL, Level.REGIONAL, Level.LOCAL]


@dataclass(frozen=True)
class Comparison:
    """How the rows of a table are compared; `first`: those with the least go first, as others stand on them."""

    sheet: Sheet
    row: type[Row]
    compare: Callable[[World, Line[Any], Plan], None]
    first: Callable[[Any], int] = lambda _: 0

    def rank(self, line: Line[Any]) -> int:
        return self.first(line.row)


COMPARISONS: Sequence[Comparison] = (
    Comparison(Sheet.UNITS, UnitRow, compare_unit, lambda row: TOP_DOWN.index(row.kind)),
    Comparison(Sheet.ORGANISATIONS, OrganisationRow, compare_organisation, lambda row: row.umbrella is not None),
    Comparison(Sheet.COUNCILS, CouncilRow, compare_council, lambda row: ABOVE_FIRST.index(row.level)),
    Comparison(Sheet.CONTACTS, ContactRow, compare_contact),
    Comparison(Sheet.SEATS, SeatRow, compare_seat, lambda row: row.deputy_for is not None),
    Comparison(Sheet.POSTS, PostRow, compare_post),
    Comparison(Sheet.MEETINGS, MeetingRow, compare_meeting),
)


def compare(tables: Tables, world: World) -> Plan:
    plan = Plan()
    for comparison in COMPARISONS:
        lines = sorted(tables.of(comparison.sheet, comparison.row), key=comparison.rank)
        for _, several in groupby(lines, key=comparison.rank):
            plan.next_wave()
            for line in several:
                try:
                    comparison.compare(world, line, plan)
                except Refusal as no:
                    plan.problems.append(Problem.of(comparison.sheet, line.number, no))
    require_seats(world, tables.of(Sheet.CONTACTS, ContactRow), plan)
    return plan
