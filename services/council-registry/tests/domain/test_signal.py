from datetime import date, timedelta

import pytest

from council_registry.domain.signal import RULE, Signal, Word

DAY = date(2026, 11, 17)


def signal(meetings: int, raised: int = 0, answers: int = 0) -> Signal:
    return Signal(meetings=meetings, raised=raised, answers=answers, minutes_days=None)


@pytest.mark.parametrize(
    ("done", "word"),
    [
        (signal(2, raised=1), Word.LIVELY),
        (signal(2, answers=1), Word.LIVELY),
        (signal(4), Word.QUIET),
        (signal(1, raised=9), Word.QUIET),
        (signal(0, raised=9), Word.ASLEEP),
    ],
)
def test_a_council_that_meets_and_carries_cases_is_lively(done: Signal, word: Word) -> None:
    assert done.word(DAY, since=None, resting=False) is word


def test_a_council_that_has_just_begun_is_new_until_it_meets() -> None:
    begun = DAY - timedelta(days=RULE.new_days - 1)
    assert signal(0).word(DAY, since=begun, resting=False) is Word.NEW
    assert signal(1).word(DAY, since=begun, resting=False) is Word.QUIET
    assert signal(0).word(DAY + timedelta(days=1), since=begun, resting=False) is Word.ASLEEP


def test_a_council_that_rests_is_asleep_whatever_it_did() -> None:
    assert signal(4, raised=4).word(DAY, since=None, resting=True) is Word.ASLEEP
