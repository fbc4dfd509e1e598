"""When nothing is under way any more: all is numbered, published, taken in by everybody, and every mail has left."""

import asyncio
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import httpx2

from councilkit.clock import utc_now
from councilkit.mailing.mail import State
from councilkit.operator.asking import MAILERS, CannotAsk, Services
from councilkit.operator.shapes import HouseState
from raadslag_local.place import SERVICES
from raadslag_local.running.kept import Tell
from raadslag_local.running.processes import Processes
from raadslag_local.settings import AllSettings

LOOK = 0.3
SOON = timedelta(seconds=20)
"""A mail that was to leave first so soon is waited for, however often it is put off; others may wait for their day."""

UNDER_WAY = (State.PLANNED, State.CLAIMED, State.ATTEMPTING, State.DEFERRED)


async def until_level(house: Processes, *, seconds: float, tell: Tell) -> datetime:
    """Ask as an operator does until nothing is behind; tell the moment until which every mail has left.

    After so long, tell what is behind: then the judge has the word.
    """
    behind, soon = ["nobody has been asked yet"], utc_now()
    async with httpx2.AsyncClient() as http:
        services = Services.of(AllSettings(house.place).operator, http)
        until = asyncio.get_running_loop().time() + seconds
        while behind and asyncio.get_running_loop().time() < until:
            soon = utc_now() + SOON
            behind = await _behind(services, [name for name in SERVICES if house.services[name]], soon)
            await asyncio.sleep(LOOK if behind else 0)
    for sentence in behind:
        tell(f"After {seconds:.0f} s {sentence}")
    return soon


async def _behind(services: Services, names: Sequence[str], soon: datetime) -> list[str]:
    try:
        states = [await services.state(name) for name in names]
        waiting = [await _mails_of(services, name, soon) for name in MAILERS if name in names]
    except CannotAsk as silence:
        return [str(silence)]
    return [*(sentence for state in states for sentence in _behind_in(state)), *filter(None, waiting)]


async def _mails_of(services: Services, name: str, soon: datetime) -> str:
    """Tell that mails have not left."""
    waiting = [mail async for mail in services.mails(name, states=UNDER_WAY) if mail.first_due <= soon]
    return f"{len(waiting)} mails of {name} have not left" if waiting else ""


def _behind_in(state: HouseState) -> Iterator[str]:
    if state.pending:
        yield f"{state.service} has events without a number"
    if state.publishing and state.publishing.behind:
        yield f"{state.publishing.topic} is {state.publishing.behind} behind {state.service}"
    for one in state.consumers:
        if one.behind != 0:
            yield f"{one.consumer} of {state.service} is {one.behind} behind {one.source}"
