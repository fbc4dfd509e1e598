"""Wherever a process dies, its successor loses nothing and doubles nothing."""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from councilkit.crashpoints import POINTS, Crash, hooked
from councilkit.events import Event, Item
from councilkit.events.cases import CasePutOnAgenda, CaseReceived
from councilkit.inbox import Doc, Done, Fate, Follower, Generations, Handler, View, ViewKeeper, Views
from councilkit.inbox.sources import LocalSource
from councilkit.ledger import Call, Chores, Draft, Head, Ledger
from councilkit.ledger.numbering import Numbering
from councilkit.publishing import Publishing
from councilkit.stores import Stores
from councilkit.testing.chains import first_break
from councilkit.testing.samples import NOW, a_call
from councilkit.testing.topics import MemoryTopic

HERE = "here"
OF_A_HOUSE = sorted(point for point in POINTS if not point.startswith(("due.", "mail.")))  # those have their own tests
Step = Callable[["Program"], Awaitable[object]]


class World:
    """What stays when a process dies: the stores, the topic, and whether the fold of a bad event has been mended."""

    def __init__(self, stores: Stores) -> None:
        self.stores = stores
        self.topic = MemoryTopic()
        self.mended = False


class Program:
    """A service in one process: its ledger, what numbers it, its views, and a follow-up to each event of a case."""

    def __init__(self, world: World) -> None:
        self.world, stores = world, world.stores
        self.numbering = Numbering(stores.ledger)
        self.ledger = Ledger(stores.ledger, clock=lambda: NOW, mac_key=b"key")
        source = LocalSource(HERE, stores.ledger)
        cards = [View("cards", lambda event: event.case, {CasePutOnAgenda: self._fold})]
        self.views = Views(stores.views, stores.inbox, {HERE: cards})
        self.keeper = ViewKeeper(source, cards, inbox=stores.inbox, store=stores.views, clock=lambda: NOW)
        handlers: dict[type[Event], list[Handler]] = {CasePutOnAgenda: [self._answer]}
        self.publishing = Publishing(HERE, stores.ledger, stores.publishing, world.topic)
        self.follower = Follower("answers/here", source, stores.inbox, handlers, clock=lambda: NOW)

    async def settle(self) -> None:
        """Start if need be, then number and take in everything there is, follow-ups and what follows them too."""
        await self.ledger.finish_chores()
        while True:
            while await self.numbering.number_pending():
                pass
            await self.keeper.step(())
            await self.follower.catch_up()
            if not await self.world.stores.ledger.pending(1):
                break
        await self._publish()

    async def _publish(self) -> None:
        await self.world.topic.open()
        place = await self.publishing.compare()
        while place.position < (await self.world.stores.ledger.head()).position:
            place = await self.publishing.publish_page(place)

    def _fold(self, card: Doc | None, event: CasePutOnAgenda, _: Item) -> Doc:
        if event.meeting == "bad" and not self.world.mended:
            raise KeyError
        return {"marks": [*(card or {"marks": []})["marks"], event.meeting]}

    async def _answer(self, event: CasePutOnAgenda, item: Item) -> Fate:
        stream = f"answer-{event.case}"
        call = Call("here", f"event/{item.id}/answer/{stream}", item.id.encode(), item.correlation, causation=item.id)
        received = CaseReceived(case=event.case, council="council")
        await self.ledger.change(stream, call, lambda *_: Draft(received))
        return Done()


def change(case: str, mark: str, **draft: Any) -> Step:  # noqa: ANN401 - a draft's own
    event = CasePutOnAgenda(case=case, council="council", meeting=mark)
    return lambda program: program.ledger.change(
        f"case-{case}", a_call(f"{case} {mark}"), lambda *_: Draft(event, **draft)
    )


async def mend(program: Program) -> None:
    program.world.mended = True
    await program.world.stores.inbox.ask_redrive("views/here/1", "case-c")


