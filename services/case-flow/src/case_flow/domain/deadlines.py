"""By when something is hoped for. No law sets these dates: they are the house's own proposals, and say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from councilkit.events.cases import Due, RuleStatus
from councilkit.events.councils import UnitKind
from councilkit.workdays import add_workdays, next_workday, oslo_day


@dataclass(frozen=True)
class Deadline:
    rule: str
    source: str
    status: RuleStatus
    workdays: int = 0
    weeks: int = 0

    def counted_from(self, now: datetime) -> Due:
        later = add_workdays(oslo_day(now), self.workdays) + timedelta(weeks=self.weeks)
        return Due(on=next_workday(later), rule=self.rule, status=self.status)


def _proposed(rule: str, *, workdays: int = 0, weeks: int = 0) -> Deadline:
    return Deadline(rule, "raadslag-2026", RuleStatus.PROPOSED, workdays, weeks)


RECEIVE = _proposed("receive", workdays=10)
LOCAL_ANSWER = _proposed("answer-local", weeks=6)
REGIONAL_ANSWER = _proposed("answer-region", weeks=8)
CENTRAL_ANSWER = _proposed("answer-central", weeks=12)

ANSWER: Mapping[UnitKind, Deadline] = {
    UnitKind.LOCAL_OFFICE: LOCAL_ANSWER,
    UnitKind.REGION: REGIONAL_ANSWER,
    UnitKind.LINE_UNIT: CENTRAL_ANSWER,
    UnitKind.DIRECTORATE: CENTRAL_ANSWER,
}

# Events name these rules for ever, so none is ever taken out.
DEADLINES: Mapping[str, Deadline] = {
    deadline.rule: deadline for deadline in (RECEIVE, LOCAL_ANSWER, REGIONAL_ANSWER, CENTRAL_ANSWER)
}


def again(due: Due, now: datetime) -> Due:
    """Give the same time once more, by the same rule."""
    return DEADLINES[due.rule].counted_from(now)
