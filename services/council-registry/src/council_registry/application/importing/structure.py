"""Comparing units, organisations and councils."""

from datetime import date

from council_registry.application.importing.plan import Change, Deed, Difference, Plan, changed_fields
from council_registry.application.importing.reading import Line
from council_registry.application.importing.rows import CouncilRow, Sheet, UnitRow
from council_registry.application.importing.world import World, named
from council_registry.application.structure.change_council import ChangeCouncil
from council_registry.application.structure.change_unit import ChangeUnit
from council_registry.application.structure.found_council import FoundCouncil
from council_registry.application.structure.list_unit import ListUnit
from council_registry.application.structure.paths import leads_in
from council_registry.application.structure.set_counting import SetCounting
from council_registry.domain import council as councils
from council_registry.domain import structure, unit_structure
from council_registry.domain import unit as units
from council_registry.domain.charter import Charter
from council_registry.domain.council import Council
from council_registry.domain.import_refusals import StaysAsItIs
from council_registry.domain.structure_refusals import WouldBeCycle
from council_registry.domain.unit import Unit
from councilkit.events.councils import Names, UnitKind
from councilkit.events.structure import CouncilChanged, CouncilCountingSet, UnitChanged
from councilkit.ids import derived_id


def compare_unit(world: World, line: Line[UnitRow], plan: Plan) -> None:
    row = line.row
    known = world.units.get(row.number)
    if known is None:
        _new_unit(world, line, plan)
        return
    if known.kind is not row.kind:
        raise StaysAsItIs("The kind of a unit does not change; list another one.", field="/kind")
    told = {"name": row.name, "parent": row.parent, "line": row.line}
    fields = changed_fields(vars(known.on(row.on or world.today).facts), told)
    if not fields:
        plan.same += 1
        return
    wanted = UnitChanged(unit=row.number, on=row.on or world.today, name=row.name, parent=row.parent, line=row.line)
    parent = world.unit(row.parent, "parent") if row.parent else None
    if parent and leads_in(row.number, [parent.number], lambda above: _above(world, above, wanted.on)):
        raise WouldBeCycle(f"Unit {parent.number} lies below {row.number}.", field="/parent")
    changed = unit_structure.change(known, wanted, parent=parent, today=world.today)
    world.units[row.number] = units.evolve(known, changed)
    stream = f"unit-{row.number}"
    deed = Deed(Sheet.UNITS, line.number, _lane(row), after(world, stream, _change_on(row)), ChangeUnit(wanted))
    plan.add(Difference(Sheet.UNITS, line.number, row.number, Change.CHANGED, fields), deed)


def _new_unit(world: World, line: Line[UnitRow], plan: Plan) -> None:
    row = line.row
    new = Unit(row.number, row.name, row.kind, row.parent, row.line, starts=row.starts)
    parent = world.unit(row.parent, "parent") if row.parent else None
    world.units[row.number] = units.evolve(None, unit_structure.list_unit(new, parent))
    deed = Deed(Sheet.UNITS, line.number, _lane(row), named("unit", row.number), ListUnit(new))
    told = {"name": row.name, "kind": row.kind, "parent": row.parent}
    plan.add(Difference(Sheet.UNITS, line.number, row.number, Change.NEW, changed_fields({}, told)), deed)


def _lane(row: UnitRow) -> str:
    """A line's unit may lie below another one of the same table: they are entered one after another."""
    return "line-units" if row.kind is UnitKind.LINE_UNIT else f"unit-{row.number}"


def _above(world: World, number: str, day: date) -> set[str]:
    return world.units[number].parents_from(day) if number in world.units else set()


def compare_council(world: World, line: Line[CouncilRow], plan: Plan) -> None:
    row = line.row
    charter = _charter(world, row)
    id = world.shorts.get(row.short)
    if id is None:
        _new_council(world, line, charter, plan)
        return
    known = world.councils[id]
    if (known.charter.level, known.charter.kind) != (charter.level, charter.kind):
        raise StaysAsItIs("The level and the kind of a council do not change; found another one.", field="/level")
    then = known.on(row.on or world.today)
    fields = changed_fields(_told(then, world), _told(_as_council(known, charter, row), world))
    if not fields:
        plan.same += 1
        return
    difference = Difference(Sheet.COUNCILS, line.number, row.short, Change.CHANGED, fields)
    plan.add(difference, *_change(world, line, known, charter))


