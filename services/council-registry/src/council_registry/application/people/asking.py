"""Who reads what not everybody may: one of the asker's terms or posts opens it, and the log names that one."""

from collections.abc import Sequence
from datetime import date, timedelta

from council_registry.domain.holding import Holding
from council_registry.domain.period import Period
from council_registry.domain.policy import POLICY, Action, Place

SOON = timedelta(days=60)


def opens(period: Period, today: date) -> bool:
    """Tell if a term opens the contact of who holds it, to those who look after it: it runs, or begins soon."""
    return period.runs and period.starts <= today + SOON and today <= period.last


def asked_by(action: Action, holdings: Sequence[Holding], place: Place) -> Holding:
    """Tell for which of them it is open; refuses when for none."""
    for holding in holdings:
        if POLICY.allows(action, holding, place.relations(holding)):
            return holding
    place.require(action, holdings[0])
    return holdings[0]


def may_any(action: Action, holdings: Sequence[Holding], place: Place) -> bool:
    return any(POLICY.allows(action, holding, place.relations(holding)) for holding in holdings)
