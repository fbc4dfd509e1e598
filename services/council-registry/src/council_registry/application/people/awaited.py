"""Tells whether a term or post that is written down for a person has its event."""

from council_registry.application.ports import Councils, Organisations, Units
from council_registry.domain.people_refusals import NoSuchOrganisation
from council_registry.domain.person import Hold, HoldKind
from council_registry.domain.refusals import NoSuchCouncil, NoSuchUnit


async def has_event(hold: Hold, councils: Councils, units: Units, organisations: Organisations) -> bool:
    """Ask the ledger; whose event it is need not be asked, as the store lets a hold belong to one person alone."""
    try:
        if hold.kind is HoldKind.TERM:
            return hold.id in (await councils.get(hold.where)).terms
        return hold.id in (await units.get(hold.where)).posts
    except NoSuchCouncil:
        return False
    except NoSuchUnit:
        return await _at_organisation(hold, organisations)


async def _at_organisation(hold: Hold, organisations: Organisations) -> bool:
    try:
        return hold.id in (await organisations.get(hold.where)).posts
    except NoSuchOrganisation:
        return False
