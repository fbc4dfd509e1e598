"""How units are listed, change and end. What is agreed for a day to come is told as agreed."""

from collections.abc import Sequence
from datetime import date

from council_registry.domain import dated, levels
from council_registry.domain.council import Council
from council_registry.domain.dated import Status
from council_registry.domain.structure_refusals import CouncilsRemain, NoSuccessor, UnitOver, UnitsRemain
from council_registry.domain.unit import Unit, evolve
from councilkit.events.councils import UnitListed
from councilkit.events.structure import UnitChangeAgreed, UnitChanged, UnitClosed, UnitPlanDropped


def list_unit(unit: Unit, parent: Unit | None) -> UnitListed:
    _require_parent(unit, parent)
    return unit.listed()


def change(unit: Unit, wanted: UnitChanged, *, parent: Unit | None, today: date) -> UnitChanged | UnitChangeAgreed:
    _require_next(unit, wanted.on)
    _require_parent(unit, parent)
    if wanted.on > today:
        return UnitChangeAgreed(unit=unit.number, on=wanted.on, changed=wanted)
    return wanted


def close(
    unit: Unit,
    wanted: UnitClosed,
    *,
    successors: Sequence[Unit],
    below: Sequence[Unit],
    councils: Sequence[Council],
    today: date,
) -> UnitClosed | UnitChangeAgreed:
    _require_next(unit, wanted.on)
    dated.require_none_begun(wanted.on, [post.period for post in unit.posts.values()], today)
    for successor in successors:
        _require_successor(unit, successor, wanted.on)
    _require_empty(unit, below, councils, wanted.on)
    if wanted.on > today:
        return UnitChangeAgreed(unit=unit.number, on=wanted.on, closed=wanted)
    return wanted


def without_plan(unit: Unit, on: date) -> Unit:
    """Tell the unit as it is to be when its plan for a day, if there is one, is dropped."""
    return evolve(unit, UnitPlanDropped(unit=unit.number, on=on))


def drop_plan(unit: Unit, on: date, *, parents: Sequence[Unit]) -> UnitPlanDropped:
    """Drop a plan, unless the unit would be left below one that is to be no more."""
    dated.plan_for(unit.agreed, on)
    left = without_plan(unit, on)
    for parent in parents:
        if parent.ending and _lies_below(left, parent, parent.ending.on):
            raise UnitOver(f"Unit {parent.number} is closed from {parent.ending.on}.", field="/on")
    return UnitPlanDropped(unit=unit.number, on=on)


def carried_out(unit: Unit, on: date) -> UnitChanged | UnitClosed:
    """Tell what was agreed for a day, now that it has come."""
    plan = dated.plan_for(unit.agreed, on)
    wanted = plan.changed or plan.closed
    assert wanted  # noqa: S101 - a plan is one of the two
    return wanted


def _require_next(unit: Unit, on: date) -> None:
    if unit.ending:
        raise UnitOver(f"Unit {unit.number} is closed from {unit.ending.on}.", field="path")
    dated.require_next(on, told=unit.told_for, agreed=unit.agreed)


def _require_parent(unit: Unit, parent: Unit | None) -> None:
    levels.require_unit_below(unit.kind, parent.kind if parent else None)
    if parent and parent.ending:  # it would be left there: nobody comes to what is to be no more
        raise UnitOver(f"Unit {parent.number} is closed from {parent.ending.on}.", field="/parent")


def _require_successor(unit: Unit, successor: Unit, day: date) -> None:
    if successor.number == unit.number:
        raise NoSuccessor("A unit does not succeed itself.", field="/successors")
    if successor.status_on(day) is not Status.ACTIVE:
        raise NoSuccessor(f"Unit {successor.number} is {successor.status_on(day)} on {day}.", field="/successors")


def _require_empty(unit: Unit, below: Sequence[Unit], councils: Sequence[Council], day: date) -> None:
    if units := sorted(other.number for other in below if _lies_below(other, unit, day)):
        raise UnitsRemain(f"Below it are {', '.join(units)}; move or close them first.", field="/on", units=units)
    having = [one for one in councils if any(unit.number in charter.units for charter in one.charters_from(day))]
    if having := sorted(having, key=lambda one: one.charter.short):
        shorts = ", ".join(one.charter.short for one in having)
        detail = f"It is a unit of {shorts}; change those first, or close them."
        raise CouncilsRemain(detail, field="/on", councils=[one.id for one in having])


def _lies_below(other: Unit, unit: Unit, day: date) -> bool:
    """Tell if it does on that day or later, by what we know."""
    return any(facts.parent == unit.number for facts in other.facts_from(day))
