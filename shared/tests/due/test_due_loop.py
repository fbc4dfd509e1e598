"""The loop looks at everything that is due, whatever goes wrong with one subject, a neighbour, or the clock."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader

from councilkit.crashpoints import POINTS, Crash, hooked
from councilkit.due import AT_LATEST, DueStore
from councilkit.due import loop as due_loop
from councilkit.due.figures import DueFigures
from councilkit.due.loop import DueLoop
from councilkit.due.memory_store import MemoryDueStore
from councilkit.events.examples import example_items
from councilkit.inbox import Done
from councilkit.refusals import Unavailable
from councilkit.workdays import OSLO

START = datetime(2026, 3, 27, 7, 0, tzinfo=UTC)


class World:
    """A clock, what is due, and the deeds that looks have done: each by its id, once."""

    def __init__(self, store: DueStore | None = None) -> None:
        self.store = store or MemoryDueStore()
        self.now = START
        self.deeds: dict[str, datetime] = {}
        self.looks: list[str] = []
        self.wrong: dict[str, Exception] = {}

    def loop(self) -> DueLoop:
        return DueLoop(self.store, self.every_morning, clock=lambda: self.now)

    async def every_morning(self, subject: str, now: datetime) -> datetime | None:
        """Do one thing a day, at eight in Oslo."""
        self.looks.append(subject)
        if subject in self.wrong:
            raise self.wrong[subject]
        eight = now.astimezone(OSLO).replace(hour=8, minute=0, second=0, microsecond=0)
        if now >= eight:
            self.deeds.setdefault(f"{subject} {eight.date()}", now)
            eight = (eight + timedelta(days=1)).astimezone(UTC).astimezone(OSLO).replace(hour=8)
        return eight.astimezone(UTC)

    async def pass_time(self, loop: DueLoop, *, until: datetime, step: timedelta) -> None:
        while self.now < until:
            self.now += step
            while await loop.turn():
                pass


async def test_each_morning_comes_once_also_when_the_clocks_are_changed() -> None:
    world = World()
    await world.store.look_again(["harbour"])
    await world.pass_time(world.loop(), until=START + timedelta(days=7), step=timedelta(minutes=20))
    mornings = [f"{at.astimezone(OSLO):%d %H.%M}" for at in world.deeds.values()]
    assert mornings == ["27 08.20", *(f"{day} 08.00" for day in ("28", "29", "30", "31", "01", "02", "03"))]


async def test_after_an_outage_it_is_done_late_and_once() -> None:
    world = World()
    await world.store.look_again(["harbour"])
    loop = world.loop()
    await world.pass_time(loop, until=START + timedelta(days=2), step=timedelta(hours=1))
    done = len(world.deeds)
    await world.pass_time(world.loop(), until=world.now + timedelta(days=7), step=timedelta(days=7))
    assert len(world.deeds) == done + 1


async def test_a_clock_that_had_jumped_ahead_spoils_nothing_for_long() -> None:
    world = World()
    await world.store.look_again(["harbour"])
    loop = world.loop()
    world.now += timedelta(days=300)
    await loop.turn()
    world.now = START
    await world.pass_time(loop, until=START + timedelta(days=3), step=timedelta(hours=1))
    assert {"harbour 2026-03-28", "harbour 2026-03-29"} <= set(world.deeds)


async def test_a_clock_that_jumps_back_does_nothing_twice_and_nothing_early() -> None:
    world = World()
    await world.store.look_again(["harbour"])
    loop = world.loop()
    await world.pass_time(loop, until=START + timedelta(days=2), step=timedelta(hours=1))
    done = dict(world.deeds)
    world.now -= timedelta(hours=10)
    while await loop.turn():
        pass
    assert world.deeds == done


async def test_nothing_is_left_for_longer_than_a_day() -> None:
    world = World()

    async def in_a_year(_: str, now: datetime) -> datetime:
        return now + timedelta(days=365)

    await world.store.look_again(["harbour"])
    await DueLoop(world.store, in_a_year, clock=lambda: world.now).turn()
    assert await world.store.due(world.now + AT_LATEST, 1) == [("harbour", 1)]


async def test_an_error_in_one_subject_holds_no_other_up() -> None:
    world = World()
    world.wrong["harbour"] = KeyError("broken")
    await world.store.look_again(["harbour", "valley"])
    loop = world.loop()
    await loop.turn()
    assert world.looks == ["harbour", "valley"]
    del world.wrong["harbour"]
    world.now += timedelta(minutes=1)
    await loop.turn()
    assert world.looks == ["harbour", "valley", "harbour"]


async def test_while_a_neighbour_is_away_a_subject_is_asked_again_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due_loop, "PAUSE", 0)
    world = World()
    world.wrong["harbour"] = Unavailable("the registry is away")
    await world.store.look_again(["harbour", "valley"])
    loop = world.loop()
    await loop.turn()
    assert await world.store.due(world.now, 9) == []
    world.now += timedelta(seconds=5)
    assert await world.store.due(world.now, 9) == [("harbour", 1)]


async def running(loop: DueLoop, until: Callable[[], bool]) -> None:
    """Let the loop run until something holds."""
    task = asyncio.create_task(loop.run())
    async with asyncio.timeout(10):
        while not until():  # noqa: ASYNC110 - as a reader of what it did would
            await asyncio.sleep(0.001)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_it_goes_on_when_the_database_was_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due_loop, "PAUSE", 0)

    class Away(MemoryDueStore):
        asked = 0

        async def prepare(self) -> None:
            Away.asked += 1
            if Away.asked < 3:
                raise Unavailable("no database")

    world = World(Away())
    await world.store.look_again(["harbour"])
    await running(world.loop(), lambda: world.looks == ["harbour"])
    assert Away.asked == 3


async def test_a_nudge_is_enough_to_look_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due_loop, "LOOK_EVERY", 3600)
    world = World()
    loop = world.loop()
    asked = asyncio.create_task(running(loop, lambda: world.looks == ["harbour"]))
    await asyncio.sleep(0.01)
    await world.store.look_again(["harbour"])
    loop.nudge()
    await asked


async def test_what_an_event_is_about_is_looked_at_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due_loop, "LOOK_EVERY", 3600)
    world, item = World(), next(example_items())
    loop, event = world.loop(), item.event()
    assert event
    asked = asyncio.create_task(running(loop, lambda: world.looks == [item.stream]))
    await asyncio.sleep(0.01)
    assert await loop.look_again(event, item) == Done()
    await asked


async def test_it_is_asked_once_a_page_whether_all_is_heard_and_nothing_is_looked_at_before() -> None:
    world, answers = World(), [False, True]

    async def ready() -> bool:
        return answers.pop(0)

    await world.store.look_again(["harbour", "valley"])
    loop = DueLoop(world.store, world.every_morning, clock=lambda: world.now, ready=ready)
    with pytest.raises(Unavailable):
        await loop.turn()
    assert world.looks == []
    await loop.turn()
    assert (world.looks, answers) == (["harbour", "valley"], [])
    await loop.turn()


def figures_in(reader: InMemoryMetricReader) -> dict[str, float]:
    data = reader.get_metrics_data()
    scopes = [scope for resource in data.resource_metrics for scope in resource.scope_metrics] if data else []
    return {metric.name: metric.data.data_points[0].value for scope in scopes for metric in scope.metrics}  # type: ignore[union-attr]  # no histogram


async def test_what_waits_and_what_failed_are_figures() -> None:
    world, reader = World(), InMemoryMetricReader()
    meter = MeterProvider([reader]).get_meter("due")
    figures = DueFigures(meter, world.store, lambda: world.now)
    assert figures_in(reader) == {}
    await world.store.look_again(["harbour", "valley"])
    await world.store.put_off("harbour", world.now - timedelta(minutes=2), 1)
    await world.store.put_off("valley", world.now + timedelta(minutes=2), 1)
    await figures.look()
    figures.a_look_failed("error")
    assert figures_in(reader) == {
        "raadslag_due_subjects": 1,
        "raadslag_due_oldest_seconds": 120,
        "raadslag_due_looks_failed": 1,
    }


async def test_a_look_that_fails_is_counted() -> None:
    world, reader = World(), InMemoryMetricReader()
    world.wrong = {"harbour": KeyError("broken")}
    await world.store.look_again(["harbour", "valley"])
    meter = MeterProvider([reader]).get_meter("due")
    await DueLoop(world.store, world.every_morning, clock=lambda: world.now, meter=meter).turn()
    assert figures_in(reader) == {"raadslag_due_looks_failed": 1}


async def test_two_loops_at_once_do_each_thing_once(due: DueStore) -> None:
    world = World(due)
    world.now += timedelta(hours=2)
    names = [f"council {n:02}" for n in range(60)]
    await due.look_again(names)
    one, other = world.loop(), world.loop()
    while any(await asyncio.gather(one.turn(), other.turn())):
        pass
    assert sorted(world.deeds) == [f"{name} 2026-03-27" for name in names]


DUE_POINTS = sorted(point for point in POINTS if point.startswith("due."))


@pytest.mark.parametrize("point", DUE_POINTS)
async def test_a_loop_that_dies_at_a_look_has_lost_and_doubled_nothing(due: DueStore, point: str) -> None:
    world = World(due)
    world.now += timedelta(hours=2)
    await due.look_again(["harbour", "valley"])

    def die(passed: str) -> None:
        if passed == point:
            raise Crash(passed)

    loop: Callable[[], Awaitable[int]] = world.loop().turn
    with hooked(die), pytest.raises(Crash):
        await loop()
    while await world.loop().turn():
        pass
    assert sorted(world.deeds) == ["harbour 2026-03-27", "valley 2026-03-27"]
    assert await due.due(world.now, 9) == []