def _new_council(world: World, line: Line[CouncilRow], charter: Charter, plan: Plan) -> None:
    row, name = line.row, named("council", line.row.short)
    id = derived_id("council", name)
    its_units = [world.unit(number, "units") for number in charter.units]
    parent = world.councils[charter.parent] if charter.parent else None
    founded = structure.found(id, charter, units=its_units, parent=parent, starts=row.starts)
    council = councils.evolve(None, founded)
    stream, command = f"council-{id}", FoundCouncil(charter, row.starts)
    world.put(council)
    deeds = [Deed(Sheet.COUNCILS, line.number, stream, name, command), *_counting(world, line, council)]
    told = {"names": charter.names.nb, "level": charter.level, "parent": row.parent, "units": charter.units}
    plan.add(Difference(Sheet.COUNCILS, line.number, row.short, Change.NEW, changed_fields({}, told)), *deeds)


def _change(world: World, line: Line[CouncilRow], known: Council, charter: Charter) -> list[Deed]:
    deeds = []
    stream = f"council-{known.id}"
    if charter != known.charter_on(line.row.on or world.today):
        names = ("names", "parent", "units", "line", "language", "led_by")
        told = {name: getattr(charter, name) for name in names}
        wanted = CouncilChanged(council=known.id, on=line.row.on or world.today, **told)
        its_units = [world.unit(number, "units") for number in charter.units]
        parent = world.councils[charter.parent] if charter.parent else None
        changed = structure.change(known, wanted, units=its_units, parent=parent, today=world.today)
        world.put(councils.evolve(known, changed))
        name = after(world, stream, _change_on(line.row))
        deeds.append(Deed(Sheet.COUNCILS, line.number, stream, name, ChangeCouncil(wanted)))
    return [*deeds, *_counting(world, line, world.councils[known.id])]


def _counting(world: World, line: Line[CouncilRow], known: Council) -> list[Deed]:
    row, stream = line.row, f"council-{known.id}"
    wanted = CouncilCountingSet(council=known.id, counts_from=row.counts_from, quiet=row.quiet)
    if (known.counting or CouncilCountingSet(council=known.id)) == wanted:
        return []
    world.put(councils.evolve(known, structure.set_counting(known, wanted)))
    return [Deed(Sheet.COUNCILS, line.number, stream, after(world, stream, "counting"), SetCounting(wanted))]


def _charter(world: World, row: CouncilRow) -> Charter:
    return Charter(
        names=Names(nb=row.name_nb, nn=row.name_nn, en=row.name_en),
        short=row.short,
        level=row.level,
        kind=row.kind,
        parent=world.council(row.parent, "parent").id if row.parent else None,
        units=row.units,
        line=row.line,
        language=row.language,
        led_by=row.led_by,
    )


def _as_council(known: Council, charter: Charter, row: CouncilRow) -> Council:
    counting = CouncilCountingSet(council=known.id, counts_from=row.counts_from, quiet=row.quiet)
    return Council(known.id, charter, counting=counting)


def _told(council: Council, world: World) -> dict[str, object]:
    charter, counting = council.charter, council.counting or CouncilCountingSet(council=council.id)
    parent = world.councils.get(charter.parent or "")
    return {
        **{f"name_{language}": getattr(charter.names, language) for language in ("nb", "nn", "en")},
        "parent": parent and parent.charter.short,
        "units": tuple(charter.units),
        "line": charter.line,
        "language": charter.language,
        "led_by": charter.led_by,
        "counts_from": counting.counts_from,
        "quiet": counting.quiet,
    }


def _change_on(row: UnitRow | CouncilRow) -> str:
    return f"change/{row.on}" if row.on else "change"


def after(world: World, stream: str, what: str) -> str:
    """Name a change by where its stream is now: the same change may be wanted again one day."""
    return named(f"{stream}@{world.sequences.get(stream, 0)}", what)
