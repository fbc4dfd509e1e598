"""What was said of a case that is not for a council, and who reads it then."""

from dataclasses import dataclass
from datetime import date, datetime

from case_flow.domain.policy import JUDGE_TEXTS, READ_TEXTS, TAKE_TEXTS_HOME
from councilkit.events.case_words import Unfit
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class TurningAway:
    """What was said of a case that is not for a council, so far."""

    why: Unfit
    by_user: bool = False  # a user's seat has agreed
    erased_on: date | None = None  # when its texts go, if they are one person's
    appealed_to: str | None = None
    appeals: int = 0

    @property
    def reading(self) -> str:
        """The kind of reading that the texts are open to: of one person's own case, few read them."""
        if self.why is not Unfit.INDIVIDUAL:
            return READ_TEXTS
        return TAKE_TEXTS_HOME if self.by_user else JUDGE_TEXTS

    def may_appeal(self, now: datetime) -> bool:
        """Whether the council above can be asked: once, and while there is something to read."""
        return not self.appeals and not self.has_passed(now)

    def has_passed(self, now: datetime) -> bool:
        """Whether the day has come on which the texts go."""
        return self.erased_on is not None and self.erased_on <= oslo_day(now)
