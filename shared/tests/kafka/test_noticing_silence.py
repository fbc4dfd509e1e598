"""How a consumer is noticed that says nothing, by a clock whose hands the test moves."""

from dataclasses import replace

import pytest

from councilkit.events import Item
from councilkit.kafka import subscription as subscription_module
from councilkit.kafka.subscription import Overtaken, Silence
from councilkit.kafka.topic import SILENCE
from councilkit.ledger import Head
from councilkit.testing.publisher import Publisher
from councilkit.testing.samples import a_fact


class Hands:
    now = 1000.0

    def __call__(self) -> float:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Hands:
    hands = Hands()
    monkeypatch.setattr(subscription_module, "monotonic", hands)
    return hands


@pytest.fixture
def watch() -> Overtaken:
    """One whose follower is at position 5."""
    watch = Overtaken()
    assert not watch.stuck(Head(1, 5))
    return watch


def an_item(position: int, *, epoch: int = 1) -> Item:
    return replace(Publisher().tell("case-a", a_fact()), position=position, epoch=epoch)


def stuck_after(watch: Overtaken, clock: Hands, seconds: float, taken: Head) -> bool:
    assert not watch.stuck(taken), "it has only just moved on"
    clock.move(seconds)
    return watch.stuck(taken)


def test_while_the_follower_stays_where_it_is_nothing_is_amiss(watch: Overtaken, clock: Hands) -> None:
    assert not stuck_after(watch, clock, 1000, Head(1, 5))


def test_a_follower_that_moves_on_without_the_bus_makes_it_suspect_in_time(watch: Overtaken, clock: Hands) -> None:
    assert not stuck_after(watch, clock, SILENCE - 0.1, Head(1, 6))
    clock.move(0.2)
    assert watch.stuck(Head(1, 6))


def test_who_was_suspected_is_given_the_same_time_again(watch: Overtaken, clock: Hands) -> None:
    assert stuck_after(watch, clock, SILENCE, Head(1, 6))
    assert not stuck_after(watch, clock, 1000, Head(1, 6))
    assert stuck_after(watch, clock, SILENCE, Head(1, 7))


def test_what_the_bus_brings_clears_it(watch: Overtaken, clock: Hands) -> None:
    assert not stuck_after(watch, clock, SILENCE - 1, Head(1, 6))
    watch.heard([an_item(6)])
    assert not stuck_after(watch, clock, 1000, Head(1, 6))


def test_a_bus_that_is_slow_and_goes_on_is_not_suspected(watch: Overtaken, clock: Hands) -> None:
    for position in range(6, 20):
        assert not stuck_after(watch, clock, SILENCE - 1, Head(1, 100))
        watch.heard([an_item(position)])


def test_a_new_epoch_is_counted_from_where_the_follower_finds_itself(watch: Overtaken, clock: Hands) -> None:
    assert not stuck_after(watch, clock, 1000, Head(2, 9))
    assert stuck_after(watch, clock, SILENCE, Head(2, 10))


def test_as_long_as_answers_come_it_is_not_quiet(clock: Hands) -> None:
    pulse = Silence()
    for answered in range(5):
        clock.move(10)
        assert pulse.quiet(answered) == 0


def test_without_answers_it_is_quiet_since_the_last_one_or_since_the_beginning(clock: Hands) -> None:
    pulse = Silence()
    clock.move(2)
    assert pulse.quiet(None) == 2
    assert pulse.quiet(17) == 0
    clock.move(3)
    assert pulse.quiet(17) == 3
