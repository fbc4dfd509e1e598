"""By when something is hoped for. No law sets these dates: a mandate does, or else they are our own proposals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from councilkit.events.cases import Due, RuleStatus
from councilkit.events.councils import UnitKind
from councilkit.workdays import add_workdays, next_workday, oslo_day


@dataclass(frozen=True)
class Agreed:
    """A number that a council's mandate says, and how binding it is."""

    value: int
    status: RuleStatus
    council: str | None = None


Numbers = Mapping[str, Agreed]
"""What the mandate of a council, or of one above it, says, by the names of the rule set."""

NOTHING_AGREED: Numbers = {}


@dataclass(frozen=True)
class Deadline:
    rule: str
    number: str  # the mandate's name for it
    source: str
    default: int
    in_weeks: bool = False

    def counted_from(self, now: datetime, numbers: Numbers = NOTHING_AGREED) -> Due:
        said = numbers.get(self.number, Agreed(self.default, RuleStatus.PROPOSED))
        since = oslo_day(now)
        later = since + timedelta(weeks=said.value) if self.in_weeks else add_workdays(since, said.value)
        return Due(on=next_workday(later), rule=self.rule, status=said.status, since=since, council=said.council)


OURS, MANDATE = "raadslag-2026", "mandate"

WORD = Deadline("word", "word_workdays", OURS, 10)
RECEIVE = Deadline("receive", "receive_workdays", OURS, 10)
RECEIPT = Deadline("receipt", "receipt_workdays", OURS, 10)
LOCAL_ANSWER = Deadline("answer-local", "answer_local_weeks", OURS, 6, in_weeks=True)
REGIONAL_ANSWER = Deadline("answer-region", "answer_region_weeks", OURS, 8, in_weeks=True)
CENTRAL_ANSWER = Deadline("answer-central", "answer_centre_weeks", OURS, 12, in_weeks=True)
SET_BY_HAND = Deadline("set-by-hand", "", "the one who set it", 0)
"""The rule of a day that somebody chose: a unit that is at work on its answer, or a council that asks others."""

ANSWER: Mapping[UnitKind, Deadline] = {
    UnitKind.LOCAL_OFFICE: LOCAL_ANSWER,
    UnitKind.REGION: REGIONAL_ANSWER,
    UnitKind.LINE_UNIT: CENTRAL_ANSWER,
    UnitKind.DIRECTORATE: CENTRAL_ANSWER,
}

# Events name these rules for ever, so none is ever taken out.
DEADLINES: Mapping[str, Deadline] = {
    deadline.rule: deadline
    for deadline in (WORD, RECEIVE, RECEIPT, LOCAL_ANSWER, REGIONAL_ANSWER, CENTRAL_ANSWER, SET_BY_HAND)
}


def again(due: Due, now: datetime, numbers: Numbers = NOTHING_AGREED, *, by: UnitKind) -> Due:
    """Give the same time once more, by the same rule; where the day was chosen, the time that such a unit has."""
    rule = DEADLINES[due.rule]
    return (rule if rule is not SET_BY_HAND else ANSWER[by]).counted_from(now, numbers)


def chosen(on: date, now: datetime) -> Due:
    """Make a day that somebody chose the date by which something is hoped for."""
    return Due(on=on, rule=SET_BY_HAND.rule, status=RuleStatus.AGREED, since=oslo_day(now))
