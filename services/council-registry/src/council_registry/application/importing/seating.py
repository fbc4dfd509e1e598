"""Comparing people and seats. Nobody is kept who holds nothing, so a new person comes with a seat or a post."""

from dataclasses import replace
from datetime import date

from council_registry.application.importing.plan import Change, Deed, Difference, Fields, Plan, changed_fields
from council_registry.application.importing.reading import Line, Problem
from council_registry.application.importing.rows import ContactRow, SeatRow, Sheet
from council_registry.application.importing.world import Known, World, about, name_of_seat, named, seat_in
from council_registry.application.people.appointments import Newcomer, Who
from council_registry.application.people.term_contact import ChangeContact
from council_registry.application.seats.add_seat import AddSeat
from council_registry.application.seats.end_term import EndTerm
from council_registry.application.seats.start_term import StartTerm
from council_registry.domain import council as councils
from council_registry.domain.council import Council
from council_registry.domain.dated import Closing
from council_registry.domain.import_refusals import NamedTwice, NoSeat, NotProlonged, StaysAsItIs
from council_registry.domain.people_refusals import ErasedBefore
from council_registry.domain.period import A_DAY, Period
from council_registry.domain.person import Contact
from council_registry.domain.seating import Seat, Term
from councilkit.ids import derived_id


def compare_contact(world: World, line: Line[ContactRow], plan: Plan) -> None:
    row = line.row
    known, contact = world.people[row.key], _contact(world, row)
    if known.wanted is not None:
        raise NamedTwice("Another row is about this person.", field="/key")
    if known.contact and known.contact.protected:  # nobody sees it, so no table changes it
        contact = replace(contact, address=known.contact.address, protected=True)
    known.wanted, known.subject = contact, row.subject
    if known.contact is None and (known.erased or not world.erased.isdisjoint(_marks(world, row))):
        raise ErasedBefore("Somebody with this key, address or identity asked to be erased.", field="/key")
    fields = changed_fields(vars(known.contact) if known.contact else {}, vars(contact))
    if not fields:
        plan.same += 1
    elif known.contact is None:
        plan.add(Difference(Sheet.CONTACTS, line.number, row.name, Change.NEW, fields))
    else:
        name = named("contact", known.id, f"{world.now.timestamp():.0f}")
        deed = Deed(Sheet.CONTACTS, line.number, f"person-{known.id}", name, ChangeContact(known.id, contact))
        plan.told_of.append(known.id)
        plan.add(Difference(Sheet.CONTACTS, line.number, row.name, Change.CHANGED, fields), deed)


def require_seats(world: World, lines: list[Line[ContactRow]], plan: Plan) -> None:
    """Tell of those new people who are in no other table."""
    for line in lines:
        known = world.people[line.row.key]
        if known.contact is None and not known.seated:
            no = NoSeat("This person is new, and holds no seat and no post.", field="/key")
            plan.problems.append(Problem.of(Sheet.CONTACTS, line.number, no))


def compare_seat(world: World, line: Line[SeatRow], plan: Plan) -> None:
    row = line.row
    council = world.council(row.council, "council")
    seat = seat_in(council, row.seat)
    fields: Fields = ()
    deeds: list[Deed] = []
    if seat not in council.seats:
        deeds.append(_new_seat(world, line, council, seat))
        fields = changed_fields({}, {"side": row.side, "deputy_for": row.deputy_for})
    elif council.seats[seat] is not row.side:
        raise StaysAsItIs("The side of a seat does not change; add another seat.", field="/side")
    new = bool(deeds)
    if row.person and row.role and row.starts:
        term_fields, term_deeds = _term(world, line, row.person, Period.agreed(row.starts, row.ends))
        fields, deeds = (*fields, *term_fields), [*deeds, *term_deeds]
    if not deeds:
        plan.same += 1
        return
    change = Change.NEW if new else Change.CHANGED
    plan.add(Difference(Sheet.SEATS, line.number, f"{row.council}/{row.seat}", change, fields), *deeds)


