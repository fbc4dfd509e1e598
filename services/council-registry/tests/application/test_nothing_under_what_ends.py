"""Nothing is left below a council, or at a unit, that is to be no more, whatever is planned and dropped meanwhile."""

from datetime import timedelta

import pytest

from council_registry.application.structure.change_council import ChangeCouncil
from council_registry.application.structure.change_unit import ChangeUnit
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.application.structure.close_unit import CloseUnit
from council_registry.application.structure.drop_plan import DropPlan, DropUnitPlan
from council_registry.application.structure.found_council import FoundCouncil
from council_registry.application.structure.list_unit import ListUnit
from council_registry.domain.structure_refusals import CouncilOver, CouncilsRemain, UnitOver, UnitsRemain
from council_registry.domain.unit import Unit
from council_registry.testing.driver import Driver
from council_registry.testing.people import DIRECTORATE, TODAY, charter
from councilkit.events.councils import Level, UnitKind
from councilkit.events.structure import CouncilChanged, CouncilClosed, UnitChanged, UnitClosed

SOON, LATER, LAST = (TODAY + timedelta(days=days) for days in (10, 20, 50))


async def moved(registry: Driver, council: str, **wanted: object) -> CouncilChanged:
    was = (await registry.service.councils.get(council)).charter
    kept = {name: getattr(was, name) for name in ("names", "parent", "units", "line", "language", "led_by")}
    return CouncilChanged(council=council, **kept | wanted)


async def test_no_council_comes_below_one_whose_end_is_agreed(registry: Driver) -> None:
    central, _, local = await registry.a_chain()
    ending = await registry.a_council("RBU-OSL", Level.REGIONAL, "0300", parent=central)
    await registry.do(CloseCouncil(CouncilClosed(council=ending, on=LAST)), DIRECTORATE)
    founding = FoundCouncil(charter("LBU-TON", Level.LOCAL, "0704", parent=ending))
    for command in (ChangeCouncil(await moved(registry, local, on=TODAY, parent=ending)), founding):
        with pytest.raises(CouncilOver) as refused:
            await registry.do(command, DIRECTORATE)
        assert refused.value.field == "/parent"


async def test_a_council_is_not_closed_before_another_comes_below_it(registry: Driver) -> None:
    central, _, local = await registry.a_chain()
    other = await registry.a_council("RBU-OSL", Level.REGIONAL, "0300", parent=central)
    await registry.do(ChangeCouncil(await moved(registry, local, on=LATER, parent=other)), DIRECTORATE)
    with pytest.raises(CouncilsRemain, match="LBU-HOR"):
        await registry.do(CloseCouncil(CouncilClosed(council=other, on=SOON)), DIRECTORATE)


async def test_a_council_does_not_stay_below_one_that_is_closed_because_it_was_to_leave(registry: Driver) -> None:
    central, regional, local = await registry.a_chain()
    other = await registry.a_council("RBU-OSL", Level.REGIONAL, "0300", parent=central)
    await registry.do(ChangeCouncil(await moved(registry, local, on=SOON, parent=other)), DIRECTORATE)
    await registry.do(CloseCouncil(CouncilClosed(council=regional, on=LATER)), DIRECTORATE)
    with pytest.raises(CouncilOver) as refused:
        await registry.do(DropPlan(local, SOON), DIRECTORATE)
    assert refused.value.field == "/on"
    await registry.do(DropPlan(regional, LATER), DIRECTORATE)
    await registry.do(DropPlan(local, SOON), DIRECTORATE)


async def test_a_council_that_is_to_be_closed_with_those_below_it_is_closed_before_them_or_with_them(
    registry: Driver,
) -> None:
    _, regional, local = await registry.a_chain()
    await registry.do(CloseCouncil(CouncilClosed(council=local, on=LATER)), DIRECTORATE)
    await registry.do(CloseCouncil(CouncilClosed(council=regional, on=LATER)), DIRECTORATE)
    with pytest.raises(CouncilOver):
        await registry.do(DropPlan(local, LATER), DIRECTORATE)


async def test_no_council_takes_a_unit_whose_end_is_agreed(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.do(CloseUnit(UnitClosed(unit="0811", on=LAST, successors=("0806",))), DIRECTORATE)
    with pytest.raises(UnitOver) as refused:
        await registry.do(ChangeCouncil(await moved(registry, local, on=TODAY, units=("0811",))), DIRECTORATE)
    assert refused.value.field == "/units"


async def test_a_unit_is_not_closed_that_a_council_is_to_have(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.do(ChangeCouncil(await moved(registry, local, on=LATER, units=("0811",))), DIRECTORATE)
    with pytest.raises(CouncilsRemain, match="LBU-HOR"):
        await registry.do(CloseUnit(UnitClosed(unit="0811", on=SOON)), DIRECTORATE)


async def test_a_council_keeps_no_unit_that_is_closed_because_it_was_to_leave_it(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.do(ChangeCouncil(await moved(registry, local, on=SOON, units=("0704",))), DIRECTORATE)
    await registry.do(CloseUnit(UnitClosed(unit="0701", on=LATER)), DIRECTORATE)
    with pytest.raises(UnitOver) as refused:
        await registry.do(DropPlan(local, SOON), DIRECTORATE)
    assert refused.value.field == "/on"


async def test_units_do_not_come_or_stay_below_one_that_ends(registry: Driver) -> None:
    await registry.a_chain()
    for number, parent in (("9010", "9000"), ("9011", "9010")):
        await registry.do(ListUnit(Unit(number, f"Linje {number}", UnitKind.LINE_UNIT, parent)), DIRECTORATE)
    away = UnitChanged(unit="9011", on=SOON, name="Linje 9011", parent="9000")
    back = away.model_copy(update={"on": LATER, "parent": "9010"})
    for wanted in (away, back):
        await registry.do(ChangeUnit(wanted), DIRECTORATE)
    with pytest.raises(UnitsRemain, match="9011"):
        await registry.do(CloseUnit(UnitClosed(unit="9010", on=SOON)), DIRECTORATE)
    await registry.do(DropUnitPlan("9011", LATER), DIRECTORATE)
    await registry.do(CloseUnit(UnitClosed(unit="9010", on=LATER)), DIRECTORATE)
    for command in (
        DropUnitPlan("9011", SOON),
        ChangeUnit(back.model_copy(update={"on": SOON + timedelta(days=1)})),
        ListUnit(Unit("9012", "Linje 9012", UnitKind.LINE_UNIT, "9010")),
    ):
        with pytest.raises(UnitOver):
            await registry.do(command, DIRECTORATE)


async def test_a_plan_that_was_dropped_is_dropped_again_without_a_word(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.do(ChangeCouncil(await moved(registry, local, on=SOON, units=("0704",))), DIRECTORATE)
    first = await registry.do(DropPlan(local, SOON), DIRECTORATE, key="once")
    assert (await registry.do(DropPlan(local, SOON), DIRECTORATE, key="once")).sequence == first.sequence
