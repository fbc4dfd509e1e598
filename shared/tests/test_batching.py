"""Many callers, one trip."""

import asyncio
from collections.abc import Sequence

import pytest

from councilkit.batching import Batcher, Together


class Work:
    """Doubles numbers, one batch at a time, when the gate is open; remembers its batches."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.gate.set()
        self.batches: list[list[int]] = []

    async def __call__(self, numbers: Sequence[int]) -> list[int]:
        self.batches.append(list(numbers))
        await self.gate.wait()
        if 13 in numbers:
            raise ValueError("thirteen")
        return [2 * number for number in numbers]


@pytest.fixture
def work() -> Work:
    return Work()


async def test_a_lone_question_leaves_at_once(work: Work) -> None:
    assert await Batcher(work).ask(1) == 2
    assert work.batches == [[1]]


async def test_whoever_asks_while_a_batch_is_under_way_forms_the_next(work: Work) -> None:
    batcher = Batcher(work)
    work.gate.clear()
    first = asyncio.create_task(batcher.ask(1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    others = [asyncio.create_task(batcher.ask(number)) for number in (2, 3, 4)]
    await asyncio.sleep(0)
    work.gate.set()
    assert await asyncio.gather(first, *others) == [2, 4, 6, 8]
    assert work.batches == [[1], [2, 3, 4]]


async def test_questions_with_one_key_go_one_after_another_in_their_order(work: Work) -> None:
    batcher: Batcher[int, int] = Batcher(work, key=lambda number: number % 2)
    assert await asyncio.gather(*map(batcher.ask, (1, 3, 5, 2))) == [2, 6, 10, 4]
    assert work.batches == [[1, 2], [3], [5]]


async def test_no_batch_is_larger_than_allowed(work: Work) -> None:
    batcher: Batcher[int, int] = Batcher(work, most=2)
    assert await asyncio.gather(*map(batcher.ask, range(5))) == [0, 2, 4, 6, 8]
    assert work.batches == [[0, 1], [2, 3], [4]]


async def test_an_error_is_told_to_everyone_in_the_batch_and_to_nobody_else(work: Work) -> None:
    batcher: Batcher[int, int] = Batcher(work, most=2)
    answers = await asyncio.gather(*map(batcher.ask, (12, 13, 14)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [ValueError, ValueError, int]


async def test_a_batcher_goes_on_after_an_error(work: Work) -> None:
    batcher = Batcher(work)
    with pytest.raises(ValueError, match="thirteen"):
        await batcher.ask(13)
    assert await batcher.ask(1) == 2


async def test_a_question_whose_asker_went_away_before_its_turn_is_not_asked(work: Work) -> None:
    batcher = Batcher(work)
    work.gate.clear()
    first, second, third = (asyncio.create_task(batcher.ask(number)) for number in (1, 2, 3))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    fourth = asyncio.create_task(batcher.ask(4))
    await asyncio.sleep(0)
    first.cancel()
    fourth.cancel()
    work.gate.set()
    assert [await second, await third] == [4, 6]
    assert first.cancelled()
    assert fourth.cancelled()
    assert work.batches == [[1, 2, 3]]


async def test_when_the_work_is_cancelled_so_are_its_askers() -> None:
    async def work(_: Sequence[int]) -> list[int]:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await Batcher(work).ask(1)


async def test_an_answer_short_is_an_error_and_hangs_nobody() -> None:
    async def work(_: Sequence[int]) -> list[int]:
        return []

    async with asyncio.timeout(1):
        with pytest.raises(ValueError, match="zip"):
            await Batcher(work).ask(1)


async def test_what_several_ask_in_one_moment_is_asked_once() -> None:
    asked = []

    async def ask(question: str) -> str:
        asked.append(question)
        await asyncio.sleep(0)
        return question.upper()

    together = Together(ask)
    assert await asyncio.gather(*map(together.ask, ["a", "b", "a", "a"])) == ["A", "B", "A", "A"]
    assert asked == ["a", "b"]
    assert await together.ask("a") == "A"
    assert asked == ["a", "b", "a"], "an answer is for the moment"
