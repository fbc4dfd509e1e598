from datetime import date, timedelta

import pytest

from council_registry.domain import nomination
from council_registry.domain.nomination import Nomination, Nominations, Stage
from council_registry.domain.seat_refusals import AlreadyAsked, DayPassed, NominationOver, NoSuchNomination, SeatOver
from council_registry.domain.seating import Seat
from councilkit.events.councils import Side

TODAY = date(2026, 11, 17)
CHAIR = Seat("chair", Side.USER)
WANTED = Nomination("first", "chair", TODAY + timedelta(days=14))


def asked(wanted: Nomination = WANTED, seat: Seat = CHAIR, before: Nominations | None = None) -> Nominations:
    known = before or {}
    return nomination.with_request(
        known, nomination.request(wanted, seat, council="horten", nominations=known, today=TODAY)
    )


def answered(known: Nominations) -> Nominations:
    return nomination.with_stage(known, nomination.answer("first", council="horten", nominations=known))


def closed(known: Nominations) -> Nominations:
    return nomination.with_stage(known, nomination.close("first", council="horten", nominations=known))


def test_a_request_is_answered_and_closed() -> None:
    assert asked()["first"].stage is Stage.ASKED
    assert answered(asked())["first"].stage is Stage.ANSWERED
    assert closed(answered(asked()))["first"].stage is Stage.CLOSED


def test_a_request_may_be_closed_without_an_answer_and_answered_anew() -> None:
    assert closed(asked())["first"].stage is Stage.CLOSED
    assert answered(answered(asked()))["first"].stage is Stage.ANSWERED


def test_a_seat_is_asked_for_once_at_a_time() -> None:
    other = Nomination("other", "chair", WANTED.due)
    with pytest.raises(AlreadyAsked):
        asked(other, before=asked())
    assert set(asked(other, before=closed(asked()))) == {"first", "other"}


def test_a_closed_request_takes_nothing_more() -> None:
    for deed in (answered, closed):
        with pytest.raises(NominationOver):
            deed(closed(asked()))


def test_a_request_that_was_never_made_takes_nothing() -> None:
    for deed in (answered, closed):
        with pytest.raises(NoSuchNomination):
            deed({})


def test_nobody_is_asked_for_a_seat_that_is_closed() -> None:
    with pytest.raises(SeatOver):
        asked(seat=Seat("chair", Side.USER, last=TODAY - timedelta(days=1)))


def test_nobody_is_asked_to_answer_yesterday() -> None:
    with pytest.raises(DayPassed) as refused:
        asked(Nomination("first", "chair", TODAY - timedelta(days=1)))
    assert refused.value.field == "/due"


def test_what_can_be_done_is_what_is_not_refused() -> None:
    assert len(asked()["first"].possible()) == len(answered(asked())["first"].possible()) == 2
    assert closed(asked())["first"].possible() == []
