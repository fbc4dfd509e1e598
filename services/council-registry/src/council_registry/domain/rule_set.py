"""The numbers that hold where no mandate says anything else: data, each with its source and its status."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from council_registry.domain.seat_refusals import NumberOutOfRange, UnknownNumber
from councilkit.events.cases import RuleStatus
from councilkit.events.seating import Numbering


class Origin(StrEnum):
    """Where a number of the rule set was found."""

    HEARING = "hearing"
    PRACTICE = "practice"
    OURS = "ours"


@dataclass(frozen=True)
class Rule:
    value: int
    least: int
    most: int
    status: RuleStatus
    source: Origin


@dataclass(frozen=True)
class RuleSet:
    id: str
    numbering: Numbering
    numbers: Mapping[str, Rule]

    def require(self, numbers: Mapping[str, int]) -> None:
        """Refuse a number that we do not know by name, or that nobody can mean."""
        for name, value in numbers.items():
            if (rule := self.numbers.get(name)) is None:
                raise UnknownNumber(f"The rule set {self.id} has no number {name}.", field=f"/numbers/{name}")
            if not rule.least <= value <= rule.most:
                detail = f"{name} lies between {rule.least} and {rule.most}."
                raise NumberOutOfRange(detail, field=f"/numbers/{name}")
