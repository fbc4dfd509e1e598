"""The journey: one new case, from Horten through the portal to the directorate and home, slowly enough to watch."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta

import httpx2

from councilkit.clock import Clock
from councilkit.workdays import oslo_day
from raadslag_local.story.cases import CasePlan, Step
from raadslag_local.story.chronicle import Deed, Do, Hold, MeetingRef, Plan, Report
from raadslag_local.story.founding import Tell
from raadslag_local.story.progress import JourneyRun, Progress
from raadslag_local.story.sample import journey_case
from raadslag_local.story.teller import Teller
from raadslag_local.story.visits import ThroughPortal

Browser = Callable[[], httpx2.AsyncClient]
STEP_SECONDS = 4.0

WORDS = {
    "agenda": "{by} puts it on the agenda",
    "treat": "{council} has treated it",
    "send": "{by} sends it to {to}",
    "receive": "{by} receives it",
    "return": "{by} gives it back",
    "statement": "{by} asks unit {unit} to answer",
    "answer": "{by} answers for the unit: {short}",
    "confirm": "{by} has got the answer: the case is home and done",
    "dispute": "{by} is not satisfied",
}


class Journey:
    """A run of the journey; taken up again after it was cut off, it goes on where it was."""

    def __init__(self, browser: Browser, progress: Progress, *, clock: Clock, portal: str, tell: Tell) -> None:
        if progress.cast is None:
            raise ValueError("The house is not founded yet.")
        self._cast = progress.cast
        self._browser = browser
        self._progress = progress
        self._clock = clock
        self._portal = portal
        self._tell = tell

    async def travel(self, *, speed: float = 1.0) -> str:
        """Play it, a step every four seconds at speed 1 and without a pause at 0; tell the id of the case."""
        run = self._progress.next_journey(self._clock())
        case = journey_case()
        async with ThroughPortal(self._browser, again=run.taken_up) as people:
            teller = Teller(people, self._cast, f"travel-{run.number}", today=oslo_day(run.started))
            for deed in deeds(case, run):
                await teller.tell(deed)
                if told := self._words(deed, teller):
                    self._tell(told)
                    await asyncio.sleep(STEP_SECONDS / speed if speed else 0)
        self._progress.arrived()
        return teller.cases[case.key]

    def _words(self, deed: Deed, teller: Teller) -> str | None:
        match deed:
            case Report(case=case):
                reporter = self._cast.actors[case.reported.by].name
                self._tell(f"Watch a case travel, as {reporter} for one: {self._portal}/cases/{teller.cases[case.key]}")
                return f"{self._by(case.reported.by)} raises «{case.title}»"
            case Hold(meeting=meeting):
                return f"{meeting.council} meets"
            case Do(step=step):
                return self._step(step)
        return None

    def _step(self, step: Step) -> str:
        return WORDS[step.do].format(by=self._by(step.by), council=step.council, **step.says)

    def _by(self, actor: str) -> str:
        place, _, role = actor.partition("/")
        return f"{self._cast.actors[actor].name} ({role + ' of ' if role else ''}{place})"


def deeds(case: CasePlan, run: JourneyRun) -> Iterator[Deed]:
    """Tell what a case goes through, with a meeting wherever one is needed."""
    yield Report(case)
    meeting = None
    for number, step in enumerate(case.step, 1):
        if step.do == "agenda":
            meeting = MeetingRef(step.council, number)
            yield Plan(meeting, run.started - timedelta(minutes=1))
        if step.do == "treat" and meeting:
            yield Hold(meeting)
        yield Do(case, step, number, meeting)
