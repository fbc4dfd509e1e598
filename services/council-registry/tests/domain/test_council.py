import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest

from council_registry.domain.charter import Charter
from council_registry.domain.council import Council, evolve
from council_registry.domain.period import Period
from council_registry.domain.refusals import AlreadyOver, NoSuchTerm, SeatTaken, WrongLevel, WrongSide
from council_registry.domain.seating import ROLES, Seat, Term
from council_registry.domain.structure import found
from council_registry.domain.unit import Unit
from councilkit.events.councils import CouncilKind, Language, Level, Names, Side, TermRole, UnitKind
from councilkit.refusals import UnknownReference

HORTEN = Unit("0701", "Nav Horten", UnitKind.LOCAL_OFFICE, "0800")
LOCAL = Charter(
    names=Names(nb="LBU Horten", nn="LBU Horten", en="Local council Horten"),
    short="LBU-HOR",
    level=Level.LOCAL,
    kind=CouncilKind.USER_COUNCIL,
    parent="region",
    units=("0701",),
    line=None,
    language=Language.NB,
    led_by=Side.USER,
)
REGION = Council("region", replace(LOCAL, short="RBU-VT", level=Level.REGIONAL, parent="centre", units=("0800",)))
COUNCIL = Council("horten", LOCAL, seats={"chair": Side.USER, "desk": Side.NAV})
DAY = date(2026, 3, 2)
LEADER = Term("first", "chair", TermRole.LEADER, Period(DAY, DAY + timedelta(days=365)))


def seated(council: Council, *terms: Term) -> Council:
    for term in terms:
        council = evolve(council, council.start_term(term))
    return council


def test_a_local_council_is_founded_below_its_region() -> None:
    founded = found("horten", LOCAL, units=[HORTEN], parent=REGION, starts=None)
    assert evolve(None, founded) == Council("horten", LOCAL)


def test_a_local_council_is_not_founded_below_another_local_one() -> None:
    with pytest.raises(WrongLevel):
        found("horten", LOCAL, units=[HORTEN], parent=COUNCIL, starts=None)


def test_a_council_without_a_chair_gets_one() -> None:
    council = Council("horten", LOCAL)
    assert evolve(council, council.seating.add_seat(Seat("chair", Side.USER))).seats == {"chair": Side.USER}


def test_a_leader_sits_from_the_first_day_to_the_last() -> None:
    council = seated(COUNCIL, LEADER)
    assert council.sitting(DAY) == {"first"}
    assert council.sitting(DAY - timedelta(days=1)) == set()


def test_the_term_speaks_for_the_side_of_its_seat() -> None:
    assert COUNCIL.start_term(replace(LEADER, seat="desk")).side is Side.NAV


@pytest.mark.parametrize(
    ("side", "role"), list(itertools.product(Side, [one for one in TermRole if one is not TermRole.DEPUTY]))
)
def test_a_seat_takes_the_roles_of_its_side(side: Side, role: TermRole) -> None:
    council, term = replace(COUNCIL, seats={"chair": side}), replace(LEADER, role=role)
    if role in ROLES[side]:
        assert seated(council, term).sitting(DAY) == {"first"}
    else:
        with pytest.raises(WrongSide):
            council.start_term(term)


def test_the_secretary_is_navs_and_a_member_is_the_users() -> None:
    assert TermRole.SECRETARY not in ROLES[Side.USER]
    assert TermRole.MEMBER not in ROLES[Side.NAV]


def test_two_do_not_sit_in_one_seat() -> None:
    with pytest.raises(SeatTaken):
        seated(COUNCIL, LEADER).start_term(Term("second", "chair", TermRole.MEMBER, Period(DAY)))


def test_a_successor_takes_the_seat_the_day_after_the_term_was_cut_short() -> None:
    council = seated(COUNCIL, LEADER)
    council = evolve(council, council.end_term("first", DAY))
    council = seated(council, Term("second", "chair", TermRole.LEADER, Period(DAY + timedelta(days=1))))
    assert council.sitting(DAY) == {"first"}
    assert council.sitting(DAY + timedelta(days=1)) == {"second"}


def test_the_seat_of_a_term_that_was_taken_back_is_free() -> None:
    council = seated(COUNCIL, LEADER)
    council = evolve(council, council.end_term("first", DAY - timedelta(days=1)))
    council = seated(council, Term("second", "chair", TermRole.LEADER, Period(DAY - timedelta(days=30))))
    assert council.sitting(DAY) == {"second"}


def test_different_seats_do_not_disturb_each_other() -> None:
    secretary = Term("second", "desk", TermRole.SECRETARY, Period(DAY))
    assert seated(COUNCIL, LEADER, secretary).sitting(DAY) == {"first", "second"}


def test_nobody_sits_in_a_chair_of_another_council() -> None:
    with pytest.raises(UnknownReference) as refused:
        COUNCIL.start_term(replace(LEADER, seat="elsewhere"))
    assert refused.value.field == "/seat"


def test_a_term_that_is_over_stays_over() -> None:
    council = seated(COUNCIL, LEADER)
    council = evolve(council, council.end_term("first", DAY))
    with pytest.raises(AlreadyOver):
        council.end_term("first", DAY + timedelta(days=7))


def test_a_council_ends_only_its_own_terms() -> None:
    with pytest.raises(NoSuchTerm):
        COUNCIL.end_term("elsewhere", DAY)
