"""Loading the sample: found everything, then let the past year happen."""

import asyncio
from datetime import date
from itertools import groupby

from raadslag_local.story.cast import Cast
from raadslag_local.story.chronicle import begins, chronicle
from raadslag_local.story.clock import StoryClock
from raadslag_local.story.directorate import Directorate
from raadslag_local.story.doing import ThroughApi
from raadslag_local.story.founding import Founding, Tell
from raadslag_local.story.hands import Hands
from raadslag_local.story.progress import Progress
from raadslag_local.story.sample import Sample
from raadslag_local.story.teller import Teller


async def load(
    hands: Hands, progress: Progress, sample: Sample, *, clock: StoryClock, founder: str, tell: Tell
) -> None:
    """Load what is not loaded yet. Meanwhile the house lives in the past."""
    if progress.cast:
        return
    beginning = begins(progress.today)
    clock.travel_to(beginning)
    try:
        founding = Founding(hands, sample, begins=beginning.date(), today=progress.today, tell=tell)
        cast = await founding.found(founder)
        await tell_stories(hands, cast, sample, progress.today, clock=clock)
        if sample.cases:
            tell(f"{len(sample.cases)} cases have been on their way for up to a year")
    finally:
        clock.come_home()
    await _of_today(Directorate(hands, cast, "story"), progress.today, tell)
    progress.loaded(cast)


async def tell_stories(hands: Hands, cast: Cast, sample: Sample, today: date, *, clock: StoryClock) -> Teller:
    """Let everything happen on its day; the teller knows what came of it."""
    api = ThroughApi(hands)
    teller = Teller(api, cast, "story", today=today, asking=api)
    for at, moments in groupby(chronicle(sample, today), key=lambda moment: moment.at):
        clock.travel_to(max(at, clock()))
        await asyncio.gather(*(teller.tell(moment.deed) for moment in moments))
    return teller


async def _of_today(directorate: Directorate, today: date, tell: Tell) -> None:
    """In the past nobody is alarmed: duties are adopted when it is over, and what is late is told once."""
    await directorate.adopt()
    await directorate.send(await directorate.write(today))
    tell("The duties are adopted, and the newsletter of the last half-year is on its way")
