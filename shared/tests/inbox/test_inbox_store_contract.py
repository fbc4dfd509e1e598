"""What every `InboxStore` promises; each test runs on all of them."""

import asyncio
from dataclasses import replace

import pytest

from councilkit.inbox import Generations, InboxStore, Parked, Place
from councilkit.stores import Stores
from councilkit.testing.samples import NOW


@pytest.fixture
def store(stores: Stores) -> InboxStore:
    return stores.inbox


def a_parked(stream: str = "case-a", *, consumer: str = "views", cause: str = "because") -> Parked:
    return Parked(
        consumer=consumer, stream=stream, entry=f"{stream}:000002", type="raadslag.case.sent.v1", cause=cause, since=NOW
    )


async def test_a_consumer_begins_before_the_first_event(store: InboxStore) -> None:
    assert await store.place("views") == Place(1, 0, "0" * 64)


async def test_a_place_moves_forward(store: InboxStore) -> None:
    await store.move("views", Place(1, 3, "c"))
    await store.move("views", Place(1, 5, "e"))
    assert await store.place("views") == Place(1, 5, "e")


@pytest.mark.parametrize("late", [Place(1, 4, "d"), Place(1, 5, "other"), Place(2, 9, "i")])
async def test_a_place_never_moves_back_nor_into_another_epoch(store: InboxStore, late: Place) -> None:
    await store.move("views", Place(1, 5, "e"))
    await store.move("views", late)
    assert await store.place("views") == Place(1, 5, "e")


async def test_a_place_in_a_later_epoch_is_not_moved_by_who_lives_in_the_earlier(store: InboxStore) -> None:
    await store.restart("views", 2)
    await store.move("views", Place(1, 9, "i"))
    assert await store.place("views") == Place(2, 0)
    await store.move("views", Place(2, 1, "a"))
    assert await store.place("views") == Place(2, 1, "a")


async def test_a_consumer_that_never_was_anywhere_does_not_begin_in_a_later_epoch_by_moving(store: InboxStore) -> None:
    await store.move("views", Place(2, 9, "i"))
    assert await store.place("views") == Place()


async def test_a_consumer_is_put_at_the_beginning_of_a_later_epoch_once(store: InboxStore) -> None:
    await store.move("views", Place(1, 5, "e"))
    await store.restart("views", 2)
    await store.move("views", Place(2, 3, "c"))
    await store.restart("views", 2)
    await store.restart("views", 1)
    assert await store.place("views") == Place(2, 3, "c")


async def test_consumers_have_their_own_places(store: InboxStore) -> None:
    await store.move("views", Place(1, 5, "e"))
    assert await store.place("follow-ups") == Place()


async def test_of_moves_at_once_the_furthest_stays(store: InboxStore) -> None:
    await asyncio.gather(*(store.move("views", Place(1, position, "x")) for position in (3, 7, 1, 5)))
    assert (await store.place("views")).position == 7


async def test_of_consumers_that_move_at_once_nobody_waits_for_who_is_further_already(store: InboxStore) -> None:
    await store.move("views", Place(1, 9, "i"))
    await asyncio.gather(*(store.move(name, Place(1, 5, "e")) for name in ("first", "views", "second", "third")))
    places = [(await store.place(name)).position for name in ("first", "views", "second", "third")]
    assert places == [5, 9, 5, 5]


async def test_a_stream_is_set_aside_for_one_consumer(store: InboxStore) -> None:
    await store.park(a_parked())
    assert await store.parked("views") == {"case-a": a_parked()}
    assert await store.parked("follow-ups") == {}


async def test_a_stream_set_aside_again_tells_the_new_cause(store: InboxStore) -> None:
    await store.park(a_parked())
    await store.park(a_parked(cause="something else"))
    assert (await store.parked("views"))["case-a"].cause == "something else"


async def test_a_stream_taken_in_again_is_no_longer_set_aside(store: InboxStore) -> None:
    await store.park(a_parked("case-a"))
    await store.park(a_parked("case-b"))
    await store.unpark("views", "case-a")
    await store.unpark("views", "case-c")
    assert list(await store.parked("views")) == ["case-b"]


