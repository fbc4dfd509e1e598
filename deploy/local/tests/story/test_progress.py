from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from raadslag_local.story.cast import Cast
from raadslag_local.story.clock import StoryClock
from raadslag_local.story.hands import Actor
from raadslag_local.story.progress import Progress

TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_load_that_goes_on_tomorrow_tells_the_same_days(tmp_path: Path) -> None:
    Progress.at(tmp_path / "story.json", today=TODAY)
    assert Progress.at(tmp_path / "story.json", today=TODAY + timedelta(days=1)).today == TODAY


def test_who_is_who_is_remembered(tmp_path: Path) -> None:
    cast = Cast(councils={"SBU": "abc"}, actors={"9000": Actor("Åker", "åker@example.no", "p1")}, terms={"SBU": ["t1"]})
    Progress.at(tmp_path / "story.json", today=TODAY).loaded(cast)
    assert Progress.at(tmp_path / "story.json", today=TODAY).cast == cast


def test_a_journey_that_was_cut_off_is_taken_up_again(tmp_path: Path) -> None:
    first = Progress.at(tmp_path / "story.json", today=TODAY).next_journey(NOON)
    later = Progress.at(tmp_path / "story.json", today=TODAY).next_journey(NOON + timedelta(hours=1))
    assert (later.number, later.started) == (first.number, first.started)
    assert later.taken_up


def test_after_a_journey_has_arrived_the_next_one_is_another(tmp_path: Path) -> None:
    progress = Progress.at(tmp_path / "story.json", today=TODAY)
    progress.next_journey(NOON)
    progress.arrived()
    assert progress.next_journey(NOON).number == 2


def test_the_clock_goes_on_from_wherever_it_is_set() -> None:
    now = NOON
    clock = StoryClock(lambda: now)
    clock.travel_to(NOON - timedelta(days=300))
    now += timedelta(minutes=5)
    assert clock() == NOON - timedelta(days=300) + timedelta(minutes=5)
    clock.come_home()
    assert clock() == now
