"""Views are what their events say: kept up to date, built anew beside the old ones, and read in one generation."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from councilkit.bus import News, Subscription
from councilkit.events import Item
from councilkit.events.cases import CasePutOnAgenda, CaseReceived, CaseTreated, Outcome
from councilkit.inbox import Doc, Generations, OtherHistory, Place, View, ViewKeeper, Views, collection_of
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.refusals import Unavailable
from councilkit.stores import Stores
from councilkit.testing.publisher import CarryingBus, Publisher
from councilkit.testing.samples import NOW
from councilkit.testing.waiting import until

SOURCE = "publisher"


def on_agenda(case: str, meeting: str) -> CasePutOnAgenda:
    return CasePutOnAgenda(case=case, council="council", meeting=meeting)


class Kept:
    """Views on a publisher, their keeper and their reader."""

    def __init__(self, publisher: Publisher, stores: Stores, *views: View) -> None:
        self.publisher, self.stores = publisher, stores
        self.views = Views(stores.views, stores.inbox, {SOURCE: views})
        self._views = views
        self.start()

    def start(self) -> None:
        """Start, or start again: what was only remembered is gone."""
        inbox, store = self.stores.inbox, self.stores.views
        self.keeper = ViewKeeper(self.publisher, self._views, inbox=inbox, store=store, clock=lambda: NOW)

    def tell(self, case: str, *meetings: str) -> None:
        for meeting in meetings:
            self.publisher.tell(f"case-{case}", on_agenda(case, meeting))

    async def cards(self) -> dict[str, Doc]:
        return {doc["_id"]: doc for doc in await self.views.find("cards", {}, limit=1000)}

    async def require_folded(self, folded: Callable[[list[Item]], dict[str, Any]]) -> None:
        assert await self.cards() == folded(self.publisher.items)


@pytest.fixture
def kept(publisher: Publisher, stores: Stores, cards: View, agendas: View) -> Kept:
    return Kept(publisher, stores, cards, agendas)


async def test_a_view_is_what_its_events_say(kept: Kept) -> None:
    kept.tell("a", "m1", "m2")
    kept.tell("b", "m1")
    await kept.keeper.step(())
    assert await kept.views.get("cards", "a") == {
        "_id": "a",
        "sequence": 2,
        "marks": ["m1", "m2"],
        "last": "case-a:000002",
    }
    assert await kept.views.get("cards", "c") is None
    assert await kept.views.count("cards", {"marks": "m1"}) == 2
    assert [doc["_id"] for doc in await kept.views.find("cards", {}, descending=True)] == ["b", "a"]


async def test_a_view_tells_how_far_it_has_come(kept: Kept) -> None:
    assert (await kept.views.place("cards"))[1].position == 0
    kept.tell("a", "m1", "m2")
    await kept.keeper.step(())
    assert await kept.views.place("cards") == await kept.views.place("agendas")
    generation, place = await kept.views.place("cards")
    assert (generation, place.position) == (1, 2)


async def test_an_event_may_be_about_several_documents(kept: Kept) -> None:
    kept.tell("a", "m1")
    await kept.keeper.step(())
    assert [doc["_id"] for doc in await kept.views.find("agendas", {"case": "a"})] == ["m1", "m1-again"]


async def test_events_that_arrive_are_taken_without_asking_for_them(kept: Kept) -> None:
    kept.tell("a", "m1", "m2")
    await kept.keeper.step(kept.publisher.items)
    assert kept.publisher.reads == 0
    card = await kept.views.get("cards", "a")
    assert card is not None
    assert card["marks"] == ["m1", "m2"]


async def test_a_view_does_not_change_by_taking_in_again_what_it_has(kept: Kept) -> None:
    kept.tell("a", "m1", "m2")
    await kept.keeper.step(())
    before = await kept.cards()
    await kept.stores.inbox.restart("views/publisher/1", 2)  # the place is lost: everything comes again
    kept.publisher.restore(2, epoch=2)
    kept.start()
    await kept.keeper.step(())
    assert await kept.cards() == before


async def test_a_fold_is_not_asked_again_about_what_its_document_has(publisher: Publisher, stores: Stores) -> None:
    folded: list[str] = []

    def fold(_: Doc | None, event: CasePutOnAgenda, __: Item) -> Doc:
        folded.append(event.meeting)
        return {}

    kept = Kept(publisher, stores, View("cards", lambda event: event.case, {CasePutOnAgenda: fold}))
    kept.tell("a", "m1", "m2")
    await kept.keeper.step(())
    kept.publisher.restore(2, epoch=2)
    await stores.inbox.restart("views/publisher/1", 2)
    kept.tell("a", "m3")
    kept.start()
    await kept.keeper.step(())
    assert folded == ["m1", "m2", "m3"]


async def test_a_fold_that_fails_sets_one_stream_aside(publisher: Publisher, stores: Stores) -> None:
    def fold(doc: Doc | None, event: CasePutOnAgenda, _: Item) -> Doc:
        if event.meeting == "bad":
            raise KeyError("Lykt")
        return {"marks": [*(doc or {"marks": []})["marks"], event.meeting]}

    kept = Kept(publisher, stores, View("cards", lambda event: event.case, {CasePutOnAgenda: fold}))
    kept.tell("a", "m1", "bad", "m2")
    kept.tell("b", "m1")
    await kept.keeper.step(())
    assert {key: doc["marks"] for key, doc in (await kept.cards()).items()} == {"a": ["m1"], "b": ["m1"]}
    parked = await stores.inbox.parked("views/publisher/1")
    assert {stream: one.cause for stream, one in parked.items()} == {"case-a": "KeyError in a handler"}


async def test_a_redrive_takes_only_what_a_view_does_not_have(publisher: Publisher, stores: Stores) -> None:
    broken = True

    def fold(doc: Doc | None, event: CasePutOnAgenda, _: Item) -> Doc:
        if broken and event.meeting == "bad":
            raise KeyError
        return {"marks": [*(doc or {"marks": []})["marks"], event.meeting]}

    kept = Kept(publisher, stores, View("cards", lambda event: event.case, {CasePutOnAgenda: fold}))
    kept.tell("a", "m1", "bad", "m2")
    await kept.keeper.step(())
    broken = False
    await stores.inbox.ask_redrive("views/publisher/1", "case-a")
    await kept.keeper.step(())
    assert (await kept.cards())["a"]["marks"] == ["m1", "bad", "m2"]
    assert await stores.inbox.parked("views/publisher/1") == {}


async def test_a_new_generation_is_built_beside_and_then_read(
    kept: Kept, folded: Callable[[list[Item]], dict[str, Any]]
) -> None:
    kept.tell("a", "m1")
    await kept.keeper.step(())
    await kept.stores.views.put_many(collection_of("cards", 1), {"ghost": {"marks": [], "sequence": 1}})
    await kept.stores.inbox.ask_rebuild(SOURCE)
    assert await kept.views.get("cards", "ghost"), "the old one is read until the new one is ready"
    kept.tell("a", "m2")
    await kept.keeper.step(())
    assert await kept.stores.inbox.generations(SOURCE) == Generations(2)
    await kept.require_folded(folded)


def case_of(event: CasePutOnAgenda) -> str:
    return event.case


def marked(doc: Doc | None, event: CasePutOnAgenda, item: Item) -> Doc:
    return {"marks": [*(doc or {"marks": []})["marks"], f"!{event.meeting}"], "last": item.id}


@pytest.mark.parametrize(
    "now",
    [
        View("cards", case_of, {CasePutOnAgenda: marked}, shape=2),
        View("cards", lambda event: event.case, {CasePutOnAgenda: marked, CaseTreated: marked}),
    ],
    ids=["another shape", "more events"],
)
async def test_a_program_that_folds_otherwise_builds_its_views_anew_by_itself(
    stores: Stores, publisher: Publisher, now: View
) -> None:
    before = Kept(publisher, stores, View("cards", case_of, {CasePutOnAgenda: marked}))
    before.tell("a", "m1")
    await before.keeper.step(())
    before.start()
    await before.keeper.step(())
    assert await stores.inbox.generations(SOURCE) == Generations(1), "a restart alone changes nothing"
    after = Kept(publisher, stores, now)
    await after.keeper.step(())
    assert await stores.inbox.generations(SOURCE) == Generations(2)
    assert (await after.cards())["a"]["marks"] == ["!m1"]


async def test_an_epoch_that_begins_while_a_generation_is_built_leaves_nothing_of_the_old_one(
    stores: Stores, cards: View, folded: Callable[[list[Item]], dict[str, Any]]
) -> None:
    kept = Kept(Publisher(page=2), stores, cards)
    kept.tell("a", "m1", "m2", "m3", "m4")
    await kept.keeper.step(())
    await kept.stores.inbox.ask_rebuild(SOURCE)
    await kept.keeper.step(None)
    assert kept.keeper.building, "half of it is there"
    kept.publisher.restore(1, epoch=2)
    kept.tell("a", "other")
    for _ in range(4):
        await kept.keeper.step(())
    assert await kept.stores.inbox.generations(SOURCE) == Generations(3), "the second was given up"
    await kept.require_folded(folded)


async def test_a_generation_that_another_program_began_is_begun_again(stores: Stores) -> None:
    publisher = Publisher(page=2)
    shaped = [View("cards", case_of, {CasePutOnAgenda: marked}, shape=shape) for shape in (1, 2, 3)]
    old, half, new = (Kept(publisher, stores, view) for view in shaped)
    old.tell("a", "m1", "m2", "m3", "m4")
    await old.keeper.step(())
    await half.keeper.step(None)
    assert half.keeper.building
    for _ in range(4):
        await new.keeper.step(None)
    assert await stores.inbox.generations(SOURCE) == Generations(3)
    assert "cards 3" in (await stores.inbox.generations(SOURCE)).made_of[3]


async def test_a_generation_that_cannot_be_built_is_told_and_holds_nobody_up(kept: Kept) -> None:
    kept.tell("a", "m1", "m2")
    await kept.keeper.step(())
    await kept.stores.inbox.ask_rebuild(SOURCE)
    true = kept.publisher.items[0]
    kept.publisher.items[0] = replace(true, data=b"{}")  # the ledger's beginning was changed
    kept.tell("a", "m3")
    assert (await kept.keeper.step(kept.publisher.items[-1:])).position == 3
    assert not kept.keeper.building
    assert "does not continue its chain" in str(await kept.stores.inbox.halted("views/publisher/2"))
    kept.publisher.items[0] = true
    await kept.keeper.step(None)
    assert await kept.stores.inbox.generations(SOURCE) == Generations(2)


def no_key_without_letters(event: CasePutOnAgenda) -> str:
    if not event.meeting.isalpha():
        raise KeyError(event.meeting)
    return event.case


async def test_an_event_whose_key_cannot_be_told_sets_its_stream_aside(stores: Stores, publisher: Publisher) -> None:
    kept = Kept(publisher, stores, View("cards", no_key_without_letters, {CasePutOnAgenda: marked}))
    kept.tell("a", "m1")
    kept.tell("b", "mb")
    await kept.keeper.step(())
    assert set(await stores.inbox.parked("views/publisher/1")) == {"case-a"}
    assert set(await kept.cards()) == {"b"}


async def test_an_old_generation_stays_for_who_is_reading_it_until_the_next_but_one(kept: Kept) -> None:
    kept.tell("a", "m1")
    sizes: list[list[int]] = []
    for _ in range(3):
        await kept.keeper.step(())
        sizes.append([await kept.stores.views.count(collection_of("cards", number), {}) for number in (1, 2, 3)])
        await kept.stores.inbox.ask_rebuild(SOURCE)
    assert sizes == [[1, 0, 0], [1, 1, 0], [0, 1, 1]]


async def test_a_generation_whose_building_was_cut_off_is_finished(
    kept: Kept, folded: Callable[[list[Item]], dict[str, Any]]
) -> None:
    kept.tell("a", "m1", "m2")
    await kept.keeper.step(())
    await kept.stores.inbox.ask_rebuild(SOURCE)
    kept.publisher.away = True
    with pytest.raises(Unavailable):
        await kept.keeper.step(())
    assert (await kept.stores.inbox.generations(SOURCE)).current == 1
    assert len(await kept.cards()) == 1
    kept.publisher.away = False
    await kept.keeper.step(())
    assert await kept.stores.inbox.generations(SOURCE) == Generations(2)
    await kept.require_folded(folded)


async def test_a_switch_happens_while_events_arrive(kept: Kept, folded: Callable[[list[Item]], dict[str, Any]]) -> None:
    async def arrive() -> None:
        for number in range(40):
            kept.tell(f"{number % 5}", f"m{number}")
            await kept.keeper.step(kept.publisher.items[-1:])
            if number in (10, 25):
                await kept.stores.inbox.ask_rebuild(SOURCE)

    await arrive()
    assert await kept.stores.inbox.generations(SOURCE) == Generations(3)
    await kept.require_folded(folded)


async def test_a_publisher_in_a_new_epoch_gets_its_views_built_anew(
    kept: Kept, folded: Callable[[list[Item]], dict[str, Any]]
) -> None:
    kept.tell("a", "m1", "lost", "lost too")
    kept.tell("b", "lost")
    await kept.keeper.step(())
    kept.publisher.restore(1, epoch=2)
    kept.tell("c", "m1")
    await kept.keeper.step(())
    assert await kept.stores.inbox.generations(SOURCE) == Generations(2)
    await kept.require_folded(folded)
    kept.tell("a", "m2")
    await kept.keeper.step(())
    await kept.require_folded(folded)


async def test_a_publisher_restored_without_a_word_stops_its_views(kept: Kept) -> None:
    kept.tell("a", "m1", "m2")
    await kept.keeper.step(())
    before = await kept.cards()
    kept.publisher.restore(1)
    with pytest.raises(OtherHistory):
        await kept.keeper.step(())
    assert await kept.cards() == before


STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["m1", "m2", "received", "treated"])), max_size=30)


def send(publisher: Publisher, case: str, what: str) -> None:
    if what == "received":
        publisher.tell(f"case-{case}", CaseReceived(case=case, council="council"))
    elif what == "treated":  # no view's
        treated = CaseTreated(case=case, council="council", meeting="m", outcome=Outcome.HOP)
        publisher.tell(f"case-{case}", treated)
    else:
        publisher.tell(f"case-{case}", on_agenda(case, what))


class Listening:
    """A keeper that follows a bus, as a house lets it."""

    def __init__(self, kept: Kept, subscription: Subscription) -> None:
        self.kept, self.subscription = kept, subscription

    async def run(self) -> None:
        place = Place()
        while True:
            place = await self.kept.keeper.step(await self.subscription.next(1, place))


@given(data=st.data(), steps=STEPS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_however_badly_the_bus_carries_the_views_are_what_the_events_say(
    data: st.DataObject, steps: list[tuple[str, str]], cards: View, folded: Callable[[list[Item]], dict[str, Any]]
) -> None:
    async def scenario() -> None:
        publisher = Publisher(page=3)
        kept = Kept(publisher, Stores.in_memory(), cards)
        for case, what in steps:
            send(publisher, case, what)
            damage = data.draw(st.sampled_from(["carried", "lost", "late", "old", "all again", "rebuild"]))
            if damage == "rebuild":
                await kept.stores.inbox.ask_rebuild(SOURCE)
            await kept.keeper.step(arrives(damage, publisher.items, data))
        await kept.keeper.step(())
        await kept.require_folded(folded)
        generation = (await kept.stores.inbox.generations(SOURCE)).current
        assert await kept.stores.inbox.place(f"views/publisher/{generation}") == publisher.head

    asyncio.run(scenario())


def arrives(damage: str, items: list[Item], data: st.DataObject) -> Sequence[Item]:
    if damage in ("carried", "rebuild"):
        return items[-1:]
    if damage == "late":
        return data.draw(st.permutations(items[-4:]))
    if damage == "old":
        return items[: data.draw(st.integers(0, len(items)))]
    return items if damage == "all again" else ()


async def test_over_a_bus_that_loses_and_repeats_every_view_still_arrives(
    publisher: Publisher, cards: View, folded: Callable[[list[Item]], dict[str, Any]]
) -> None:
    seen = 0

    def every_third_is_lost_and_every_second_comes_twice(items: News) -> News:
        nonlocal seen
        seen += 1
        return () if seen % 3 == 0 else [*items, *items] if seen % 2 == 0 else items

    bus = CarryingBus(every_third_is_lost_and_every_second_comes_twice)
    kept = Kept(publisher, Stores.in_memory(), cards)
    running = asyncio.create_task(Listening(kept, bus.subscribe(SOURCE, "views")).run())
    for number in range(20):
        kept.tell(f"{number % 3}", f"m{number}")
        bus.bring(publisher.items[-1:])
        await asyncio.sleep(0)

    async def level() -> bool:
        return (await kept.stores.inbox.place("views/publisher/1")).position == 20

    await until(level)
    await kept.require_folded(folded)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_keeper_that_fell_behind_another_undoes_nothing(stores: Stores, cards: View) -> None:
    """Two keepers of one view, as around the loss of a lease: the slow one changes nothing that the other has done."""
    publisher = Publisher()
    slow, quick = (Kept(publisher, stores, cards) for _ in range(2))
    slow.tell("a", "m1", "m2", "m3")
    await slow.keeper.step(publisher.items[:1])
    await quick.keeper.step(())
    before = await quick.cards()
    await slow.keeper.step(publisher.items[:2])
    assert await quick.cards() == before


@pytest.mark.mongo
async def test_a_view_has_its_indexes_in_each_generation(publisher: Publisher, mongo: Mongo, database: str) -> None:
    view = View("cards", lambda event: event.case, {CasePutOnAgenda: lambda *_: {}}, indexes=["council"])
    kept = Kept(publisher, stores_on_mongo(mongo, database), view)
    kept.tell("a", "m1")
    await kept.keeper.step(())
    await kept.stores.inbox.ask_rebuild(SOURCE)
    await kept.keeper.step(())
    for generation in (1, 2):
        indexes = await mongo.database(database)[f"view.cards.{generation}"].index_information()
        assert [("council", 1), ("_id", 1)] in [index["key"] for index in indexes.values()]
