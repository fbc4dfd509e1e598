import pytest

from portal.application.duties import Duty, Standing, by_council, worst_first


def duty(council: str, standing: Standing, status: str = "adopted") -> Duty:
    return Duty(
        council=council,
        rule="annual-meeting",
        year=2026,
        status=status,
        required=1,
        held=0,
        booked=0,
        standing=standing,
        meeting_type="annual_meeting",
    )


@pytest.mark.parametrize("standing", Standing)
def test_what_is_only_proposed_alarms_nobody(standing: Standing) -> None:
    assert duty("lar", standing, "proposed").colour not in ("warning", "danger")


def test_only_what_was_missed_is_red() -> None:
    assert [one for one in Standing if duty("lar", one).colour == "danger"] == [Standing.MISSED]


def test_the_duties_of_a_council_stand_together_in_the_order_they_came() -> None:
    mixed = [duty(council, Standing.ON_TRACK) for council in ("rbu", "lar", "rbu")]
    assert [(council, len(duties)) for council, duties in by_council(mixed)] == [("rbu", 2), ("lar", 1)]


def test_councils_that_need_somebody_stand_first() -> None:
    standings = {
        "well": Standing.FULFILLED,
        "book": Standing.TO_BOOK,
        "risk": Standing.AT_RISK,
        "gone": Standing.MISSED,
    }
    councils = worst_first(by_council(duty(council, standing) for council, standing in standings.items()))
    assert [council for council, _ in councils] == ["gone", "risk", "book", "well"]
