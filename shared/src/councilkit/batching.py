"""One trip to the database for everybody who asks in the same moment."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")
K = TypeVar("K", bound=Hashable)


class Batcher(Generic[Q, A]):
    """Answers many callers' questions with one call of `work`, which gets a list and returns its answers in order.

    There is no timer: a lone caller's question leaves at once, and whoever asks while a batch is under way forms the
    next one. At most one question per `key` is in a batch, so that two writers of one stream never race inside it.
    """

    def __init__(
        self, work: Callable[[Sequence[Q]], Awaitable[Sequence[A]]], *, key: Callable[[Q], object] = id, most: int = 500
    ) -> None:
        self._work = work
        self._key = key
        self._most = most
        self._waiting: list[tuple[Q, asyncio.Future[A]]] = []
        self._task: asyncio.Task[None] | None = None

    async def ask(self, question: Q) -> A:
        """Wait for the answer to one question; an error of the batch is raised to each of its callers."""
        future: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._drain())
        return await future

    async def _drain(self) -> None:
        while batch := self._take():
            try:
                answers = await self._work([question for question, _ in batch])
                answered = list(zip(batch, answers, strict=True))
            except BaseException as error:  # noqa: BLE001 - it is each caller's error, not the drain's
                for _, future in batch:
                    _fail(future, error)
            else:
                for (_, future), answer in answered:
                    _settle(future, answer)

    def _take(self) -> list[tuple[Q, asyncio.Future[A]]]:
        batch: dict[object, tuple[Q, asyncio.Future[A]]] = {}
        later = []
        for waiting in self._waiting:
            key = self._key(waiting[0])
            if waiting[1].done():  # the caller went away before its turn
                continue
            if key in batch or len(batch) == self._most:
                later.append(waiting)
            else:
                batch[key] = waiting
        self._waiting = later
        return list(batch.values())


class Together(Generic[K, A]):
    """Asks once what several ask in the same moment.

    A service has several followers of one ledger, which wake together: one read is for all of them. Nobody is answered
    by what was under way before they asked.
    """

    def __init__(self, ask: Callable[[K], Awaitable[A]]) -> None:
        self._ask = ask
        self._batches: Batcher[K, A] = Batcher(self._each, key=lambda _: object())

    async def ask(self, question: K) -> A:
        """Wait for the answer; an error is raised to everybody who asked in the same moment."""
        return await self._batches.ask(question)

    async def _each(self, questions: Sequence[K]) -> list[A]:
        once = list(dict.fromkeys(questions))
        answers = dict(zip(once, await asyncio.gather(*map(self._ask, once)), strict=True))
        return [answers[question] for question in questions]


def _settle(future: asyncio.Future[A], answer: A) -> None:
    if not future.done():  # the caller may have gone away
        future.set_result(answer)


def _fail(future: asyncio.Future[A], error: BaseException) -> None:
    if future.done():
        return
    if isinstance(error, asyncio.CancelledError):
        future.cancel()
    else:
        future.set_exception(error)
