from contextlib import suppress
from datetime import datetime

from case_flow.application.following.due_calls import due_call, morning
from case_flow.application.rounds.rounds import Rounds
from case_flow.domain.asking import fall_due, reminders
from case_flow.domain.refusals import WrongState
from case_flow.domain.round import RoundState
from case_flow.domain.round_refusals import NoSuchRound
from councilkit.workdays import oslo_day


class RemindRound:
    """A `councilkit.due.Look`: tells who has not answered, once before the day and once after it."""

    def __init__(self, rounds: Rounds) -> None:
        self._rounds = rounds

    async def __call__(self, id: str, now: datetime) -> datetime | None:
        with suppress(NoSuchRound):
            round = await self._rounds.get(id)
            if round.state is not RoundState.OPEN:
                return None
            come = [(late, day) for late, day in reminders(round) if day <= oslo_day(now)]
            ahead = [day for _, day in reminders(round) if day > oslo_day(now)]
            if come:
                late, _ = come[-1]  # what comes first is not told any more when the next has come
                call = due_call(f"round-{late}", self._rounds.stream(id), round.due.on)
                with suppress(WrongState):  # all have answered, or it was told
                    await self._rounds.change(id, call, lambda round, _: fall_due(round, late))
            return morning(ahead[0]) if ahead else None
        return None
