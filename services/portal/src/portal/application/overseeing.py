"""Who looks after the structure: the officer of a region, and the directorate's contact."""

from typing import Final

from councilkit.events.councils import PostRole
from portal.application.resources import Holding
from portal.application.sessions import Session

ROLES: Final = (PostRole.DIRECTORATE_CONTACT, PostRole.REGIONAL_OFFICER)


def overseeing(session: Session) -> list[Holding]:
    """The posts by which councils are founded and organisations listed; which of them may, the registry says."""
    return [holding for holding in session.holdings if holding.role in ROLES and holding.unit]


def contacts(session: Session) -> list[Holding]:
    """The posts by which units are listed."""
    return [holding for holding in overseeing(session) if holding.role == PostRole.DIRECTORATE_CONTACT]


def own_region(session: Session) -> str | None:
    """The region that the person looks after, if it is one."""
    numbers = [held.unit.number for held in overseeing(session) if held.role == PostRole.REGIONAL_OFFICER and held.unit]
    return next(iter(numbers), None)
