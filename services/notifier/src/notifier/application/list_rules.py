from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from councilkit.events.cases import RuleStatus
from notifier.application.known import Known
from notifier.domain.policy import POLICY, A, Action
from notifier.domain.rules import RULES, Rule


@dataclass(frozen=True)
class RuleNow(Generic[A]):
    """A rule as it stands for all councils, and what is open to the asker."""

    rule: Rule
    status: RuleStatus
    open_now: Sequence[tuple[str, A]]


async def list_rules(asker: Sequence[A], *, known: Known) -> list[RuleNow[A]]:
    adopted = await known.adopted()
    return [
        RuleNow(
            rule,
            RuleStatus.ADOPTED if rule.id in adopted else rule.status,
            POLICY.open_to([Action.WITHDRAW_RULE if rule.id in adopted else Action.ADOPT_RULE], asker, lambda _: ()),
        )
        for rule in RULES.values()
    ]
