import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog

from council_registry.application.people.apply_erasures import apply_erasures
from council_registry.application.people.awaited import has_event
from council_registry.application.seats.sweep_nominees import sweep_nominees
from council_registry.application.service import Registry
from councilkit.refusals import Unavailable

PATIENCE = timedelta(hours=1)  # far longer than any command is on its way
INTERVAL = timedelta(hours=1)
PAUSE_SECONDS = 1.0

Sleep = Callable[[float], Awaitable[None]]

_log = structlog.get_logger(__name__)


@asynccontextmanager
async def tidying(service: Registry, *, sleep: Sleep = asyncio.sleep) -> AsyncIterator[None]:
    """Make the contact store ready as soon as the database answers, and sweep it every hour, beside the block."""
    task = asyncio.create_task(_tidy(service, sleep))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _tidy(service: Registry, sleep: Sleep) -> None:
    while True:
        try:
            await service.keeping.prepare()
            swept = await sweep_contacts(service)
            await apply_erasures(service)
            await sweep_nominees(seat_files=service.keeping.seats, requests=service.requests, clock=service.clock)
        except Unavailable:
            await sleep(PAUSE_SECONDS)
        else:
            _log.info("contacts_swept", without_event=swept)
            await sleep(INTERVAL.total_seconds())


async def sweep_contacts(service: Registry) -> int:
    """Finish what a crash left between a contact and its event; tell how many had none."""
    swept = 0
    contacts = service.contacts
    for person, hold in await contacts.awaiting(before=service.clock() - PATIENCE):
        if await has_event(hold, service.councils, service.units, service.organisations):
            await contacts.settle(person, hold.id)
        else:
            await contacts.release(person, hold.id)
            swept += 1
    return swept
