"""The rules by which councils and units change over the years."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from council_registry.domain import structure, unit_structure
from council_registry.domain.charter import Charter
from council_registry.domain.council import Council, evolve
from council_registry.domain.dated import Status
from council_registry.domain.period import Period
from council_registry.domain.refusals import WrongLevel
from council_registry.domain.structure_refusals import (
    AlreadyAgreed,
    CouncilOver,
    NoSuccessor,
    NotBeforeTheLast,
    NothingAgreed,
    UnitOver,
)
from council_registry.domain.unit import Unit
from council_registry.domain.unit import evolve as evolve_unit
from councilkit.events.councils import CouncilKind, Language, Level, Names, Side, UnitKind
from councilkit.events.structure import CouncilChangeAgreed, CouncilChanged, CouncilClosed, UnitChanged, UnitClosed

A_DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)
FOUNDED = date(2020, 1, 1)
HORTEN = Unit("0701", "Nav Horten", UnitKind.LOCAL_OFFICE, "0800", "AT", starts=FOUNDED)
VESTFOLD = Unit("0800", "Nav Vestfold og Telemark", UnitKind.REGION, "9000", "AT")
LOCAL = Charter(
    names=Names(nb="LBU Horten", nn="LBU Horten", en="Local council Horten"),
    short="LBU-HOR",
    level=Level.LOCAL,
    kind=CouncilKind.USER_COUNCIL,
    parent="region",
    units=("0701",),
    line=None,
    language=Language.NB,
    led_by=Side.USER,
)
REGION = Council("region", replace(LOCAL, short="RBU-VT", level=Level.REGIONAL, parent="centre", units=("0800",)))
COUNCIL = Council("horten", LOCAL, starts=FOUNDED)
OTHER = Council("tonsberg", replace(LOCAL, short="LBU-TON", units=("0704",)), starts=FOUNDED)


def a_change(on: date, led_by: Side = Side.NAV) -> CouncilChanged:
    kept = {name: getattr(LOCAL, name) for name in ("names", "parent", "units", "line", "language")}
    return CouncilChanged(council="horten", on=on, led_by=led_by, **kept)


def changed(council: Council, on: date, led_by: Side = Side.NAV) -> Council:
    wanted = a_change(on, led_by)
    return evolve(council, structure.change(council, wanted, units=[HORTEN], parent=REGION, today=TODAY))


def closed(council: Council, on: date, *successors: Council) -> Council:
    wanted = CouncilClosed(council=council.id, on=on, successors=tuple(one.id for one in successors))
    return evolve(council, structure.close(council, wanted, successors=successors, below=[], today=TODAY))


def test_a_council_is_planned_until_it_starts() -> None:
    founded = structure.found("horten", LOCAL, units=[HORTEN], parent=REGION, starts=TODAY)
    council = evolve(None, founded)
    assert [council.status_on(day) for day in (TODAY - A_DAY, TODAY)] == [Status.PLANNED, Status.ACTIVE]


def test_a_council_whose_first_day_nobody_told_has_always_been_there() -> None:
    assert REGION.status_on(date(1990, 1, 1)) is Status.ACTIVE


def test_nothing_changes_before_the_council_is_founded_or_before_the_last_change() -> None:
    with pytest.raises(NotBeforeTheLast):
        changed(COUNCIL, FOUNDED - A_DAY)
    with pytest.raises(NotBeforeTheLast):
        changed(changed(COUNCIL, TODAY), TODAY - A_DAY)


def test_what_is_told_twice_for_a_day_holds_as_it_was_told_last() -> None:
    council = changed(changed(COUNCIL, TODAY, Side.NAV), TODAY, Side.USER)
    assert [council.charter_on(day).led_by for day in (TODAY - A_DAY, TODAY)] == [Side.USER, Side.USER]


def test_every_day_has_the_charter_that_held_on_it() -> None:
    council = changed(changed(changed(COUNCIL, FOUNDED + A_DAY), TODAY - A_DAY, Side.USER), TODAY)
    days = (FOUNDED, FOUNDED + A_DAY, TODAY - 2 * A_DAY, TODAY - A_DAY, TODAY)
    assert [council.on(day).charter.led_by for day in days] == [Side.USER, Side.NAV, Side.NAV, Side.USER, Side.NAV]


def test_no_two_things_are_agreed_for_one_day() -> None:
    council = changed(COUNCIL, TODAY + A_DAY)
    with pytest.raises(AlreadyAgreed):
        closed(council, TODAY + A_DAY)
    assert closed(council, TODAY + 2 * A_DAY).ending == CouncilClosed(council="horten", on=TODAY + 2 * A_DAY)


def test_nothing_is_agreed_for_a_council_after_its_end() -> None:
    for on in (TODAY, TODAY + A_DAY):
        with pytest.raises(CouncilOver):
            changed(closed(COUNCIL, on), TODAY + 9 * A_DAY)


def test_a_plan_becomes_the_event_that_was_agreed_and_is_gone() -> None:
    council = changed(COUNCIL, TODAY + A_DAY)
    told = structure.carried_out(council, TODAY + A_DAY)
    assert told == a_change(TODAY + A_DAY)
    council = evolve(council, told)
    assert (council.agreed, council.charter.led_by) == ((), Side.NAV)
    with pytest.raises(NothingAgreed):
        structure.carried_out(council, TODAY + A_DAY)


def test_an_end_that_is_agreed_takes_the_place_of_nothing_that_holds_until_then() -> None:
    council = closed(COUNCIL, TODAY + A_DAY, OTHER)
    assert [council.status_on(TODAY + n * A_DAY) for n in (0, 1)] == [Status.ACTIVE, Status.CLOSED]
    assert council.closed is None


def test_a_term_may_begin_before_an_agreed_end_and_not_after() -> None:
    council = closed(COUNCIL, TODAY + 9 * A_DAY)
    council.require_open(Period(TODAY), "/starts")
    with pytest.raises(CouncilOver) as refused:
        council.require_open(Period(TODAY + 9 * A_DAY), "/starts")
    assert refused.value.field == "/starts"


def test_what_ran_before_the_end_may_still_be_entered_after_it() -> None:
    council = closed(COUNCIL, TODAY)
    council.require_open(Period(FOUNDED, TODAY - A_DAY), "/starts")
    with pytest.raises(CouncilOver):
        council.require_open(Period(FOUNDED, TODAY), "/starts")


def test_no_council_goes_into_one_that_is_closed_or_planned_on_that_day() -> None:
    for successor in (closed(OTHER, TODAY), closed(OTHER, TODAY + A_DAY), replace(OTHER, starts=TODAY + 9 * A_DAY)):
        with pytest.raises(NoSuccessor):
            closed(COUNCIL, TODAY + A_DAY, successor)
    split = closed(COUNCIL, TODAY + A_DAY, OTHER, replace(OTHER, id="new", starts=TODAY + A_DAY))
    assert isinstance(split.agreed[0], CouncilChangeAgreed)


def test_a_council_has_no_unit_and_no_parent_that_is_closed_on_that_day() -> None:
    over = replace(HORTEN, closed=UnitClosed(unit="0701", on=TODAY))
    with pytest.raises(UnitOver):
        structure.change(COUNCIL, a_change(TODAY), units=[over], parent=REGION, today=TODAY)
    with pytest.raises(CouncilOver) as refused:
        structure.change(COUNCIL, a_change(TODAY), units=[HORTEN], parent=closed(REGION, TODAY), today=TODAY)
    assert refused.value.field == "/parent"


def test_a_council_keeps_its_level_and_so_does_its_parent() -> None:
    with pytest.raises(WrongLevel):
        structure.change(COUNCIL, a_change(TODAY), units=[HORTEN], parent=OTHER, today=TODAY)


@pytest.mark.parametrize(
    ("kind", "parent", "fits"),
    [
        (UnitKind.LOCAL_OFFICE, UnitKind.REGION, True),
        (UnitKind.LOCAL_OFFICE, UnitKind.DIRECTORATE, False),
        (UnitKind.LOCAL_OFFICE, None, False),
        (UnitKind.REGION, UnitKind.DIRECTORATE, True),
        (UnitKind.REGION, UnitKind.REGION, False),
        (UnitKind.LINE_UNIT, UnitKind.LINE_UNIT, True),
        (UnitKind.LINE_UNIT, UnitKind.LOCAL_OFFICE, False),
        (UnitKind.DIRECTORATE, None, True),
        (UnitKind.DIRECTORATE, UnitKind.REGION, False),
    ],
)
def test_a_unit_lies_below_one_of_the_kind_above(kind: UnitKind, parent: UnitKind | None, *, fits: bool) -> None:
    unit, above = Unit("1", "En", kind, "2"), Unit("2", "To", parent) if parent else None
    if fits:
        assert unit_structure.list_unit(unit, above).parent == "2"
    else:
        with pytest.raises(WrongLevel):
            unit_structure.list_unit(unit, above)


def test_a_unit_keeps_its_name_on_the_days_before_it_got_another() -> None:
    wanted = UnitChanged(unit="0701", on=TODAY, name="Nav Holmestrand og Horten", parent="0800", line="AT")
    unit = evolve_unit(HORTEN, unit_structure.change(HORTEN, wanted, parent=VESTFOLD, today=TODAY))
    assert [unit.on(TODAY - n * A_DAY).name for n in (1, 0)] == ["Nav Horten", "Nav Holmestrand og Horten"]


def test_a_unit_does_not_go_into_itself_or_into_one_that_is_closed() -> None:
    over = replace(HORTEN, number="0704", closed=UnitClosed(unit="0704", on=TODAY))
    for successor in (HORTEN, over):
        wanted = UnitClosed(unit="0701", on=TODAY, successors=(successor.number,))
        with pytest.raises(NoSuccessor):
            unit_structure.close(HORTEN, wanted, successors=[successor], below=[], councils=[], today=TODAY)
