"""Comparing organisations, which a table knows by their names."""

from council_registry.application.importing.plan import Change, Deed, Difference, Plan, changed_fields
from council_registry.application.importing.reading import Line
from council_registry.application.importing.rows import OrganisationRow, Sheet
from council_registry.application.importing.world import World, named
from council_registry.application.structure.change_organisation import ChangeOrganisation
from council_registry.application.structure.list_organisation import ListOrganisation
from council_registry.domain.organisation import Organisation, evolve
from councilkit.ids import derived_id


def compare_organisation(world: World, line: Line[OrganisationRow], plan: Plan) -> None:
    row = line.row
    umbrella = world.organisation(row.umbrella, "umbrella") if row.umbrella else None
    above = umbrella.id if umbrella else None
    known = world.organisations.get(row.name.casefold())
    if known is None:
        name = named("organisation", derived_id("name", row.name.casefold()))
        id = derived_id("organisation", name)
        command = ListOrganisation(row.name, above)
        world.organisations[row.name.casefold()] = Organisation(id, above)
        deed = Deed(Sheet.ORGANISATIONS, line.number, _lane(row, id), name, command)
        fields = changed_fields({}, {"name": row.name, "umbrella": row.umbrella})
        plan.add(Difference(Sheet.ORGANISATIONS, line.number, row.name, Change.NEW, fields), deed)
    elif known.umbrella == above:
        plan.same += 1
    else:
        _change(world, line, known, umbrella, plan)


def _change(
    world: World, line: Line[OrganisationRow], known: Organisation, umbrella: Organisation | None, plan: Plan
) -> None:
    above = umbrella.id if umbrella else None
    event = known.change(above, above=world.above(umbrella))
    world.organisations[line.row.name.casefold()] = evolve(known, event)
    command = ChangeOrganisation(known.id, line.row.name, above)
    stream = f"organisation-{known.id}"
    deed = Deed(
        Sheet.ORGANISATIONS, line.number, _lane(line.row, known.id), named(f"{stream}@{known.told}", "change"), command
    )
    was = next((name for name, one in world.organisations.items() if one.id == known.umbrella), None)
    fields = changed_fields({"umbrella": was}, {"umbrella": line.row.umbrella})
    plan.add(Difference(Sheet.ORGANISATIONS, line.number, line.row.name, Change.CHANGED, fields), deed)


def _lane(row: OrganisationRow, id: str) -> str:
    """An umbrella may have one itself, of the same table: those below one are entered one after another."""
    return "below-umbrellas" if row.umbrella else f"organisation-{id}"
