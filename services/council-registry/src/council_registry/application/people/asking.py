"""Who reads what not everybody may: one of the asker's terms or posts opens it, and the log names that one."""

from collections.abc import Sequence

from council_registry.domain.holding import Holding
from council_registry.domain.policy import POLICY, Action, Place


def asked_by(action: Action, holdings: Sequence[Holding], place: Place) -> Holding:
    """Tell for which of them it is open; refuses when for none."""
    for holding in holdings:
        if POLICY.allows(action, holding, place.relations(holding)):
            return holding
    place.require(action, holdings[0])
    return holdings[0]


def may_any(action: Action, holdings: Sequence[Holding], place: Place) -> bool:
    return any(POLICY.allows(action, holding, place.relations(holding)) for holding in holdings)
