"""Comparing posts, at units and at organisations."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from council_registry.application.importing.plan import Change, Deed, Difference, Plan, changed_fields
from council_registry.application.importing.reading import Line
from council_registry.application.importing.rows import PostRow, Sheet
from council_registry.application.importing.seating import is_as_told, is_held_by, shortened, who_is
from council_registry.application.importing.world import World, named
from council_registry.application.people.appointments import Who
from council_registry.application.people.end_post import EndPost
from council_registry.application.people.start_post import StartPost
from council_registry.application.structure.organisation_posts import EndContact, StartContact
from council_registry.domain import organisation as organisations
from council_registry.domain import unit as units
from council_registry.domain.dated import Closing
from council_registry.domain.organisation import Organisation
from council_registry.domain.period import Period
from council_registry.domain.refusals import WrongPlaceForPost
from council_registry.domain.unit import Post, Unit
from councilkit.events.councils import PostRole
from councilkit.ids import derived_id


@dataclass(frozen=True)
class Desk:
    """Where posts are held: what is held there, and how one begins and ends in the world that is compared."""

    stream: str
    name: str
    posts: dict[str, Period]
    ending: Closing | None
    begin: Callable[[str, Period], None]
    end: Callable[[str, date], object]


def compare_post(world: World, line: Line[PostRow], plan: Plan) -> None:
    row, known = line.row, world.person(line.row.person, "person")
    if (row.role is PostRole.EXPERIENCE_CONSULTANT) is not bool(row.council):
        raise WrongPlaceForPost("An experience consultant reports to a council too, and nobody else.", field="/council")
    desk = _desk_of(world, row)
    known.seated = True
    held = {id: period for id, period in desk.posts.items() if is_held_by(world, id, known)}
    same = next((id for id, period in held.items() if period.starts == row.starts), None)
    if same is None:
        period = Period.agreed(row.starts, row.ends)
        name = named("post", desk.stream, row.role, known.id, str(row.starts))
        desk.begin(derived_id("post", name), period)
        council = world.council(row.council, "council").id if row.council else None
        command = _begin(row, desk, period, who_is(known), council)
        fields = changed_fields({}, {"role": row.role, "starts": row.starts, "ends": row.ends})
        change = Change.NEW
    elif is_as_told(held[same], row.ends, desk.ending):
        plan.same += 1
        return
    else:
        on = shortened(held[same], row.ends)
        name, command = named("end", same, str(on)), desk.end(same, on)
        fields, change = changed_fields({"ends": held[same].ends}, {"ends": row.ends}), Change.CHANGED
    deed = Deed(Sheet.POSTS, line.number, desk.stream, name, command)
    plan.add(Difference(Sheet.POSTS, line.number, f"{desk.name} {row.role}", change, fields), deed)


def _begin(row: PostRow, desk: Desk, period: Period, who: Who, council: str | None) -> object:
    if row.unit:
        return StartPost(row.unit, row.role, period, who, council)
    return StartContact(desk.stream.removeprefix("organisation-"), period, who)


def _desk_of(world: World, row: PostRow) -> Desk:
    if row.unit:
        return _at_unit(world, world.unit(row.unit, "unit"), row.role)
    if row.role is not PostRole.ORGANISATION_CONTACT:
        raise WrongPlaceForPost(f"There is no {row.role} at an organisation.", field="/role")
    return _at_organisation(world, world.organisation(row.organisation or "", "organisation"), row.organisation or "")


def _at_unit(world: World, unit: Unit, role: PostRole) -> Desk:
    def begin(id: str, period: Period) -> None:
        world.units[unit.number] = units.evolve(unit, unit.start_post(Post(id, role, period), world.today))

    def end(id: str, on: date) -> EndPost:
        world.units[unit.number] = units.evolve(unit, unit.end_post(id, on))
        return EndPost(unit.number, id, on)

    posts = {post.id: post.period for post in unit.posts.values() if post.role is role}
    return Desk(f"unit-{unit.number}", unit.number, posts, unit.ending, begin, end)


def _at_organisation(world: World, organisation: Organisation, name: str) -> Desk:
    def begin(id: str, period: Period) -> None:
        begun = organisation.start_post(id, period)
        world.organisations[name.casefold()] = organisations.evolve(organisation, begun)

    def end(id: str, on: date) -> EndContact:
        ended = organisation.end_post(id, on)
        world.organisations[name.casefold()] = organisations.evolve(organisation, ended)
        return EndContact(organisation.id, id, on)

    return Desk(f"organisation-{organisation.id}", name, dict(organisation.posts), None, begin, end)
