from datetime import timedelta

from council_registry.application.ports import Contacts, Councils, Units
from council_registry.domain.person import Hold, HoldKind
from council_registry.domain.refusals import NoSuchCouncil, NoSuchUnit
from councilkit.clock import Clock

PATIENCE = timedelta(hours=1)  # far longer than any command is on its way


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
