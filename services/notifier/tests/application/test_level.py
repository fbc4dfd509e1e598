"""What has piled up is gone through with one question to the neighbours; what is newer asks again."""

from datetime import UTC, datetime, timedelta

from notifier.application.level import LevelSince

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Asked:
    def __init__(self, answers: list[bool]) -> None:
        self.answers = answers

    async def __call__(self) -> bool:
        return self.answers.pop(0)


async def test_all_that_was_told_before_the_question_is_heard_with_one_answer() -> None:
    since = LevelSince(Asked([True]), lambda: NOW)
    assert [await since(NOW - MINUTE), await since(NOW - 2 * MINUTE)] == [True, True]


async def test_what_was_told_since_is_asked_about_again() -> None:
    asked = Asked([True, True])
    since = LevelSince(asked, lambda: NOW)
    assert await since(NOW - MINUTE)
    assert await since(NOW)
    assert asked.answers == []


async def test_who_has_not_heard_all_is_asked_again() -> None:
    since = LevelSince(Asked([False, True]), lambda: NOW)
    assert [await since(NOW - MINUTE), await since(NOW - MINUTE)] == [False, True]


async def test_an_answer_is_forgotten_when_the_next_is_no() -> None:
    since = LevelSince(Asked([True, False, True]), lambda: NOW)
    assert [await since(NOW - MINUTE), await since(NOW), await since(NOW - MINUTE)] == [True, False, True]
