"""Comparing what ends: seats, councils and units, in this order, and all else first: nothing is entered after it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from council_registry.application.importing.plan import Change, Deed, Difference, Plan, changed_fields
from council_registry.application.importing.reading import Line
from council_registry.application.importing.rows import CouncilRow, SeatRow, Sheet, UnitRow
from council_registry.application.importing.structure import after
from council_registry.application.importing.world import World, about, named, seat_in
from council_registry.application.seats.close_seat import CloseSeat
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.application.structure.close_unit import CloseUnit
from council_registry.application.structure.paths import leads_in
from council_registry.domain import council as councils
from council_registry.domain import structure, unit_structure
from council_registry.domain import unit as units
from council_registry.domain.dated import Closing
from council_registry.domain.import_refusals import StaysAsItIs
from council_registry.domain.structure_refusals import NoSuccessor
from councilkit.events.structure import CouncilClosed, UnitClosed


def compare_end_of_seat(world: World, line: Line[SeatRow], plan: Plan) -> None:
    row = line.row
    if row.until is None or row.council not in world.shorts:
        return
    council = world.council(row.council, "council")
    seat = seat_in(council, row.seat)
    if seat not in council.seats or council.seats_until.get(seat) == row.until:
        return
    with about("until"):
        world.put(councils.evolve(council, council.seating.close_seat(seat, row.until)))
    fields = changed_fields({}, {"until": row.until})
    name, command = named("close", seat, str(row.until)), CloseSeat(council.id, seat, row.until)
    deed = Deed(Sheet.SEATS, line.number, f"council-{council.id}", name, command)
    plan.add(Difference(Sheet.SEATS, line.number, f"{row.council}/{row.seat}", Change.CHANGED, fields), deed)


def compare_end_of_council(world: World, line: Line[CouncilRow], plan: Plan) -> None:
    row = line.row
    if row.closes is None or row.short not in world.shorts:
        return
    known = world.council(row.short, "short")
    successors = [world.council(short, "successors") for short in row.successors]
    ids = tuple(successor.id for successor in successors)
    if _has_ended(known.ending, row.closes, ids):
        return
    wanted, below = CouncilClosed(council=known.id, on=row.closes, successors=ids), list(world.councils.values())
    _require_no_way_back(known.id, ids, lambda id: world.councils[id].ending)
    met = world.meetings.last_met(known.id)
    with about("closes"):
        closed = structure.close(known, wanted, successors=successors, below=below, met=met, today=world.today)
    world.put(councils.evolve(known, closed))
    stream = f"council-{known.id}"
    deed = Deed(Sheet.COUNCILS, line.number, stream, after(world, stream, "close"), CloseCouncil(wanted))
    plan.add(_ending(Sheet.COUNCILS, line.number, row.short, row.closes, row.successors), deed)


def compare_end_of_unit(world: World, line: Line[UnitRow], plan: Plan) -> None:
    row = line.row
    if row.closes is None or row.number not in world.units:
        return
    known = world.unit(row.number, "number")
    successors = [world.unit(number, "successors") for number in row.successors]
    if _has_ended(known.ending, row.closes, row.successors):
        return
    wanted = UnitClosed(unit=row.number, on=row.closes, successors=row.successors)
    below, having = list(world.units.values()), list(world.councils.values())
    _require_no_way_back(row.number, row.successors, lambda number: world.units[number].ending)
    with about("closes"):
        closed = unit_structure.close(
            known, wanted, successors=successors, below=below, councils=having, today=world.today
        )
    world.units[row.number] = units.evolve(known, closed)
    stream = f"unit-{row.number}"
    deed = Deed(Sheet.UNITS, line.number, stream, after(world, stream, "close"), CloseUnit(wanted))
    plan.add(_ending(Sheet.UNITS, line.number, row.number, row.closes, row.successors), deed)


def _has_ended(ending: Closing | None, on: date, successors: Sequence[str]) -> bool:
    if ending is None:
        return False
    if (ending.on, ending.successors) != (on, tuple(successors)):
        raise StaysAsItIs(f"It is closed from {ending.on} already.", field="/closes")
    return True


def _ending(sheet: Sheet, line: int, name: str, closes: date, successors: Sequence[str]) -> Difference:
    fields = changed_fields({"successors": ()}, {"closes": closes, "successors": successors})
    return Difference(sheet, line, name, Change.CHANGED, fields)


def _require_no_way_back(one: str, successors: Sequence[str], ending: Callable[[str], Closing | None]) -> None:
    def after(other: str) -> Iterable[str]:
        end = ending(other)
        return end.successors if end else ()

    if leads_in(one, successors, after):
        raise NoSuccessor("What this goes into does not go into it.", field="/successors")
