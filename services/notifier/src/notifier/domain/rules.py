"""What a council owes in a year. No law says so: each rule is data, with its source and its status."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from councilkit.events.cases import RuleStatus
from councilkit.events.meetings import MeetingType

AGAIN = timedelta(days=90)
"""A rule that is taken back and adopted again within this time has bound all along."""

QUARTERS = (1, 4, 7, 10)  # the months that they begin with


@dataclass(frozen=True)
class Rule:
    """So many meetings of these types a year. `leader_meets_nav`: it is the yearly talk, see `was_talk`.

    `number` is what mandates call how many.
    """

    id: str
    number: str
    source: str
    status: RuleStatus
    a_year: int
    counts: frozenset[MeetingType]
    leader_meets_nav: bool = False

    @property
    def meeting_type(self) -> MeetingType:
        """What is booked to fulfil it: a joint meeting counts, but nobody need arrange one."""
        return MeetingType.ANNUAL_MEETING if self.leader_meets_nav else MeetingType.COUNCIL_MEETING

    def owed_from(self, first: date, year: int, mandate: int | None) -> int:
        """Tell how many meetings a council owes in a year when this is the first day that counts."""
        wanted = self.a_year if self.leader_meets_nav or mandate is None else mandate
        if first.year < year:
            return wanted
        if first.year > year:
            return 0
        begun = [month for month in QUARTERS if date(year, month, 1) >= first]
        if self.leader_meets_nav:
            return wanted if first < date(year, 7, 1) else 0
        return min(wanted, len(begun))


MEETINGS_A_YEAR = Rule(
    "meetings-a-year",
    number="meetings_a_year",
    source="S1-2018",
    status=RuleStatus.PROPOSED,
    a_year=4,
    counts=frozenset({MeetingType.COUNCIL_MEETING, MeetingType.JOINT_MEETING}),
)
ANNUAL_MEETING = Rule(
    "annual-meeting",
    number="annual_meetings_a_year",
    source="S1-2018",
    status=RuleStatus.PROPOSED,
    a_year=1,
    counts=frozenset({MeetingType.ANNUAL_MEETING}),
    leader_meets_nav=True,
)

# Events name these rules for ever, so none is ever taken out.
RULES: Mapping[str, Rule] = {rule.id: rule for rule in (ANNUAL_MEETING, MEETINGS_A_YEAR)}


def bound_since(now: datetime, first: datetime | None, ended: datetime | None) -> datetime:
    """Tell since when a rule binds that is adopted now, and that may have bound earlier, from `first` until `ended`."""
    return first if first and ended and now - ended <= AGAIN else now
