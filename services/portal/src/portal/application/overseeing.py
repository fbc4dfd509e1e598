"""Who looks after the structure and the people in it: a region's officer, the directorate's contact, and employees."""

from typing import Final

from councilkit.events.councils import PostRole
from portal.application.resources import Council, Holding
from portal.application.sessions import Session

VOUCHERS: Final = (PostRole.EMPLOYEE, PostRole.ANSWERING_MANAGER, PostRole.DELEGATE)
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


def vouches_at(session: Session, unit: str) -> bool:
    """Tell whether the person works at a unit, and so lets in whom it knows there and who has no BankID."""
    held = [holding.unit for holding in session.holdings if holding.role in VOUCHERS]
    return any(one is not None and one.number == unit for one in held)


def reaches(session: Session, council: Council) -> bool:
    """Tell whether to ask for a council's people: for who sits there, looks after it, or works at its office."""
    sits = any(held.council and held.council.id == council.id for held in session.holdings)
    return sits or bool(overseeing(session)) or any(vouches_at(session, unit.number) for unit in council.units)
