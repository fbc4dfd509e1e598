"""Many cases on their way at once, from the local council over the region and the centre home."""

import asyncio
from datetime import datetime

from councilkit.workdays import oslo_day
from raadslag_local.story.cast import Cast
from raadslag_local.story.chronicle import Do
from raadslag_local.story.doing import Doing
from raadslag_local.story.hands import Refused
from raadslag_local.story.journey import deeds
from raadslag_local.story.progress import JourneyRun
from raadslag_local.story.sample import journey_case
from raadslag_local.story.teller import Teller

READS_FOR = 2.0
"""Seconds in which the council reads its mail with the answer, before it says that the answer has come."""


class Travels:
    """Raises cases, and lets each one go its whole way; `home` is how many have gone it.

    A command that is refused for good ends the journey of its case; `gave_up` tells why.
    """

    def __init__(self, doing: Doing, cast: Cast, *, began: datetime, reads_for: float = READS_FOR) -> None:
        self._doing = doing
        self._cast = cast
        self._began = began
        self._reads_for = reads_for
        self._raised = 0
        self.home = 0
        self.gave_up: list[str] = []

    async def keep_on(self, cases: int, enough: asyncio.Event) -> None:
        """Have so many on their way at any time: when one is home the next is raised, until it is enough."""
        async with asyncio.TaskGroup() as group:
            for _ in range(cases):
                group.create_task(self._one_after_the_other(enough))

    async def _one_after_the_other(self, enough: asyncio.Event) -> None:
        try:
            await self._one()
            while not enough.is_set():
                await self._one()
        except Refused as refused:
            self.gave_up.append(str(refused))

    async def _one(self) -> None:
        self._raised += 1
        run = JourneyRun(number=self._raised, started=self._began)
        teller = Teller(self._doing, self._cast, f"proof-{run.number}", today=oslo_day(self._began))
        for deed in deeds(journey_case(), run):
            if isinstance(deed, Do) and deed.step.do == "confirm":
                await asyncio.sleep(self._reads_for)
            await teller.tell(deed)
        self.home += 1
