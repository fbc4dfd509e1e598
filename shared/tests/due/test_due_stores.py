"""What is due comes in order, once it is time, and a change in between is never lost."""

import asyncio
from datetime import UTC, datetime, timedelta

from councilkit.clock import utc_now
from councilkit.due import Backlog, DueStore

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_a_subject_that_has_changed_is_due_at_once(due: DueStore) -> None:
    await due.look_again(["harbour"])
    assert await due.due(NOW, 10) == [("harbour", 1)]


async def test_nothing_is_due_of_which_nothing_was_heard(due: DueStore) -> None:
    await due.look_again([])
    assert await due.due(NOW, 10) == []


async def test_a_subject_that_was_put_off_comes_back_at_its_time(due: DueStore) -> None:
    await due.look_again(["harbour"])
    await due.put_off("harbour", NOW + HOUR, 1)
    assert await due.due(NOW, 10) == []
    assert await due.due(NOW + HOUR, 10) == [("harbour", 1)]


async def test_the_longest_overdue_comes_first_and_a_page_is_a_page(due: DueStore) -> None:
    names = ["harbour", "valley", "region"]
    await due.look_again(names)
    for hours, name in enumerate(names):
        await due.put_off(name, NOW - hours * HOUR, 1)
    assert [name for name, _ in await due.due(NOW, 2)] == ["region", "valley"]


async def test_what_only_a_change_can_bring_is_not_looked_at_before_it(due: DueStore) -> None:
    await due.look_again(["harbour"])
    await due.put_off("harbour", None, 1)
    assert await due.due(NOW + timedelta(days=4000), 10) == []
    await due.look_again(["harbour"])
    assert await due.due(NOW, 10) == [("harbour", 2)]


async def test_a_change_during_the_look_is_not_lost(due: DueStore) -> None:
    await due.look_again(["harbour"])
    [(name, changes)] = await due.due(NOW, 10)
    await due.look_again(["harbour"])
    await due.put_off(name, NOW + HOUR, changes)
    assert await due.due(NOW, 10) == [("harbour", 2)]


async def test_changes_told_at_the_same_time_are_all_counted(due: DueStore) -> None:
    await asyncio.gather(*(due.look_again(["harbour", "valley"]) for _ in range(10)))
    assert await due.due(NOW, 10) == [("harbour", 10), ("valley", 10)]


async def test_a_time_that_a_wrong_clock_set_has_come(due: DueStore) -> None:
    await due.look_again(["harbour", "valley"])
    await due.put_off("harbour", NOW + timedelta(days=365), 1)
    await due.put_off("valley", NOW + timedelta(days=1), 1)
    assert await due.due(NOW, 10) == [("harbour", 1)]


async def test_what_waits_is_counted_from_when_it_began_to_wait(due: DueStore) -> None:
    assert await due.backlog(NOW) == Backlog(0, None)
    await due.look_again(["harbour", "valley", "region"])
    await due.put_off("harbour", NOW - HOUR, 1)
    await due.put_off("valley", NOW + HOUR, 1)
    await due.put_off("region", None, 1)
    assert await due.backlog(NOW) == Backlog(1, NOW - HOUR)
    await due.look_again(["harbour"])
    assert await due.backlog(NOW) == Backlog(1, NOW - HOUR), "a change makes no overdue subject younger"


async def test_a_change_of_what_nothing_was_awaited_of_waits_from_then_on(due: DueStore) -> None:
    await due.look_again(["harbour"])
    await due.put_off("harbour", None, 1)
    began = utc_now() - timedelta(seconds=1)
    await due.look_again(["harbour"])
    backlog = await due.backlog(NOW)
    assert backlog.subjects == 1
    assert backlog.since is not None
    assert backlog.since >= began
