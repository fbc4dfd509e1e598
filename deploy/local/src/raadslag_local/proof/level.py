"""When nothing is under way any more: everything is numbered, published, and taken in by everybody."""

import asyncio
from collections.abc import Iterator

import httpx2

from councilkit.operator.asking import CannotAsk, Services
from councilkit.operator.shapes import HouseState
from raadslag_local.running.kept import Tell
from raadslag_local.running.processes import Processes
from raadslag_local.settings import AllSettings

LOOK = 0.3


async def until_level(house: Processes, *, seconds: float, tell: Tell) -> None:
    """Ask as an operator does until nothing is behind. After so long, tell what is: then the judge has the word."""
    behind = ["nobody has been asked yet"]
    async with httpx2.AsyncClient() as http:
        services = Services.of(AllSettings(house.place).operator, http)
        until = asyncio.get_running_loop().time() + seconds
        while behind and asyncio.get_running_loop().time() < until:
            behind = await _behind(services)
            await asyncio.sleep(LOOK if behind else 0)
    for sentence in behind:
        tell(f"After {seconds:.0f} s {sentence}")


async def _behind(services: Services) -> list[str]:
    try:
        states = [await services.state(name) for name in services.names]
    except CannotAsk as silence:
        return [str(silence)]
    return [sentence for state in states for sentence in _behind_in(state)]


def _behind_in(state: HouseState) -> Iterator[str]:
    if state.pending:
        yield f"{state.service} has events without a number"
    if state.publishing and state.publishing.behind:
        yield f"{state.publishing.topic} is {state.publishing.behind} behind {state.service}"
    for one in state.consumers:
        if one.behind != 0:
            yield f"{one.consumer} of {state.service} is {one.behind} behind {one.source}"
