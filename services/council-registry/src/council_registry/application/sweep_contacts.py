import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from council_registry.application.ports import Contacts, Councils, Units
from council_registry.application.service import Registry
from council_registry.domain.person import Hold, HoldKind
from council_registry.domain.refusals import NoSuchCouncil, NoSuchUnit
from councilkit.clock import Clock
from councilkit.refusals import Unavailable

PATIENCE = timedelta(hours=1)  # far longer than any command is on its way
PAUSE_SECONDS = 1.0

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def tidying(service: Registry) -> AsyncIterator[None]:
    """Make the contact store ready and sweep it once, beside the block, as soon as the database answers."""
    task = asyncio.create_task(_tidy(service))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _tidy(service: Registry) -> None:
    while True:
        try:
            await service.contacts.prepare()
            swept = await sweep_contacts(
                contacts=service.contacts, councils=service.councils, units=service.units, clock=service.clock
            )
        except Unavailable:
            await asyncio.sleep(PAUSE_SECONDS)
        else:
            _log.info("contacts_swept", without_event=swept)
            return


async def sweep_contacts(*, contacts: Contacts, councils: Councils, units: Units, clock: Clock) -> int:
    """Finish what a crash left between a contact and its event; tell how many had none."""
    swept = 0
    for person, hold in await contacts.awaiting(before=clock() - PATIENCE):
        if await _has_event(hold, councils, units):
            await contacts.settle(person, hold.id)
        else:
            await contacts.release(person, hold.id)
            swept += 1
    return swept


async def _has_event(hold: Hold, councils: Councils, units: Units) -> bool:
    try:
        if hold.kind is HoldKind.TERM:
            return hold.id in (await councils.get(hold.where)).terms
        return hold.id in (await units.get(hold.where)).posts
    except (NoSuchCouncil, NoSuchUnit):
        return False
