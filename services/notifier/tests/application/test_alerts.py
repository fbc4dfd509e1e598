"""Alerts are raised once, in time, by what the registry has told."""

from datetime import UTC, date, datetime

import pytest

from councilkit.events.councils import TermEnded
from councilkit.events.meetings import MeetingType
from notifier.application.decide_rule import AdoptRule, WithdrawRule
from notifier.domain.refusals import NoSuchRule, WrongState
from notifier.testing.driver import Driver, days
from notifier.testing.places import HARBOUR, VALLEY, asked_for

SPRING = datetime(2026, 4, 1, 6, tzinfo=UTC)  # eight in Oslo
AUTUMN = datetime(2026, 9, 1, 6, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 4, 7, tzinfo=UTC)
YEARLY, GATHERING = "annual-meeting", "meetings-a-year"
MEET = (HARBOUR.leader, HARBOUR.secretary)


async def test_a_house_in_which_nobody_has_adopted_anything_is_quiet(notifier: Driver) -> None:
    await notifier.wait_until(AUTUMN)
    await notifier.wait_until(NEW_YEAR)
    assert await notifier.alerts() == []


async def test_an_adopted_rule_is_told_at_its_first_step(notifier: Driver) -> None:
    await notifier.adopt(YEARLY)
    assert await notifier.alerts() == []
    await notifier.wait_until(SPRING)
    told = {(alert.council, alert.rule, alert.step, alert.on) for alert in await notifier.alerts()}
    assert told == {
        (place, YEARLY, "book-spring", date(2026, 4, 1)) for place in ("centre", "region", "harbour", "valley")
    }


async def test_an_alert_is_raised_once_however_often_it_is_looked_at(notifier: Driver) -> None:
    await notifier.adopt(YEARLY)
    for hours in range(5):
        await notifier.wait_until(SPRING + days(hours))
        await notifier.due.look_again([HARBOUR.id])
        await notifier.settle()
    assert await notifier.steps() == ["book-spring"]


async def test_on_adoption_the_latest_step_that_has_passed_is_told(notifier: Driver) -> None:
    await notifier.wait_until(AUTUMN + days(3))
    await notifier.adopt(GATHERING)
    assert await notifier.steps() == ["book-autumn"]


async def test_a_council_that_has_booked_hears_of_its_meetings_alone(notifier: Driver) -> None:
    await notifier.adopt(YEARLY)
    await notifier.a_meeting(AUTUMN, HARBOUR, type=MeetingType.ANNUAL_MEETING)
    await notifier.wait_until(SPRING)
    assert (await notifier.steps(), await notifier.steps(VALLEY.id)) == ([], ["book-spring"])
    await notifier.wait_until(AUTUMN - days(10))
    await notifier.wait_until(AUTUMN - days(6))
    assert await notifier.steps() == ["soon-28", "soon-7"]


async def test_a_meeting_held_by_leader_and_nav_ends_the_matter(notifier: Driver) -> None:
    await notifier.adopt(YEARLY)
    await notifier.a_meeting(notifier.now, HARBOUR, type=MeetingType.ANNUAL_MEETING, held_by=MEET)
    await notifier.a_meeting(notifier.now, VALLEY, type=MeetingType.ANNUAL_MEETING, held_by=(VALLEY.leader,))
    await notifier.wait_until(SPRING)
    assert (await notifier.steps(), await notifier.steps(VALLEY.id)) == ([], ["book-spring"])


async def test_a_missed_year_is_told_in_january(notifier: Driver) -> None:
    await notifier.adopt(GATHERING)
    await notifier.wait_until(NEW_YEAR)
    assert await notifier.steps() == ["missed"]


async def test_without_a_leader_the_yearly_meeting_is_not_missed(notifier: Driver) -> None:
    await notifier.adopt(YEARLY)
    ended = TermEnded(council=HARBOUR.id, term=HARBOUR.leader.id, on=date(2026, 8, 1))
    await notifier.tell(ended, asked_for(HARBOUR.leader, ended.on))
    await notifier.wait_until(NEW_YEAR)
    assert (await notifier.steps(), await notifier.steps(VALLEY.id)) == ([], ["missed"])


async def test_a_council_s_own_mandate_binds_it_alone(notifier: Driver) -> None:
    await notifier.agree(GATHERING)
    await notifier.wait_until(SPRING)
    assert (await notifier.steps(), await notifier.steps(VALLEY.id)) == (["book-spring"], [])


async def test_settings_made_anew_are_looked_at_at_once(notifier: Driver) -> None:
    await notifier.agree(GATHERING, meetings_a_year=1)
    await notifier.a_meeting(AUTUMN + days(90))
    await notifier.wait_until(SPRING + days(1))
    assert await notifier.steps() == []
    await notifier.agree(GATHERING, meetings_a_year=2)
    assert await notifier.steps() == ["book-spring"]


async def test_a_rule_that_was_withdrawn_alarms_no_more(notifier: Driver) -> None:
    await notifier.adopt(GATHERING)
    await notifier.do(WithdrawRule(GATHERING))
    await notifier.wait_until(SPRING)
    assert await notifier.alerts() == []


async def test_a_rule_that_is_withdrawn_for_the_turn_of_the_year_has_bound_all_along(notifier: Driver) -> None:
    await notifier.adopt(GATHERING)
    await notifier.wait_until(NEW_YEAR - days(10))
    await notifier.do(WithdrawRule(GATHERING))
    await notifier.wait_until(NEW_YEAR)
    assert "missed" not in await notifier.steps()
    await notifier.adopt(GATHERING)
    assert "missed" in await notifier.steps()


async def test_a_mandate_that_is_unsaid_for_the_turn_of_the_year_has_bound_all_along(notifier: Driver) -> None:
    await notifier.agree(GATHERING)
    await notifier.wait_until(NEW_YEAR - days(10))
    await notifier.agree()
    await notifier.wait_until(NEW_YEAR)
    assert "missed" not in await notifier.steps()
    await notifier.agree(GATHERING)
    assert "missed" in await notifier.steps()


async def test_a_meeting_of_which_nobody_tells_is_asked_for_when_it_lapses(notifier: Driver) -> None:
    await notifier.agree(GATHERING, meetings_a_year=1)
    await notifier.a_meeting(datetime(2026, 12, 22, 10, tzinfo=UTC))
    await notifier.wait_until(NEW_YEAR)
    assert "missed" not in await notifier.steps()
    await notifier.wait_until(NEW_YEAR + days(2))
    assert "missed" in await notifier.steps()


async def test_a_rule_is_adopted_once_and_withdrawn_once(notifier: Driver) -> None:
    with pytest.raises(WrongState):
        await notifier.do(WithdrawRule(GATHERING))
    await notifier.do(AdoptRule(GATHERING), key="the same")
    assert (await notifier.do(AdoptRule(GATHERING), key="the same")).repeated
    with pytest.raises(WrongState):
        await notifier.do(AdoptRule(GATHERING))
    with pytest.raises(NoSuchRule):
        await notifier.do(AdoptRule("no-such"))
