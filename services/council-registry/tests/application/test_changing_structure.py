"""Units and councils change at a date; what is agreed is done on its day, and nobody sits on after the end."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from council_registry.application.people.start_post import StartPost
from council_registry.application.seats.end_term import EndTerm
from council_registry.application.seats.start_term import StartTerm
from council_registry.application.structure.change_council import ChangeCouncil
from council_registry.application.structure.change_unit import ChangeUnit
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.application.structure.close_unit import CloseUnit
from council_registry.application.structure.drop_plan import DropPlan, DropUnitPlan
from council_registry.application.structure.list_unit import ListUnit
from council_registry.application.structure.load_units import LoadUnits
from council_registry.application.structure.rest_council import RestCouncil
from council_registry.application.structure.set_counting import SetCounting
from council_registry.application.structure.wake_council import WakeCouncil
from council_registry.domain.dated import Status
from council_registry.domain.period import Period
from council_registry.domain.refusals import WrongState
from council_registry.domain.structure_refusals import (
    AlreadyAgreed,
    CouncilOver,
    CouncilsRemain,
    DayToCome,
    NoSuccessor,
    NothingAgreed,
    UnitNumberTaken,
    UnitsRemain,
    WouldBeCycle,
)
from council_registry.domain.unit import Unit
from council_registry.testing.driver import EDITION, Driver
from council_registry.testing.people import DIRECTORATE, OFFICER, OFFICER_ELSEWHERE, THIS_YEAR, TODAY, newcomer
from councilkit.events.councils import Level, Names, PostRole, Side, TermRole, UnitKind
from councilkit.events.structure import CouncilChanged, CouncilClosed, CouncilCountingSet, UnitChanged, UnitClosed
from councilkit.policy import NotAllowed

A_DAY = timedelta(days=1)
NEW_YEAR = date(2027, 1, 1)
AT_MIDNIGHT = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
"""When the new year begins in Oslo."""


async def changed(registry: Driver, council: str, on: date, **wanted: object) -> CouncilChanged:
    """Spell a change that leaves the council as it is, but for what is told."""
    charter = (await registry.service.councils.get(council)).charter
    kept = {name: getattr(charter, name) for name in ("names", "parent", "units", "line", "language", "led_by")}
    return CouncilChanged(council=council, on=on, **kept | wanted)


async def types_of(registry: Driver, stream: str) -> list[str]:
    return [item.type.split(".", 1)[1] for item in await registry.published() if item.stream == stream]


async def test_a_change_that_holds_from_today_is_told_at_once_and_the_days_before_stay(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    names = Names(nb="Nytt", nn="Nytt", en="New")
    await registry.do(ChangeCouncil(await changed(registry, local, TODAY, names=names)), OFFICER)
    council = await registry.service.councils.get(local)
    assert (council.charter.names.en, council.charter_on(TODAY - A_DAY).names.en) == ("New", "LBU-HOR")


async def test_what_is_agreed_for_a_day_is_told_when_that_day_begins_in_oslo(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.do(ChangeCouncil(await changed(registry, local, NEW_YEAR, led_by=Side.NAV)), OFFICER)
    await registry.wait_until(AT_MIDNIGHT - timedelta(seconds=1))
    assert (await types_of(registry, f"council-{local}"))[-1] == "council.change-agreed.v1"
    await registry.wait_until(AT_MIDNIGHT)
    assert (await types_of(registry, f"council-{local}"))[-1] == "council.changed.v1"
    council = await registry.service.councils.get(local)
    assert (council.charter.led_by, council.agreed) == (Side.NAV, ())


async def test_what_is_agreed_shows_on_its_day_before_it_is_done(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.do(ChangeCouncil(await changed(registry, local, NEW_YEAR, led_by=Side.NAV)), OFFICER)
    council = await registry.service.councils.get(local)
    assert [council.on(day).charter.led_by for day in (NEW_YEAR - A_DAY, NEW_YEAR)] == [Side.USER, Side.NAV]


async def test_a_plan_that_is_dropped_is_not_carried_out_and_may_be_made_anew(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    for _ in range(2):
        await registry.do(CloseCouncil(CouncilClosed(council=local, on=NEW_YEAR)), OFFICER)
        await registry.do(DropPlan(local, NEW_YEAR), OFFICER)
    with pytest.raises(NothingAgreed):
        await registry.do(DropPlan(local, NEW_YEAR), OFFICER)
    await registry.wait_until(AT_MIDNIGHT + A_DAY)
    assert (await registry.service.councils.get(local)).status_on(NEW_YEAR) is Status.ACTIVE
    await registry.do(CloseCouncil(CouncilClosed(council=local, on=NEW_YEAR + A_DAY)), OFFICER)
    assert (await types_of(registry, f"council-{local}"))[-1] == "council.closed.v1"


async def test_what_came_due_while_nobody_looked_is_told_in_the_order_of_its_days(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.do(ChangeCouncil(await changed(registry, local, NEW_YEAR, led_by=Side.NAV)), OFFICER)
    await registry.do(CloseCouncil(CouncilClosed(council=local, on=NEW_YEAR + A_DAY)), OFFICER)
    await registry.wait_until(AT_MIDNIGHT + 30 * A_DAY)
    told = await types_of(registry, f"council-{local}")
    assert told[-2:] == ["council.changed.v1", "council.closed.v1"]
    assert (await registry.service.councils.get(local)).status_on(NEW_YEAR) is Status.ACTIVE


async def test_a_change_does_not_go_before_one_that_is_agreed(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.do(ChangeCouncil(await changed(registry, local, NEW_YEAR, led_by=Side.NAV)), OFFICER)
    for day in (TODAY, NEW_YEAR):
        with pytest.raises(AlreadyAgreed):
            await registry.do(ChangeCouncil(await changed(registry, local, day)), OFFICER)


async def test_everybody_who_sits_in_a_council_has_left_the_day_before_it_is_closed(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    secretary = StartTerm(seated.id, seated.desk, TermRole.SECRETARY, Period(NEW_YEAR), newcomer("Rolig Fjord"))
    await registry.do(secretary, OFFICER)
    await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=date(2026, 12, 1))), OFFICER)
    await registry.wait_until(datetime(2026, 12, 2, tzinfo=UTC))
    council = await registry.service.councils.get(seated.id)
    assert council.sitting(date(2026, 11, 30)) == {seated.leader.id}
    assert council.sitting(date(2026, 12, 1)) == council.sitting(NEW_YEAR) == set()
    assert (await types_of(registry, f"council-{seated.id}"))[-2:] == ["term.ended.v1", "term.ended.v1"]


async def test_a_term_that_was_over_when_the_council_closed_is_left_alone(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    await registry.do(EndTerm(seated.id, seated.leader.id, TODAY - A_DAY), OFFICER)
    await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=TODAY)), OFFICER)
    await registry.settle()
    assert (await types_of(registry, f"council-{seated.id}"))[-1] == "council.closed.v1"


async def test_nobody_holds_a_post_at_a_unit_that_is_closed(registry: Driver) -> None:
    await registry.do(LoadUnits(EDITION), DIRECTORATE)
    post = await registry.do(StartPost("0811", PostRole.ANSWERING_MANAGER, Period(TODAY), newcomer()), OFFICER)
    await registry.do(CloseUnit(UnitClosed(unit="0811", on=NEW_YEAR, successors=("0806",))), DIRECTORATE)
    await registry.wait_until(AT_MIDNIGHT)
    assert (await registry.service.units.get("0811")).posts[post.id].period == Period(TODAY, NEW_YEAR - A_DAY)


async def test_nothing_begins_in_a_council_that_is_closed(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    await registry.do(CloseCouncil(CouncilClosed(council=seated.id, on=TODAY)), OFFICER)
    with pytest.raises(CouncilOver):
        await registry.do(
            StartTerm(seated.id, seated.desk, TermRole.SECRETARY, THIS_YEAR, newcomer("Lun Vik")), OFFICER
        )
    for command in (
        ChangeCouncil(await changed(registry, seated.id, TODAY + A_DAY)),
        CloseCouncil(CouncilClosed(council=seated.id, on=TODAY + A_DAY)),
        RestCouncil(seated.id, TODAY),
        WakeCouncil(seated.id, TODAY),
        SetCounting(CouncilCountingSet(council=seated.id, quiet=True)),
    ):
        with pytest.raises(CouncilOver):
            await registry.do(command, OFFICER)


async def test_councils_merge_into_one_that_is_there_on_that_day(registry: Driver) -> None:
    _, regional, local = await registry.a_chain()
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=regional)
    await registry.do(CloseCouncil(CouncilClosed(council=other, on=NEW_YEAR, successors=(local,))), OFFICER)
    for successor in (other, local):
        merger = CouncilClosed(council=local, on=NEW_YEAR + A_DAY, successors=(successor, other))
        with pytest.raises(NoSuccessor):
            await registry.do(CloseCouncil(merger), OFFICER)


async def test_two_councils_do_not_go_into_each_other(registry: Driver) -> None:
    _, regional, local = await registry.a_chain()
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=regional)
    await registry.do(CloseCouncil(CouncilClosed(council=other, on=NEW_YEAR, successors=(local,))), OFFICER)
    with pytest.raises(NoSuccessor):
        await registry.do(CloseCouncil(CouncilClosed(council=local, on=TODAY, successors=(other,))), OFFICER)


async def test_a_resting_council_takes_over_what_another_leaves(registry: Driver) -> None:
    _, regional, local = await registry.a_chain()
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=regional)
    await registry.do(RestCouncil(local, TODAY), OFFICER)
    await registry.do(CloseCouncil(CouncilClosed(council=other, on=TODAY, successors=(local,))), OFFICER)
    assert (await registry.service.councils.get(other)).status_on(TODAY) is Status.CLOSED


async def test_a_council_below_which_others_stand_is_not_closed_before_they_have_moved(registry: Driver) -> None:
    central, regional, local = await registry.a_chain()
    closing = CloseCouncil(CouncilClosed(council=regional, on=NEW_YEAR))
    with pytest.raises(CouncilsRemain, match="LBU-HOR"):
        await registry.do(closing, OFFICER)
    other = await registry.a_council("RBU-OSL", Level.REGIONAL, "0300", parent=central)
    await registry.do(ChangeCouncil(await changed(registry, local, NEW_YEAR, parent=other)), OFFICER)
    await registry.do(closing, OFFICER)


async def test_an_office_is_not_closed_while_a_council_has_it(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    closing = CloseUnit(UnitClosed(unit="0701", on=NEW_YEAR, successors=("0704",)))
    with pytest.raises(CouncilsRemain, match="LBU-HOR"):
        await registry.do(closing, DIRECTORATE)
    with pytest.raises(UnitsRemain):
        await registry.do(CloseUnit(UnitClosed(unit="0800", on=NEW_YEAR)), DIRECTORATE)
    await registry.do(ChangeCouncil(await changed(registry, local, NEW_YEAR, units=("0704",))), OFFICER)
    await registry.do(closing, DIRECTORATE)
    await registry.wait_until(AT_MIDNIGHT)
    assert (await registry.service.units.get("0701")).closed


async def test_an_officer_takes_no_office_from_another_region(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.do(ListUnit(Unit("0301", "Nav Frogner", UnitKind.LOCAL_OFFICE, "0300")), DIRECTORATE)
    wanted = await changed(registry, local, TODAY, units=("0701", "0301"))
    for officer in (OFFICER, OFFICER_ELSEWHERE):
        with pytest.raises(NotAllowed):
            await registry.do(ChangeCouncil(wanted), officer)
    await registry.do(ChangeCouncil(wanted), DIRECTORATE)


async def test_a_council_rests_and_wakes_and_the_days_tell(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    await registry.do(RestCouncil(local, TODAY - 9 * A_DAY), OFFICER)
    with pytest.raises(WrongState):
        await registry.do(RestCouncil(local, TODAY), OFFICER)
    await registry.do(WakeCouncil(local, TODAY), OFFICER)
    council = await registry.service.councils.get(local)
    days = (TODAY - 10 * A_DAY, TODAY - 9 * A_DAY, TODAY - A_DAY, TODAY)
    statuses = [council.status_on(day) for day in days]
    assert statuses == [Status.ACTIVE, Status.RESTING, Status.RESTING, Status.ACTIVE]
    with pytest.raises(WrongState):
        await registry.do(WakeCouncil(local, TODAY), OFFICER)
    with pytest.raises(DayToCome):
        await registry.do(RestCouncil(local, TODAY + A_DAY), OFFICER)


async def test_a_council_is_left_in_peace_until_its_duties_count(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    counting = CouncilCountingSet(council=local, counts_from=NEW_YEAR, quiet=True)
    await registry.do(SetCounting(counting), OFFICER)
    assert (await registry.service.councils.get(local)).counting == counting


async def test_a_new_unit_is_listed_once(registry: Driver) -> None:
    await registry.do(LoadUnits(EDITION), DIRECTORATE)
    unit = Unit("0702", "Nav Holmestrand", UnitKind.LOCAL_OFFICE, "0800", "AT", starts=NEW_YEAR)
    await registry.do(ListUnit(unit), DIRECTORATE)
    assert (await registry.service.units.get("0702")).status_on(TODAY) is Status.PLANNED
    with pytest.raises(UnitNumberTaken) as refused:
        await registry.do(ListUnit(replace(unit, name="Nav Sande")), DIRECTORATE)
    assert refused.value.field == "/number"


async def test_a_unit_changes_on_its_day_unless_the_plan_is_dropped(registry: Driver) -> None:
    await registry.do(LoadUnits(EDITION), DIRECTORATE)
    wanted = UnitChanged(unit="0811", on=NEW_YEAR, name="Nav Siljan og Skien", parent="0800", line="AT")
    for _ in range(2):
        await registry.do(ChangeUnit(wanted), DIRECTORATE)
        await registry.do(DropUnitPlan("0811", NEW_YEAR), DIRECTORATE)
    await registry.do(ChangeUnit(wanted), DIRECTORATE)
    await registry.wait_until(AT_MIDNIGHT)
    unit = await registry.service.units.get("0811")
    assert (unit.name, unit.on(NEW_YEAR - A_DAY).name) == ("Nav Siljan og Skien", "Nav Siljan")


async def test_no_line_unit_comes_to_lie_below_itself_whatever_becomes_of_the_plans(registry: Driver) -> None:
    await registry.do(LoadUnits(EDITION), DIRECTORATE)
    for number, parent in (("9010", "9000"), ("9011", "9010"), ("9012", "9011")):
        await registry.do(ListUnit(Unit(number, f"Linje {number}", UnitKind.LINE_UNIT, parent)), DIRECTORATE)
    away = UnitChanged(unit="9011", on=NEW_YEAR, name="Linje 9011", parent="9000")
    await registry.do(ChangeUnit(away), DIRECTORATE)
    for parent in ("9010", "9011", "9012"):
        below = UnitChanged(unit="9010", on=NEW_YEAR + A_DAY, name="Linje 9010", parent=parent)
        with pytest.raises(WouldBeCycle):
            await registry.do(ChangeUnit(below), DIRECTORATE)
