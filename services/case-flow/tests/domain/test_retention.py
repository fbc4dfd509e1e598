from dataclasses import replace
from datetime import date

import pytest

from case_flow.domain.case import Case
from case_flow.domain.retention import MATTER, YEARS, Kind, erased_on, kind_of
from case_flow.domain.texts import TEXTS
from case_flow.domain.transitions import OVER, State
from case_flow.domain.turning_away import TurningAway
from case_flow.testing.places import HARBOUR, REGION
from councilkit.events import Event
from councilkit.events.case_life import CaseClosed, CaseTurnedAway, NoteAdded
from councilkit.events.case_words import Unfit
from councilkit.events.cases import AnswerGiven, CaseReported, CaseSent
from councilkit.events.councils import Language

CASE = Case("case", "26-4821", HARBOUR.id, (), Language.NB, HARBOUR.id, (HARBOUR.id,))
CLOSED = replace(CASE, state=State.CLOSED)
LEAP_DAY = date(2028, 2, 29)
DAY_30 = date(2026, 12, 17)
OWN = replace(CASE, state=State.TURNED_AWAY, turning_away=TurningAway(Unfit.INDIVIDUAL, erased_on=DAY_30))


def test_every_end_says_how_long_each_kind_of_text_is_kept() -> None:
    assert {state: set(kinds) for state, kinds in YEARS.items()} == {end: set(Kind) for end in OVER}


def test_what_was_asked_advised_and_answered_is_the_matter_and_all_else_is_talk() -> None:
    assert set(MATTER) <= set(TEXTS)
    assert [kind_of(event) for event in (CaseReported, AnswerGiven, CaseSent, NoteAdded, CaseClosed)] == [
        Kind.MATTER,
        Kind.MATTER,
        Kind.TALK,
        Kind.TALK,
        Kind.TALK,
    ]


@pytest.mark.parametrize("event", TEXTS)
def test_nothing_goes_of_a_case_that_is_under_way(event: type[Event]) -> None:
    for state in set(State) - OVER:
        assert erased_on(replace(CASE, state=state), None, event) is None


@pytest.mark.parametrize(
    ("state", "event", "day"),
    [
        (State.CLOSED, CaseReported, None),
        (State.CLOSED, CaseSent, date(2031, 11, 17)),
        (State.MERGED, CaseReported, None),
        (State.MERGED, CaseSent, date(2031, 11, 17)),
        (State.WITHDRAWN, CaseReported, date(2027, 11, 17)),
        (State.TURNED_AWAY, CaseReported, date(2027, 11, 17)),
    ],
)
def test_after_its_end_a_text_is_kept_as_the_table_says(state: State, event: type[Event], day: date | None) -> None:
    assert erased_on(replace(CASE, state=state), date(2026, 11, 17), event) == day


def test_a_case_that_ended_on_a_leap_day_keeps_its_texts_no_shorter() -> None:
    assert erased_on(replace(CASE, state=State.WITHDRAWN), LEAP_DAY, CaseReported) == date(2029, 3, 1)


@pytest.mark.parametrize("event", [CaseReported, CaseTurnedAway])
def test_ones_own_case_has_a_day_of_its_own(event: type[Event]) -> None:
    assert erased_on(OWN, date(2026, 11, 17), event) == DAY_30


def test_what_was_taken_back_while_it_was_proposed_goes_with_all_that_is_taken_back() -> None:
    taken_back = replace(CASE, state=State.WITHDRAWN, turning_away=TurningAway(Unfit.INDIVIDUAL))
    assert erased_on(taken_back, date(2026, 11, 17), CaseReported) == date(2027, 11, 17)


def test_nothing_goes_while_the_council_above_looks_at_it() -> None:
    assert OWN.turning_away
    asked = replace(OWN, turning_away=replace(OWN.turning_away, appealed_to=REGION.id))
    assert erased_on(asked, date(2026, 11, 17), CaseReported) is None


def test_what_has_no_text_has_no_day() -> None:
    assert erased_on(CLOSED, date(2026, 11, 17), Event) is None
