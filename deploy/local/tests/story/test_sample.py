from collections import Counter
from datetime import date, timedelta
from itertools import islice, pairwise

import pytest

from raadslag_local.story.chronicle import Do, Hold, MeetingRef, Plan, Report, begins, chronicle
from raadslag_local.story.journey import deeds
from raadslag_local.story.names import made_up
from raadslag_local.story.progress import JourneyRun
from raadslag_local.story.sample import address, greeting, journey_case, sample

TODAY = date(2026, 11, 22)
EVERY_WEEKDAY = [TODAY + timedelta(days=days) for days in range(7)]


def test_every_council_has_a_leader_a_secretary_and_a_users_voice() -> None:
    for council in sample().councils:
        assert {sitting.role for sitting in council.sittings()} >= {"leader", "secretary", "member"}


def test_somebody_answers_for_every_unit_that_a_council_is_for() -> None:
    assert {unit for council in sample().councils for unit in council.units} == set(sample().answering_managers)


def test_someone_sits_in_a_local_council_and_in_its_regions() -> None:
    assert "Modig Lykt" in sample().council("RBU-VT").members
    assert sample().council("LBU-HOR").leader == "Modig Lykt"


def test_some_read_nynorsk_and_somebody_english() -> None:
    assert set(sample().languages) <= sample().everybody()
    assert {*sample().languages.values(), *(council.language for council in sample().councils)} == {"nb", "nn", "en"}


def test_the_newsletter_is_greeted_in_every_language() -> None:
    assert set(greeting()) == {"nb", "nn", "en"}


def test_nobody_shares_an_address() -> None:
    assert len({address(name) for name in sample().everybody()}) == len(sample().everybody())


def test_a_local_council_has_five_users_three_deputies_a_manager_and_a_secretary() -> None:
    for council in sample().councils:
        if council.level == "local":
            roles = Counter(sitting.role for sitting in council.sittings() if sitting.role != "leader")
            assert roles == {
                "secretary": 1,
                "nav_representative": 1,
                "deputy": 3,
                "member": 4 + (council.led_by == "nav"),
            }


def test_every_deputy_stands_in_for_a_member() -> None:
    for council in sample().councils:
        members = {sitting.seat for sitting in council.sittings() if sitting.role == "member"}
        deputies = [sitting for sitting in council.sittings() if sitting.role == "deputy"]
        assert {deputy.deputy_for for deputy in deputies} <= members


@pytest.mark.parametrize(("short", "seats"), [("RBU-VT", 14), ("UR-VT", 9), ("SBU", 12), ("BU-NAY", 12)])
def test_the_councils_above_have_their_seats(short: str, seats: int) -> None:
    assert sum(sitting.side == "user" for sitting in sample().council(short).sittings()) == seats


def test_the_same_people_are_made_up_every_time() -> None:
    first, again = (list(islice(made_up(["Rask", "Rolig"], ["Fjord", "Sti", "Tue"], {"Rask Sti"}), 5)) for _ in "ab")
    assert first == again == ["Rask Fjord", "Rolig Sti", "Rolig Tue", "Rask Tue", "Rolig Fjord"]


def test_a_parent_is_founded_before_its_children() -> None:
    founded: set[str | None] = {None}
    for council in sample().councils:
        assert council.parent in founded
        founded.add(council.short)


@pytest.mark.parametrize("today", EVERY_WEEKDAY, ids=lambda day: f"{day:%A}")
def test_whatever_day_it_is_loaded_every_case_goes_step_by_step(today: date) -> None:
    steps: Counter[str] = Counter()
    for moment in chronicle(sample(), today):
        if isinstance(moment.deed, Do):
            steps[moment.deed.case.key] += 1
            assert moment.deed.number == steps[moment.deed.case.key]


@pytest.mark.parametrize("today", EVERY_WEEKDAY, ids=lambda day: f"{day:%A}")
def test_a_case_is_treated_in_a_meeting_that_was_held(today: date) -> None:
    held: set[MeetingRef] = set()
    for moment in chronicle(sample(), today):
        match moment.deed:
            case Hold(meeting=meeting):
                held.add(meeting)
            case Do(step=step, meeting=treated_in) if step.do == "treat":
                assert treated_in in held
            case Do(step=step, meeting=planned_in) if step.do == "agenda":
                assert planned_in not in held


def test_the_story_begins_before_anything_happens_and_ends_before_today_is_over() -> None:
    moments = [moment.at for moment in chronicle(sample(), TODAY)]
    assert begins(TODAY) < moments[0]
    assert all(earlier <= later for earlier, later in pairwise(moments))
    assert moments[-1].date() <= TODAY


def test_all_stories_are_told_and_how_each_ends() -> None:
    assert {case.story for case in sample().cases} == set(range(1, 26))
    assert all(case.ends for case in sample().cases)


def test_a_joint_meeting_is_planned_and_held_by_all_who_meet() -> None:
    deeds = [moment.deed for moment in chronicle(sample(), TODAY)]
    together = [deed for deed in deeds if isinstance(deed, Plan | Hold) and deed.joint]
    assert [type(deed) for deed in together] == [Plan, Hold]
    assert {deed.meeting.council for deed in together} == {"RBU-VT"}


def test_the_journey_meets_wherever_it_is_treated() -> None:
    journey = list(deeds(journey_case(), JourneyRun(number=1, started=begins(TODAY))))
    assert isinstance(journey[0], Report)
    planned = [deed.meeting for deed in journey if isinstance(deed, Plan)]
    held = [deed.meeting for deed in journey if isinstance(deed, Hold)]
    assert planned == held
    assert [meeting.council for meeting in held] == ["LBU-HOR", "RBU-VT", "SBU"]
