"""A small town in a house of processes, in which every command is noted, and which is judged in the end."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx2

from councilkit.clock import utc_now
from raadslag_local.mail.box import LOG
from raadslag_local.place import SERVICES
from raadslag_local.proof.judged import Verdict, judged
from raadslag_local.proof.level import until_level
from raadslag_local.proof.notes import Notes, Noting
from raadslag_local.running.doors import doors
from raadslag_local.running.kept import Tell
from raadslag_local.running.layout import Layout
from raadslag_local.running.processes import Processes, processes
from raadslag_local.story.cast import Cast
from raadslag_local.story.hands import Hands
from raadslag_local.testing import found

PAGELESS = {"portal": 0}
"""Nobody reads pages in a proof."""

ANSWERS_WITHIN = 5.0
"""Seconds until a try is given up and made again: less than a process stands still."""

LEVEL_WITHIN = 120.0
"""A mail whose contents could not be read is tried again after a minute."""


@dataclass(frozen=True)
class NotedTown:
    house: Processes
    notes: Notes
    hands: Hands
    cast: Cast
    tell: Tell

    async def judged(self, judge: Path, *more: str, level_within: float = LEVEL_WITHIN) -> Verdict:
        """Wait until everything is level, end the services, and let the judge read what they leave."""
        left_by = await until_level(self.house, seconds=level_within, tell=self.tell)
        await asyncio.gather(*(one.stop() for several in self.house.services.values() for one in several))
        return await judged(judge, self.house.place, self.notes.path, *self._there(left_by), *more)

    def _there(self, left_by: datetime) -> Iterator[str]:
        """Tell the judge which services there are, and of the mails what the sink has noted, and by when they left."""
        yield from ("--services", *(name for name in SERVICES if self.house.services[name]))
        if self.house.services["sink"]:
            yield from ("--mails", str(self.house.place.mail_folder / LOG), "--left-by", left_by.isoformat())
            yield "--at-any-hour"


@asynccontextmanager
async def noted_town(layout: Layout, *, patience: timedelta, tell: Tell) -> AsyncIterator[NotedTown]:
    """Run a house and found the town; commands are noted in the house's folder from the first one on."""
    async with processes(layout, tell=tell) as house:
        with Notes(layout.folder / "commands.jsonl") as notes:
            async with _noting(house, notes) as http:
                hands = Hands(http, identify=house.identify, clock=utc_now, patience=patience)
                yield NotedTown(house, notes, hands, await found(hands), tell)


def _noting(house: Processes, notes: Notes) -> httpx2.AsyncClient:
    at = house.place.addresses
    transport = Noting(doors(at, house.urls), notes)
    return httpx2.AsyncClient(transport=transport, base_url=at.portal, timeout=ANSWERS_WITHIN)
