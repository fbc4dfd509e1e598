"""How much life there is in a council: a word for the level above, from four counts of the last twelve months."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from councilkit.events.cases import RuleStatus


class Word(StrEnum):
    NEW = "new"
    LIVELY = "lively"
    QUIET = "quiet"
    ASLEEP = "asleep"


@dataclass(frozen=True)
class Rule:
    """Where the words change. It is told with them, so that nobody takes a proposal for a duty."""

    source: str
    status: RuleStatus
    counted_days: int
    new_days: int
    lively_meetings: int
    lively_cases: int


RULE = Rule(
    source="radslag-2026",  # ours: half of the four meetings a year that S1 proposes, and one case that moved
    status=RuleStatus.PROPOSED,
    counted_days=365,
    new_days=182,
    lively_meetings=2,
    lively_cases=1,
)


@dataclass(frozen=True)
class Signal:
    """What a council did in the days that the rule counts."""

    meetings: int
    raised: int
    answers: int
    minutes_days: int | None

    def word(self, day: date, *, since: date | None, resting: bool) -> Word:
        """Say it in one word. `since` is the first day that was told; one at work already has none, and is not new."""
        if resting:
            return Word.ASLEEP
        if not self.meetings:
            is_new = since is not None and day - since < timedelta(days=RULE.new_days)
            return Word.NEW if is_new else Word.ASLEEP
        lively = self.meetings >= RULE.lively_meetings and self.raised + self.answers >= RULE.lively_cases
        return Word.LIVELY if lively else Word.QUIET
