"""The numbers that a council works by, each with who says it."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from portal.application.resources import Allowed, Resource

SET: Final = "set_mandate"
OWN, PARENT, RULE_SET = "own", "parent", "rule_set"
MAINLY: Final = ("meetings_a_year", "answer_local_weeks", "term_months")
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "meetings": ("meetings_a_year", "annual_meetings_a_year", "notice_days", "case_deadline_days", "absence_days"),
    "minutes": ("minutes_workdays", "remarks_workdays"),
    "answers": (
        "word_workdays",
        "receive_workdays",
        "receipt_workdays",
        "answer_local_weeks",
        "answer_region_weeks",
        "answer_centre_weeks",
    ),
    "terms": ("term_months", "ending_first_months", "ending_second_months", "training_months", "handover_days"),
}
NUMBERS: Final = tuple(name for names in GROUPS.values() for name in names)
NUMBERINGS: Final = ("per_treatment", "permanent")
HOLDS, PROPOSED = "agreed", "proposed"
NUMBER_RULES: Final = ("number-unreadable", "number-out-of-range")


class Number(Resource):
    """A number and why it is what it is: who says so, and how binding that is."""

    name: str
    value: int
    least: int
    most: int
    status: str
    source: str
    council: str | None = None
    short: str | None = None
    version: int | None = None
    rule_set: str | None = None


class Numbering(Resource):
    """What happens with the number of a case that comes back, and who says so."""

    value: str
    status: str
    source: str
    council: str | None = None
    version: int | None = None
    rule_set: str | None = None


class Version(Resource):
    version: int
    starts: date
    ends: date | None = None
    status: str = HOLDS


class Mandate(Resource):
    """What holds on a day. Without a version of its own, a council works by what others say."""

    version: int | None = None
    starts: date | None = None
    ends: date | None = None
    review_on: date | None = None
    status: str | None = None
    reference: str | None = None
    numbers: tuple[Number, ...] = ()
    numbering: Numbering | None = None
    history: tuple[Version, ...] = ()
    actions: tuple[Allowed, ...] = ()

    @property
    def by_name(self) -> Mapping[str, Number]:
        return {number.name: number for number in self.numbers}

    @property
    def mainly(self) -> list[Number]:
        """Those that the council's own page tells."""
        return [self.by_name[name] for name in MAINLY if name in self.by_name]

    @property
    def limits(self) -> Mapping[str, Mapping[str, int]]:
        """Between what each number must lie."""
        return {number.name: {"least": number.least, "most": number.most} for number in self.numbers}

    @property
    def groups(self) -> list[tuple[str, list[Number]]]:
        """The numbers as people read them: those that belong together stand together."""
        known = self.by_name
        found = [(group, [known[name] for name in names if name in known]) for group, names in GROUPS.items()]
        return [(group, numbers) for group, numbers in found if numbers]
