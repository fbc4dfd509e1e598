"""A rule is adopted for all councils, or is only a proposal again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from councilkit.events.notifications import RuleAdopted, RuleWithdrawn
from councilkit.ledger import Call, Draft, Entry, Ledger, Receipt
from notifier.domain.policy import POLICY, Acting, Action
from notifier.domain.refusals import NoSuchRule, WrongState
from notifier.domain.rules import RULES


@dataclass(frozen=True)
class AdoptRule:
    """From now on it binds every council, and alarms."""

    rule: str


@dataclass(frozen=True)
class WithdrawRule:
    """It informs, and alarms nobody but those whose own mandate says so."""

    rule: str


async def adopt_rule(command: AdoptRule, by: Acting, call: Call, *, ledger: Ledger) -> Receipt:
    POLICY.require(Action.ADOPT_RULE, by)
    return await _decide(RuleAdopted(rule=_known(command.rule)), call, ledger)


async def withdraw_rule(command: WithdrawRule, by: Acting, call: Call, *, ledger: Ledger) -> Receipt:
    POLICY.require(Action.WITHDRAW_RULE, by)
    return await _decide(RuleWithdrawn(rule=_known(command.rule)), call, ledger)


async def _decide(event: RuleAdopted | RuleWithdrawn, call: Call, ledger: Ledger) -> Receipt:
    def decide(history: Sequence[Entry], _now: datetime) -> Draft:
        adopted = bool(history) and isinstance(history[-1].event(), RuleAdopted)
        if adopted is isinstance(event, RuleAdopted):
            raise WrongState("The rule is adopted already." if adopted else "The rule is only proposed.")
        return Draft(event)

    return await ledger.change(f"rule-{event.rule}", call, decide)


def _known(rule: str) -> str:
    if rule not in RULES:
        raise NoSuchRule("There is no rule with this id.", field="path")
    return rule
