"""What notifier tells: which duties bind, how a council's duties are counted, and the alerts that were raised."""

from datetime import date

from councilkit.events.base import Event


class RuleAdopted(Event, type="raadslag.rule.adopted.v1"):
    """The directorate's contact has adopted a rule that was proposed: from now on it alarms."""

    rule: str


class RuleWithdrawn(Event, type="raadslag.rule.withdrawn.v1"):
    """An adopted rule is only a proposal again."""

    rule: str


class CouncilDutiesSet(Event, type="raadslag.council-duties.set.v1"):
    """How a council's duties count: what it says here holds until it is said anew.

    `agreed` are the rules that the council's own mandate has adopted; `meetings_a_year` is the number in the mandate,
    where it differs from the rule's; `counts_from` is the first day that counts; `quiet` sends no mail.
    """

    council: str
    agreed: tuple[str, ...] = ()
    meetings_a_year: int | None = None
    counts_from: date | None = None
    quiet: bool = False


class CouncilDutiesClosed(Event, type="raadslag.council-duties.closed.v1"):
    """The council is no more from a day on: nobody is alarmed for it, and what it held counts for its successor."""

    council: str
    on: date
    successor: str | None = None


class AlertRaised(Event, type="raadslag.alert.raised.v1"):
    """A step before, or after, the date of a duty has come: those whose matter it is get a mail.

    `on` is the day the step was meant for, `meeting` the booked meeting that it is about, if it is about one, and
    `term` the one that ends, or has left its seat vacant.
    """

    council: str
    rule: str
    year: int
    step: str
    on: date
    meeting: str | None = None
    term: str | None = None
