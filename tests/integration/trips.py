"""Cases on their way, and meetings: what happens in a town while something else goes wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import count, islice
from typing import Self

from councilkit.clock import utc_now
from councilkit.workdays import oslo_day
from raadslag_local.story.cast import Cast
from raadslag_local.story.chronicle import Deed, Hold, MeetingRef, Plan
from raadslag_local.story.doing import ThroughApi
from raadslag_local.story.hands import Hands
from raadslag_local.story.journey import deeds
from raadslag_local.story.progress import JourneyRun
from raadslag_local.story.sample import journey_case
from raadslag_local.story.teller import Teller

HALF = 10
WELL_BEFORE = timedelta(minutes=1)

_numbers = count(1)


@dataclass
class Trip:
    """A case from Horten to the directorate and home, and what is still to be done until it is there."""

    teller: Teller
    left: Iterator[Deed]

    @classmethod
    def by(cls, hands: Hands, cast: Cast) -> Self:
        number = next(_numbers)
        run = JourneyRun(number=number, started=utc_now())
        today = oslo_day(run.started)
        return cls(Teller(ThroughApi(hands), cast, f"trip-{number}", today=today), deeds(journey_case(), run))

    async def go(self, steps: int | None = None) -> Self:
        """Do so much of what is left, or all of it."""
        for deed in islice(self.left, steps):
            await self.teller.tell(deed)
        return self

    @property
    def case(self) -> str:
        return self.teller.cases[journey_case().key]

    @property
    def stream(self) -> str:
        return f"case-{self.case}"


async def meet(hands: Hands, cast: Cast) -> None:
    """Let a council plan a meeting and hold it."""
    meeting, name = MeetingRef("RBU-VT", 1), f"meeting-{next(_numbers)}"
    teller = Teller(ThroughApi(hands), cast, name, today=oslo_day(utc_now()))
    await teller.tell(Plan(meeting, utc_now() - WELL_BEFORE))
    await teller.tell(Hold(meeting))
