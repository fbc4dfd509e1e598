"""A meeting that was cancelled, moved or planned by hand since is neither undone nor doubled by a table."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from council_registry.application.importing.rows import Sheet
from council_registry.application.meetings.cancel_meeting import CancelMeeting
from council_registry.application.meetings.move_meeting import MoveMeeting
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.records import MEETINGS
from council_registry.domain.meeting import Meeting
from council_registry.testing.driver import Driver
from council_registry.testing.small_tables import ROWS, Rows, enter, preview, problem
from councilkit.callers import Holding
from councilkit.events.meetings import MeetingForm, MeetingType
from councilkit.testing.holdings import a_term

DAY = date(2026, 12, 10)
BEGINS = datetime(2026, 12, 10, 16, tzinfo=UTC)
PLANNED = {"councils": "LBU-HOR", "form": "digital", "starts_at": "2026-12-10 17:00"}
CANCELLED = PLANNED | {"status": "cancelled"}
BOTH = (CANCELLED, PLANNED)


def tables(*meetings: dict[str, Any]) -> Rows:
    return ROWS | {"meetings": list(meetings)}


async def met(registry: Driver) -> dict[str, Meeting]:
    """Tell the meetings of that day, by their status."""
    found = registry.service.records.having(MEETINGS, "councils", [await council(registry)])
    return {str(one.status): one async for one in found if one.day == DAY}


async def council(registry: Driver) -> str:
    councils = (await registry.service.directories.now()).councils
    return next(id for id, one in councils.items() if one.state.charter.short == "LBU-HOR")


async def secretary(registry: Driver) -> Holding:
    return a_term(await council(registry), "secretary", side="nav")


async def planned_by_hand(registry: Driver) -> None:
    command = PlanMeeting((await council(registry),), MeetingType.COUNCIL_MEETING, MeetingForm.DIGITAL, BEGINS)
    await registry.do(command, await secretary(registry))


async def cancelled_by_hand(registry: Driver) -> None:
    command = CancelMeeting((await met(registry))["planned"].id, "Salen er stengt.")
    await registry.do(command, await secretary(registry))


async def require_the_same(registry: Driver, rows: Rows) -> None:
    plan = await preview(registry, rows)
    assert (plan.differences, plan.problems) == ([], [])


@pytest.mark.parametrize("meetings", [BOTH, BOTH[::-1]])
async def test_a_meeting_that_was_cancelled_and_one_in_its_place_are_two(
    registry: Driver, meetings: tuple[dict[str, Any], ...]
) -> None:
    await enter(registry, tables(*meetings))
    assert set(await met(registry)) == {"cancelled", "planned"}
    await require_the_same(registry, tables(*meetings))


async def test_a_meeting_is_planned_in_the_place_of_one_that_was_cancelled_before(registry: Driver) -> None:
    await enter(registry, tables(CANCELLED))
    await enter(registry, tables(*BOTH))
    assert set(await met(registry)) == {"cancelled", "planned"}
    await require_the_same(registry, tables(*BOTH))


async def test_a_table_that_cancelled_a_meeting_does_not_cancel_the_one_that_was_planned_since(
    registry: Driver,
) -> None:
    await enter(registry, tables(CANCELLED))
    await planned_by_hand(registry)
    await require_the_same(registry, tables(CANCELLED))
    assert set(await met(registry)) == {"cancelled", "planned"}


async def test_a_table_cancels_no_meeting_that_somebody_planned_by_hand(registry: Driver) -> None:
    await enter(registry, tables())
    await planned_by_hand(registry)
    by_hand = (await met(registry))["planned"]
    await enter(registry, tables(CANCELLED))
    assert (await met(registry))["planned"] == by_hand


async def test_a_table_cancels_the_meeting_that_it_planned(registry: Driver) -> None:
    await enter(registry, tables(PLANNED))
    await enter(registry, tables(CANCELLED))
    assert set(await met(registry)) == {"cancelled"}
    await require_the_same(registry, tables(CANCELLED))


async def test_a_meeting_that_somebody_cancelled_is_not_planned_again_by_the_old_table(registry: Driver) -> None:
    await enter(registry, tables(PLANNED))
    await cancelled_by_hand(registry)
    assert await problem(registry, tables(PLANNED)) == ("meetings", 1, "status", "stays-as-it-is")


async def test_of_a_meeting_that_somebody_moved_the_old_table_is_told_to_tell_the_new_time(registry: Driver) -> None:
    await enter(registry, tables(PLANNED))
    moved = MoveMeeting((await met(registry))["planned"].id, datetime(2026, 12, 17, 16, tzinfo=UTC), None)
    await registry.do(moved, await secretary(registry))
    for row in (PLANNED, CANCELLED, PLANNED | {"status": "held"}):
        assert await problem(registry, tables(row)) == ("meetings", 1, "starts_at", "meeting-moved")
    await require_the_same(registry, tables(PLANNED | {"starts_at": "2026-12-17 17:00"}))


@pytest.mark.parametrize("row", [PLANNED, CANCELLED])
async def test_a_meeting_is_in_a_table_once(registry: Driver, row: dict[str, Any]) -> None:
    assert await problem(registry, tables(row, row)) == ("meetings", 2, "starts_at", "named-twice")


@pytest.mark.parametrize(
    ("cells", "column"),
    [({"councils": "LBU-HOR LBU-HOR"}, "councils"), ({"status": "held", "attended": "1 1"}, "attended")],
)
async def test_a_council_and_a_seat_are_named_once_in_a_cell(
    registry: Driver, cells: dict[str, str], column: str
) -> None:
    assert await problem(registry, tables(PLANNED | cells)) == ("meetings", 1, column, "named-twice")


@pytest.mark.parametrize("seat", ["modig.lykt@example.no", "Modig-Lykt/1", "modig.lykt/2"])
async def test_what_is_in_the_way_does_not_tell_what_stands_in_the_cell(registry: Driver, seat: str) -> None:
    row = PLANNED | {"starts_at": "2026-03-10 17:00", "status": "held", "attended": seat}
    [found] = (await preview(registry, tables(row))).problems
    assert found.column == "attended"
    assert "odig" not in found.detail


async def test_place_and_reason_of_a_meeting_are_exported(registry: Driver) -> None:
    await enter(registry, tables(PLANNED | {"place": "Biblioteket"}, CANCELLED | {"reason": "Salen er stengt."}))
    rows = (await registry.importing.exporting.rows(Sheet.MEETINGS, "directorate")).rows
    assert {(row["status"], row["place"], row["reason"]) for row in rows} == {
        ("planned", "Biblioteket", None),
        ("cancelled", None, "Salen er stengt."),
    }


async def test_two_meetings_that_a_table_cannot_tell_apart_are_exported_once(registry: Driver) -> None:
    await enter(registry, tables(PLANNED))
    await planned_by_hand(registry)
    told = await registry.importing.exporting.rows(Sheet.MEETINGS, "directorate")
    assert (len(told.rows), told.left_out) == (1, 1)