SCRIPT: list[Step] = [
    change("a", "m1"),
    change("b", "m1", texts={"title": "Lykt"}, claims=["code/B"]),
    Program.settle,
    change("c", "bad"),
    change("c", "m2"),
    Program.settle,
    lambda program: program.ledger.erase("case-b", a_call("erase"), "case-b:000001", "title"),
    change("b", "m2", chores=Chores(release=("code/B",))),
    change("a", "m2", claims=["code/B"]),
    Program.settle,
    mend,
    Program.settle,
    lambda program: program.world.stores.inbox.ask_rebuild(HERE),
    change("c", "m3"),
    Program.settle,
    change("a", "m3"),
    Program.settle,
]
CARDS = {"a": ["m1", "m2", "m3"], "b": ["m1", "m2"], "c": ["bad", "m2", "m3"]}
STREAMS = {"case-a": 3, "case-b": 3, "case-c": 3, "answer-a": 3, "answer-b": 2, "answer-c": 3}


async def play(world: World, hook: Callable[[str], None]) -> None:
    """Let each step of the script be taken by a process, and again by its successor if the process dies."""
    program = Program(world)
    with hooked(hook):
        for step in SCRIPT:
            try:
                await step(program)
            except Crash:
                program = Program(world)
                await program.ledger.finish_chores()
                await step(program)


async def require_nothing_lost_and_nothing_doubled(world: World) -> None:
    program = Program(world)
    told = await world.stores.ledger.page(0, 1000)
    assert Counter(entry.stream for entry in told) == STREAMS
    assert len({entry.command_id for entry in told}) == len(told)
    assert [entry.position for entry in told] == list(range(1, len(told) + 1))
    assert first_break(told, Head()) is None
    published = {item.id: item for item in world.topic.records}  # the first of each, then repeats
    assert list(published) == [entry.id for entry in told]
    assert {doc["_id"]: doc["marks"] for doc in await program.views.find("cards", {})} == CARDS
    assert await program.ledger.texts([("case-b:000001", "title")]) == {("case-b:000001", "title"): None}
    assert await world.stores.ledger.with_chores() == []
    assert await world.stores.inbox.generations(HERE) == Generations(2)
    assert await world.stores.inbox.parked("views/here/2") == {}


class DiesOnce:
    def __init__(self, point: str, nth: int) -> None:
        self.point, self.left, self.died = point, nth, False

    def __call__(self, point: str) -> None:
        if point == self.point:
            self.left -= 1
            if self.left == 0:
                self.died = True
                raise Crash(point)


async def passes(point: str) -> int:
    """How often the script passes a point."""
    seen: Counter[str] = Counter()
    await play(World(Stores.in_memory()), lambda passed: seen.update([passed]))
    return seen[point]


async def test_the_script_comes_to_its_end_without_a_crash(stores: Stores) -> None:
    world = World(stores)
    await play(world, lambda _: None)
    await require_nothing_lost_and_nothing_doubled(world)


@pytest.mark.parametrize("point", OF_A_HOUSE)
async def test_a_crash_at_any_passing_of_a_point_loses_and_doubles_nothing(point: str) -> None:
    times = await passes(point)
    assert times, f"nothing passes {point}"
    for nth in range(1, times + 1):
        world, dies = World(Stores.in_memory()), DiesOnce(point, nth)
        await play(world, dies)
        assert dies.died
        await require_nothing_lost_and_nothing_doubled(world)


@pytest.mark.mongo
@pytest.mark.parametrize("point", OF_A_HOUSE)
@pytest.mark.parametrize("kept_in", ["motor"], indirect=True)
async def test_a_crash_on_mongo_loses_and_doubles_nothing(stores: Stores, point: str) -> None:
    world, dies = World(stores), DiesOnce(point, (await passes(point) + 1) // 2)
    await play(world, dies)
    assert dies.died
    await require_nothing_lost_and_nothing_doubled(world)