async def test_a_redrive_is_asked_for_by_consumer_and_stream(store: InboxStore) -> None:
    await store.park(a_parked("case-a"))
    await store.park(a_parked("case-b"))
    await store.park(a_parked("case-a", consumer="follow-ups"))
    await store.ask_redrive("views", "case-a")
    await store.ask_redrive("views", "case-that-is-not-parked")
    assert await store.parked("views") == {
        "case-a": replace(a_parked("case-a"), redrive=True),
        "case-b": a_parked("case-b"),
    }
    assert not (await store.parked("follow-ups"))["case-a"].redrive


async def test_views_begin_in_their_first_generation(store: InboxStore) -> None:
    assert await store.generations("case-flow") == Generations(1, None)


async def test_the_next_generation_is_built_beside_and_then_read(store: InboxStore) -> None:
    await store.ask_rebuild("case-flow")
    assert await store.generations("case-flow") == Generations(1, 2)
    await store.switch("case-flow", 2)
    assert await store.generations("case-flow") == Generations(2, None)
    await store.ask_rebuild("case-flow")
    assert await store.generations("case-flow") == Generations(2, 3)


async def test_asking_again_while_one_is_being_built_changes_nothing(store: InboxStore) -> None:
    await store.ask_rebuild("case-flow")
    await store.ask_rebuild("case-flow")
    assert await store.generations("case-flow") == Generations(1, 2)


@pytest.mark.parametrize("generation", [1, 2, 3, 4])
async def test_only_the_generation_that_is_being_built_can_be_switched_to(store: InboxStore, generation: int) -> None:
    await store.ask_rebuild("case-flow")
    await store.switch("case-flow", 2)
    await store.ask_rebuild("case-flow")
    await store.switch("case-flow", generation)  # as a replica that slept would, for 1, 2 and 4
    assert await store.generations("case-flow") == (Generations(3) if generation == 3 else Generations(2, 3))


async def test_without_a_generation_to_come_there_is_nothing_to_switch_to(store: InboxStore) -> None:
    await store.switch("case-flow", 1)
    await store.switch("case-flow", 2)
    assert await store.generations("case-flow") == Generations(1, None)


async def test_publishers_have_their_own_generations(store: InboxStore) -> None:
    await store.ask_rebuild("case-flow")
    assert await store.generations("council-registry") == Generations(1, None)


async def test_what_each_generation_is_made_of_is_noted(store: InboxStore) -> None:
    assert (await store.generations("case-flow")).made_of == {}
    await store.note("case-flow", 1, "old folds")
    assert await store.generations("case-flow") == Generations(1)
    await store.ask_rebuild("case-flow")
    await store.note("case-flow", 2, "new folds")
    await store.switch("case-flow", 2)
    assert (await store.generations("case-flow")).made_of == {1: "old folds", 2: "new folds"}


async def test_one_that_is_being_built_is_given_up_for_another_once(store: InboxStore) -> None:
    await store.ask_rebuild("case-flow", instead_of=2)
    assert await store.generations("case-flow") == Generations(1), "none is being built"
    await store.ask_rebuild("case-flow")
    await store.ask_rebuild("case-flow", instead_of=2)
    await store.ask_rebuild("case-flow", instead_of=2)  # as a replica that slept would
    assert await store.generations("case-flow") == Generations(1, 3)


async def test_why_a_consumer_is_halted_is_remembered_until_it_moves_or_history_is_right_again(
    store: InboxStore,
) -> None:
    await store.halt("views", "another history")
    assert await store.halted("views") == "another history", "also before its first event"
    assert await store.place("views") == Place()
    await store.move("views", Place(1, 3, "c" * 64))
    assert await store.halted("views") is None
    await store.halt("views", "another history")
    await store.halt("views", None)
    assert await store.halted("views") is None


async def test_nothing_is_noted_of_a_consumer_that_was_never_halted(store: InboxStore) -> None:
    await store.halt("views", None)
    assert (await store.place("views"), await store.halted("views")) == (Place(), None)
