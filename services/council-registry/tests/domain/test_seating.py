from dataclasses import replace
from datetime import date, timedelta

import pytest

from council_registry.domain.period import Period
from council_registry.domain.refusals import SeatTaken
from council_registry.domain.seat_refusals import NoDeputyForThis, NoSuchSeat, OnlyDeputiesHere, SeatInUse, SeatOver
from council_registry.domain.seating import Seat, Seating, Term
from councilkit.events.councils import Side, TermRole
from councilkit.refusals import UnknownReference

DAY = date(2026, 3, 2)
A_DAY = timedelta(days=1)
CHAIR, DESK = Seat("chair", Side.USER), Seat("desk", Side.NAV)
DEPUTYS = Seat("deputys", Side.USER, deputy_for="chair")
MEMBER = Term("member", "chair", TermRole.MEMBER, Period(DAY, DAY + timedelta(days=365)))
STAND_IN = Term("stand-in", "deputys", TermRole.DEPUTY, MEMBER.period)


def seating(*seats: Seat, terms: tuple[Term, ...] = ()) -> Seating:
    return Seating("horten", {seat.id: seat for seat in seats}, {term.id: term for term in terms})


def test_a_deputy_steps_in_for_one_seat() -> None:
    assert seating(CHAIR).add_seat(DEPUTYS).deputy_for == "chair"
    assert seating(CHAIR, DEPUTYS).deputies_of("chair") == [DEPUTYS]


def test_nobody_is_deputy_for_a_seat_that_is_not_there() -> None:
    with pytest.raises(UnknownReference) as refused:
        seating(DESK).add_seat(DEPUTYS)
    assert refused.value.field == "/deputy_for"


@pytest.mark.parametrize("principal", [Seat("chair", Side.NAV), Seat("chair", Side.USER, deputy_for="other")])
def test_a_deputy_steps_in_on_the_same_side_and_for_no_deputy(principal: Seat) -> None:
    with pytest.raises(NoDeputyForThis):
        seating(principal).add_seat(DEPUTYS)


def test_there_is_no_deputy_for_a_closed_seat() -> None:
    with pytest.raises(SeatOver):
        seating(replace(CHAIR, last=DAY)).add_seat(DEPUTYS)


def test_a_deputy_sits_in_a_deputys_seat_alone() -> None:
    council = seating(CHAIR, DEPUTYS)
    assert council.start_term(STAND_IN).role is TermRole.DEPUTY
    for term in (replace(STAND_IN, seat="chair"), replace(MEMBER, seat="deputys")):
        with pytest.raises(OnlyDeputiesHere) as refused:
            council.start_term(term)
        assert refused.value.field == "/role"


def test_a_seat_is_closed_when_nobody_sits_in_it_any_more() -> None:
    council = seating(CHAIR, terms=(MEMBER,))
    with pytest.raises(SeatInUse):
        council.close_seat("chair", DAY)
    assert council.close_seat("chair", MEMBER.period.last).on == MEMBER.period.last


def test_a_term_that_was_taken_back_holds_no_seat_open() -> None:
    taken_back = replace(MEMBER, period=Period(DAY, DAY - A_DAY))
    assert seating(CHAIR, terms=(taken_back,)).close_seat("chair", DAY).seat == "chair"


def test_a_seat_is_not_closed_before_its_deputys() -> None:
    with pytest.raises(SeatInUse) as refused:
        seating(CHAIR, DEPUTYS).close_seat("chair", DAY)
    assert "deputys" in refused.value.detail
    seating(CHAIR, replace(DEPUTYS, last=DAY)).close_seat("chair", DAY)


def test_a_closed_seat_can_only_be_closed_earlier() -> None:
    council = seating(replace(CHAIR, last=DAY))
    assert council.close_seat("chair", DAY - A_DAY).on == DAY - A_DAY
    with pytest.raises(SeatOver):
        council.close_seat("chair", DAY + A_DAY)


def test_a_seat_that_is_not_there_is_not_closed() -> None:
    with pytest.raises(NoSuchSeat):
        seating(CHAIR).close_seat("desk", DAY)


@pytest.mark.parametrize("ends", [None, DAY + A_DAY])
def test_nobody_sits_longer_than_the_seat_stands(ends: date | None) -> None:
    council = seating(replace(CHAIR, last=DAY))
    council.start_term(replace(MEMBER, period=Period(DAY, DAY)))
    with pytest.raises(SeatOver) as refused:
        council.start_term(replace(MEMBER, period=Period(DAY, ends)))
    assert refused.value.field == "/seat"


def test_two_do_not_sit_in_one_seat() -> None:
    with pytest.raises(SeatTaken):
        seating(CHAIR, terms=(MEMBER,)).start_term(replace(MEMBER, id="other"))


def test_who_was_there_before_and_who_comes_is_told() -> None:
    later = replace(MEMBER, id="later", period=Period(MEMBER.period.last + A_DAY))
    council = seating(CHAIR, terms=(MEMBER, later))
    assert council.before("chair", later.period.starts) == MEMBER
    assert council.after("chair", DAY) == later
    assert council.before("chair", DAY) is None
    assert council.after("chair", later.period.starts) is None
