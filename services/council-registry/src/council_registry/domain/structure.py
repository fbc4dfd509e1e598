"""How councils are founded, change, rest and end. What is agreed for a day to come is told as agreed."""

from collections.abc import Sequence
from datetime import date

from council_registry.domain import dated, levels
from council_registry.domain.charter import Charter
from council_registry.domain.council import Council, evolve
from council_registry.domain.dated import Status
from council_registry.domain.refusals import WrongState
from council_registry.domain.structure_refusals import CouncilOver, CouncilsRemain, DayToCome, NoSuccessor, UnitOver
from council_registry.domain.unit import Unit
from councilkit.events.councils import CouncilFounded
from councilkit.events.structure import (
    CouncilChangeAgreed,
    CouncilChanged,
    CouncilClosed,
    CouncilCountingSet,
    CouncilPlanDropped,
    CouncilRested,
    CouncilWoken,
)


def found(
    council: str, charter: Charter, *, units: Sequence[Unit], parent: Council | None, starts: date | None
) -> CouncilFounded:
    _require_place(charter, units, parent)
    return CouncilFounded(council=council, starts=starts, **vars(charter))


def change(
    council: Council, wanted: CouncilChanged, *, units: Sequence[Unit], parent: Council | None, today: date
) -> CouncilChanged | CouncilChangeAgreed:
    _require_next(council, wanted.on)
    _require_place(council.charter.changed(wanted), units, parent)
    if wanted.on > today:
        return CouncilChangeAgreed(council=council.id, on=wanted.on, changed=wanted)
    return wanted


def close(
    council: Council,
    wanted: CouncilClosed,
    *,
    successors: Sequence[Council],
    below: Sequence[Council],
    today: date,
    met: date | None = None,
) -> CouncilClosed | CouncilChangeAgreed:
    """Let there be no such council from a day on, later than it `met`; one successor is a merger, several a split."""
    _require_next(council, wanted.on)
    dated.require_none_met(wanted.on, met)
    dated.require_none_begun(wanted.on, [term.period for term in council.terms.values()], today)
    for successor in successors:
        _require_successor(council, successor, wanted.on)
    _require_none_below(council, below, wanted.on)
    if wanted.on > today:
        return CouncilChangeAgreed(council=council.id, on=wanted.on, closed=wanted)
    return wanted


def without_plan(council: Council, on: date) -> Council:
    """Tell the council as it is to be when its plan for a day, if there is one, is dropped."""
    return evolve(council, CouncilPlanDropped(council=council.id, on=on))


def drop_plan(council: Council, on: date, *, units: Sequence[Unit], parents: Sequence[Council]) -> CouncilPlanDropped:
    """Drop a plan, unless the council would be left below a council, or with a unit, that is to be no more."""
    dated.plan_for(council.agreed, on)
    left = without_plan(council, on)
    for parent in parents:
        if parent.ending and _lies_below(left, parent, parent.ending.on):
            raise _over(parent, "/on")
    for unit in units:
        if unit.ending and any(unit.number in charter.units for charter in left.charters_from(unit.ending.on)):
            raise UnitOver(f"Unit {unit.number} is closed from {unit.ending.on}.", field="/on")
    return CouncilPlanDropped(council=council.id, on=on)


def carried_out(council: Council, on: date) -> CouncilChanged | CouncilClosed:
    """Tell what was agreed for a day, now that it has come."""
    plan = dated.plan_for(council.agreed, on)
    wanted = plan.changed or plan.closed
    assert wanted  # noqa: S101 - a plan is one of the two
    return wanted


def rest(council: Council, on: date, today: date) -> CouncilRested:
    _require_told_on_its_day(council, on, today)
    if council.rests_now or council.status_on(on) is not Status.ACTIVE:
        raise WrongState(f"A council that is {council.status_on(on)} does not begin to rest.", field="/on")
    return CouncilRested(council=council.id, on=on)


def wake(council: Council, on: date, today: date) -> CouncilWoken:
    _require_told_on_its_day(council, on, today)
    if not council.rests_now:
        raise WrongState("The council does not rest.", field="/on")
    return CouncilWoken(council=council.id, on=on)


def set_counting(council: Council, wanted: CouncilCountingSet) -> CouncilCountingSet:
    _require_not_closed(council)
    return wanted


def _require_not_closed(council: Council) -> None:
    if council.closed:
        raise CouncilOver(f"{council.charter.short} is closed from {council.closed.on}.", field="path")


def _require_told_on_its_day(council: Council, on: date, today: date) -> None:
    if on > today:
        raise DayToCome("This is told on its day: no council agrees to rest.", field="/on")
    _require_not_closed(council)
    dated.require_next(on, told=council.told_for, agreed=())


def _require_next(council: Council, on: date) -> None:
    if council.ending:
        raise _over(council, "path")
    dated.require_next(on, told=council.told_for, agreed=council.agreed)


def _over(council: Council, field: str) -> CouncilOver:
    return CouncilOver(f"{council.charter.short} is closed from {council.ending and council.ending.on}.", field=field)


def _require_place(charter: Charter, units: Sequence[Unit], parent: Council | None) -> None:
    levels.require_units(charter.kind, charter.level, {unit.kind for unit in units})
    for unit in units:
        if unit.ending:  # it would be left there: nobody comes to what is to be no more
            raise UnitOver(f"Unit {unit.number} is closed from {unit.ending.on}.", field="/units")
    levels.require_parent(charter.level, parent.charter.level if parent else None)
    if parent and parent.ending:
        raise _over(parent, "/parent")


def _require_successor(council: Council, successor: Council, day: date) -> None:
    if successor.id == council.id:
        raise NoSuccessor("A council does not succeed itself.", field="/successors")
    if successor.status_on(day) not in {Status.ACTIVE, Status.RESTING}:
        status = successor.status_on(day)
        raise NoSuccessor(f"{successor.charter.short} is {status} on {day}.", field="/successors")


def _require_none_below(council: Council, others: Sequence[Council], day: date) -> None:
    below = [other for other in others if _lies_below(other, council, day)]
    if below := sorted(below, key=lambda other: other.charter.short):
        shorts = ", ".join(other.charter.short for other in below)
        detail = f"Below it are {shorts}. Move them below another council first, from {day} at the latest."
        raise CouncilsRemain(detail, field="/on", councils=[other.id for other in below])


def _lies_below(other: Council, council: Council, day: date) -> bool:
    """Tell if it does on that day or later, by what we know."""
    return any(charter.parent == council.id for charter in other.charters_from(day))
