from datetime import date, timedelta

from council_registry.domain.handover import REMINDED, Handover, Ticked, ticked
from councilkit.events.seating import HandoverItem

STARTED = date(2026, 1, 1)


def all_of_it() -> Ticked:
    return tuple(HandoverItem)


def test_what_is_ticked_is_done_and_can_be_taken_back() -> None:
    done = ticked(ticked((), HandoverItem.PAPERS, done=True), HandoverItem.PEOPLE, done=True)
    assert done == (HandoverItem.PAPERS, HandoverItem.PEOPLE)
    assert ticked(done, HandoverItem.PAPERS, done=False) == (HandoverItem.PEOPLE,)


def test_what_is_ticked_twice_is_done_once() -> None:
    assert ticked((HandoverItem.PAPERS,), HandoverItem.PAPERS, done=True) == (HandoverItem.PAPERS,)


def test_a_handover_is_due_so_many_days_after_the_term_began() -> None:
    assert Handover(STARTED, 60).due == date(2026, 3, 2)


def test_somebody_is_told_while_something_is_missing_and_the_term_is_young() -> None:
    assert Handover(STARTED, 60).waits_on(STARTED)
    assert not Handover(STARTED, 60).waits_on(STARTED - timedelta(days=1))
    assert not Handover(STARTED, 60).waits_on(STARTED + REMINDED + timedelta(days=1))
    assert not Handover(STARTED, 60, all_of_it()).waits_on(STARTED)
