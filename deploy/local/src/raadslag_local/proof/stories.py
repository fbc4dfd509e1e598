"""The stories of the sample region, told through the services' own APIs; whether they end as they are told."""

import asyncio
from collections import defaultdict
from pathlib import Path

from councilkit.workdays import oslo_day
from raadslag_local.place import FOUNDER
from raadslag_local.proof.endings import Account, Endings
from raadslag_local.running.kept import Tell
from raadslag_local.story.chronicle import begins
from raadslag_local.story.clock import StoryClock
from raadslag_local.story.founding import Founding
from raadslag_local.story.load import tell_stories
from raadslag_local.story.sample import sample
from raadslag_local.testing import empty_town

LOOK, LOOKS = 1.0, 60
"""Seconds between looks, and how often: time does what is left to it, texts are erased, what is late is told."""


async def prove_stories(mongo_url: str, folder: Path, *, tell: Tell) -> Account:
    """Found the sample region in the past, tell its stories, come back to today, and look."""
    clock = StoryClock()
    today = oslo_day(clock())
    beginning = begins(today)
    clock.travel_to(beginning)  # before anything runs: keys and tokens of today are not valid in the past
    async with empty_town(mongo_url, folder, clock=clock) as town:
        cast = await Founding(town.hands, sample(), begins=beginning.date(), today=today, tell=tell).found(FOUNDER)
        teller = await tell_stories(town.hands, cast, sample(), today, clock=clock)
        clock.come_home()
        tell(f"{len(sample().cases)} cases and {len(teller.rounds)} rounds are told")
        return await _ended(Endings(town.hands, cast, cases=teller.cases, rounds=teller.rounds))


async def _ended(endings: Endings) -> Account:
    """Look until everything is as told, or it is late enough."""
    account = await _account(endings)
    for _ in range(LOOKS):
        if not account.code:
            break
        await asyncio.sleep(LOOK)
        account = await _account(endings)
    return account


async def _account(endings: Endings) -> Account:
    stories: dict[int, list[str]] = defaultdict(list)
    for case in sample().cases:
        stories[case.story] += await endings.other_than_told(case)
    return Account(stories)
