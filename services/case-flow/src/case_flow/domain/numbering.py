"""Under which number a council treats a case: `LBU-TON 12/26`, by its practice, each once in its year."""

import re
from dataclasses import dataclass

from case_flow.domain.case import Case
from case_flow.domain.transitions import State
from councilkit.events.seating import Numbering

_SPELLING = re.compile(r"(?P<short>.+) (?P<running>[1-9]\d{0,5})/(?P<year>\d\d)")


@dataclass(frozen=True)
class Number:
    """A running number among all that a council has treated in a year; the year is without its century."""

    short: str
    running: int
    year: int

    def __str__(self) -> str:
        return f"{self.short} {self.running}/{self.year:02}"

    @property
    def key(self) -> str:
        """Name what it is one of."""
        return f"{self.short}/{self.year:02}"

    @classmethod
    def read(cls, text: str) -> "Number | None":
        """Read what somebody wrote; None if it is no such number, as councils had many kinds before."""
        found = _SPELLING.fullmatch(text)
        return cls(found["short"], int(found["running"]), int(found["year"])) if found else None


@dataclass(frozen=True)
class Series:
    """The numbers of a council, as its short code tells it, in the year of a meeting."""

    council: str
    short: str
    year: int
    numbering: Numbering = Numbering.PER_TREATMENT

    @property
    def key(self) -> str:
        return self.number(1).key

    def number(self, running: int) -> Number:
        return Number(self.short, running, self.year % 100)

    def kept_by(self, case: Case) -> str | None:
        """Tell the number that the case keeps: its one number with this council, or that of a treatment yet to come."""
        if self.numbering is Numbering.PERMANENT:
            ours = [text for text in case.numbers if (number := Number.read(text)) and number.short == self.short]
            return next(iter(ours), None)
        if case.state is not State.ON_AGENDA or case.number is None:
            return None
        number = Number.read(case.number)
        return case.number if number and number.key == self.key else None
