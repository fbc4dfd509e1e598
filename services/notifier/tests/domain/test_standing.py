from datetime import date

import pytest

from councilkit.events.cases import RuleStatus
from councilkit.events.meetings import MeetingType
from notifier.domain.council import Led
from notifier.domain.duty import Duty, Standing
from notifier.domain.rules import ANNUAL_MEETING, MEETINGS_A_YEAR, RULES
from notifier.testing.duties import LONG_AGO, a_council, a_duty, a_held, a_meeting, an_annual, at

DEMO_DAY = at("2026-11-15")
SPRING = [a_held("2026-02-10"), a_held("2026-05-12")]


def test_four_meetings_held_fulfil_the_year() -> None:
    duty = a_duty(*SPRING, a_held("2026-09-08"), a_held("2026-11-03"))
    assert (duty.standing(DEMO_DAY), duty.missing(DEMO_DAY)) == (Standing.FULFILLED, 0)


def test_what_is_booked_is_on_track() -> None:
    duty = a_duty(*SPRING, a_held("2026-09-08"), a_meeting("2026-12-08"))
    assert duty.standing(DEMO_DAY) is Standing.ON_TRACK
    assert (duty.held, duty.booked(DEMO_DAY), duty.missing(DEMO_DAY)) == (3, 1, 0)


def test_what_is_not_booked_is_to_be_booked_until_november_and_then_at_risk() -> None:
    duty = a_duty(*SPRING, a_meeting("2026-12-08"))
    assert duty.standing(at("2026-10-30")) is Standing.TO_BOOK
    assert duty.standing(DEMO_DAY) is Standing.AT_RISK
    assert duty.missing(DEMO_DAY) == 1


def test_a_year_that_went_by_without_the_meetings_is_missed() -> None:
    assert a_duty(*SPRING).standing(at("2027-01-04")) is Standing.MISSED


@pytest.mark.parametrize("day", ["2026-03-01", "2026-11-15", "2026-12-31", "2027-01-04", "2028-06-01"])
@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_proposal_is_never_at_risk_and_never_missed(rule: object, day: str) -> None:
    duty = a_duty(rule=rule, adopted=None, led=False)  # type: ignore[arg-type]  # the ids need its attribute
    assert duty.standing(at(day)) in {Standing.TO_BOOK, Standing.NOT_COUNTING}
    assert duty.status is RuleStatus.PROPOSED


def test_a_rule_binds_a_council_whose_mandate_has_adopted_it() -> None:
    duty = a_duty(adopted=None, agreed={MEETINGS_A_YEAR.id: LONG_AGO})
    assert (duty.status, duty.standing(DEMO_DAY)) == (RuleStatus.AGREED, Standing.AT_RISK)


def test_a_rule_adopted_for_all_goes_before_the_council_s_own() -> None:
    duty = a_duty(adopted=at("2026-09-01"), agreed={MEETINGS_A_YEAR.id: at("2026-03-01")})
    assert (duty.status, duty.binds_since) == (RuleStatus.ADOPTED, at("2026-03-01"))


def test_a_year_before_the_rule_bound_is_not_missed() -> None:
    assert a_duty(adopted=at("2027-01-02")).standing(at("2027-01-15")) is Standing.NOT_COUNTING


def test_a_joint_meeting_counts_and_a_leader_meeting_does_not() -> None:
    joint, led = (a_held("2026-03-03", type=type) for type in (MeetingType.JOINT_MEETING, MeetingType.LEADER_MEETING))
    assert (a_duty(joint).held, a_duty(led).held) == (1, 0)


def test_a_meeting_of_another_year_does_not_count() -> None:
    assert a_duty(a_held("2025-12-30"), a_held("2027-01-05")).held == 0


def test_the_year_of_a_meeting_is_oslo_s() -> None:
    new_year = a_meeting("2026-12-31", starts_at=at("2026-12-31", 23), held=True)
    assert a_duty(new_year, year=2027).held == 1


def test_a_meeting_that_nobody_told_was_held_counts_as_booked_for_two_weeks() -> None:
    duty = a_duty(*SPRING, a_held("2026-08-20"), a_meeting("2026-09-08"))
    assert duty.standing(at("2026-09-22")) is Standing.ON_TRACK
    assert duty.standing(at("2026-09-23")) is Standing.TO_BOOK


def test_a_meeting_in_december_may_be_told_in_january() -> None:
    duty = a_duty(*SPRING, a_held("2026-09-08"), a_meeting("2026-12-22"))
    assert duty.standing(at("2027-01-04")) is Standing.ON_TRACK
    assert duty.standing(at("2027-01-06")) is Standing.MISSED


def test_a_council_founded_in_july_owes_two() -> None:
    duty = a_duty(a_held("2026-09-08"), a_meeting("2026-12-08"), founded=at("2026-07-01"))
    assert (duty.required, duty.standing(DEMO_DAY)) == (2, Standing.ON_TRACK)


def test_a_council_founded_in_the_last_quarter_owes_nothing_this_year() -> None:
    assert a_duty(founded=at("2026-10-15")).standing(DEMO_DAY) is Standing.NOT_COUNTING


def test_a_council_may_say_from_which_day_it_counts() -> None:
    early = a_duty(a_held("2026-02-10"), founded=at("2026-10-15"), counts_from=date(2026, 1, 1))
    late = a_duty(a_held("2026-02-10"), counts_from=date(2026, 4, 1))
    assert (early.required, early.held, late.required, late.held) == (4, 1, 3, 0)


def test_the_annual_meeting_counts_when_the_leader_and_nav_were_there() -> None:
    alone = a_duty(an_annual("2026-04-14", held=True), rule=ANNUAL_MEETING)
    both = a_duty(an_annual("2026-04-14", held=True, leader_met_nav=True), rule=ANNUAL_MEETING)
    assert (alone.standing(at("2026-05-01")), both.standing(at("2026-05-01"))) == (
        Standing.TO_BOOK,
        Standing.FULFILLED,
    )


@pytest.mark.parametrize("day", ["2026-03-01", "2026-11-15", "2027-01-04"])
def test_without_a_leader_the_annual_meeting_is_at_risk_and_never_missed(day: str) -> None:
    assert a_duty(rule=ANNUAL_MEETING, led=False).standing(at(day)) is Standing.AT_RISK


def test_a_leader_who_left_after_the_year_does_not_excuse_it() -> None:
    council = a_council()
    left = Duty(
        ANNUAL_MEETING,
        type(council)(council.id, council.founded, (), [Led(date(2024, 1, 1), date(2027, 1, 2))]),
        2026,
        LONG_AGO,
    )
    assert left.standing(at("2027-01-15")) is Standing.MISSED


def test_the_next_meeting_is_the_first_one_ahead() -> None:
    duty = a_duty(a_meeting("2026-12-08"), a_meeting("2026-11-24"), a_meeting("2026-11-10"))
    found = duty.next_meeting(DEMO_DAY)
    assert found is not None
    assert found.id == "m-2026-11-24"