def _new_seat(world: World, line: Line[SeatRow], council: Council, seat: str) -> Deed:
    row = line.row
    deputy_for = seat_in(council, row.deputy_for) if row.deputy_for else None
    added = council.seating.add_seat(Seat(seat, row.side, deputy_for))
    world.put(councils.evolve(council, added))
    name = name_of_seat(council, row.seat)
    return Deed(Sheet.SEATS, line.number, f"council-{council.id}", name, AddSeat(council.id, row.side, deputy_for))


def _term(world: World, line: Line[SeatRow], person: str, period: Period) -> tuple[Fields, list[Deed]]:
    row, known = line.row, world.person(person, "person")
    council = world.council(row.council, "council")
    seat = seat_in(council, row.seat)
    held = [term for term in council.terms.values() if term.seat == seat and is_held_by(world, term.id, known)]
    same = next((term for term in held if term.period.starts == period.starts), None)
    known.seated = True
    if same is None:
        return changed_fields({}, {"role": row.role, "starts": period.starts, "ends": period.ends}), [
            _new_term(world, line, council, seat, known)
        ]
    if same.role is not row.role:
        raise StaysAsItIs("The role of a term does not change; end it, and begin another one.", field="/role")
    if is_as_told(same.period, period.ends, council.ending):
        return (), []
    on = shortened(same.period, period.ends)
    met = world.meetings.last_met(council.id, same.id)
    with about("ends"):
        world.put(councils.evolve(council, council.end_term(same.id, on, met=met)))
    name = named("end", same.id, str(on))
    deed = Deed(Sheet.SEATS, line.number, f"council-{council.id}", name, EndTerm(council.id, same.id, on))
    return changed_fields({"ends": same.period.ends}, {"ends": on}), [deed]


def _new_term(world: World, line: Line[SeatRow], council: Council, seat: str, known: Known) -> Deed:
    row = line.row
    assert row.role  # noqa: S101 - a row has a whole term or none
    assert row.starts  # noqa: S101 - see above
    name = named("term", council.id, seat, known.id, str(row.starts))
    term = Term(derived_id("term", name), seat, row.role, Period.agreed(row.starts, row.ends))
    council.seating.require_side(term, known.holds)
    world.put(councils.evolve(council, council.start_term(term)))
    known.holds.add(term.id)
    command = StartTerm(council.id, seat, row.role, term.period, who_is(known))
    return Deed(Sheet.SEATS, line.number, f"council-{council.id}", name, command)


def is_as_told(was: Period, ends: date | None, closing: Closing | None) -> bool:
    """Tell if it ends when a table says, or as early because that is no more where it was held."""
    with_it = closing is not None and was.ends == max(closing.on, was.starts) - A_DAY
    return was.ends == ends or (with_it and Period(was.starts, ends).last > was.last)


def shortened(was: Period, ends: date | None) -> date:
    if ends is None or (was.ends and ends > was.ends):
        raise NotProlonged(f"It ends on {was.ends}; begin another one after that day.", field="/ends")
    return ends


def is_held_by(world: World, hold: str, known: Known) -> bool:
    return world.holders.get(hold) == known.id


def who_is(known: Known) -> Who:
    if known.contact is not None or known.wanted is None:
        return known.id
    return Newcomer(known.wanted, known.subject, person=known.id)


def _marks(world: World, row: ContactRow) -> set[str]:
    """Spell what the journal of those who were erased would know this person by."""
    own = world.subjects.hashes(row.subject) if row.subject else []
    return {*own, *(world.subjects.marks(row.email) if row.email else [])}


def _contact(world: World, row: ContactRow) -> Contact:
    organisation = world.organisation(row.organisation, "organisation").id if row.organisation else None
    fields = row.model_dump(exclude={"key", "subject", "organisation"})
    return Contact(**fields, organisation=organisation)
