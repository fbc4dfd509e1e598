"""Under what a council works: versions of its mandate, and where each number comes from that it does not say itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from council_registry.domain.period import Period
from council_registry.domain.rule_set import RuleSet
from council_registry.domain.seat_refusals import MandateOlder, ReviewOutsideMandate
from councilkit.events import Item
from councilkit.events.cases import RuleStatus
from councilkit.events.seating import MandateSet, Numbering


class Source(StrEnum):
    """Who says a number: the council's own mandate, that of a council above it, or the rule set."""

    OWN = "own"
    PARENT = "parent"
    RULE_SET = "rule_set"


@dataclass(frozen=True)
class Conditions:
    """What a mandate says; `numbers` by the names of the rule set."""

    period: Period
    review_on: date | None
    status: RuleStatus
    numbers: Mapping[str, int]
    numbering: Numbering | None = None

    @property
    def ahead(self) -> list[date]:
        """The days on which somebody must think of it again."""
        return [day for day in (self.review_on, self.period.ends) if day]

    def require_review_within(self) -> None:
        if self.review_on and not self.period.covers(self.review_on):
            raise ReviewOutsideMandate("The mandate does not run on the day of its review.", field="/review_on")


@dataclass(frozen=True)
class Mandate:
    version: int
    conditions: Conditions


@dataclass(frozen=True)
class Written:
    """Where the text of each version stands, from the first to the newest."""

    entries: tuple[str, ...] = ()


Mandates = Sequence[Mandate]
"""All versions of a council's mandate, from the first to the newest."""


def next_version(council: str, mandates: Mandates, conditions: Conditions) -> MandateSet:
    """Work under other conditions from a day on. What an older version said of the days before stays."""
    conditions.require_review_within()
    if mandates and conditions.period.starts < mandates[-1].conditions.period.starts:
        newest = mandates[-1]
        detail = (
            f"Version {newest.version} begins on {newest.conditions.period.starts}; a later one cannot begin before."
        )
        raise MandateOlder(detail, field="/starts")
    return MandateSet(
        council=council,
        version=len(mandates) + 1,
        starts=conditions.period.starts,
        ends=conditions.period.ends,
        review_on=conditions.review_on,
        status=conditions.status,
        numbers=conditions.numbers,
        numbering=conditions.numbering,
    )


def with_version(mandates: Mandates, event: MandateSet) -> tuple[Mandate, ...]:
    """Take one event in."""
    period = Period(event.starts, event.ends)
    conditions = Conditions(period, event.review_on, event.status, event.numbers, event.numbering)
    return *mandates, Mandate(event.version, conditions)


def written(before: Written | None, _event: MandateSet, item: Item) -> Written:
    """Take one event in."""
    return Written((*(before.entries if before else ()), item.id))


def in_force(mandates: Mandates, day: date) -> Mandate | None:
    """Tell the version that holds on a day: the newest that has begun. When that one has ended, none does."""
    begun = [mandate for mandate in mandates if mandate.conditions.period.starts <= day]
    return begun[-1] if begun and begun[-1].conditions.period.covers(day) else None


def to_review(mandates: Mandates, day: date) -> Mandate | None:
    """Tell the version that somebody must think of again: the newest that has begun, also when it has ended.

    When another one follows, somebody has.
    """
    return mandates[-1] if mandates and mandates[-1].conditions.period.starts <= day else None


@dataclass(frozen=True)
class Speaker:
    """A council with the version of its mandate that holds on the day asked about."""

    council: str
    short: str
    mandate: Mandate


@dataclass(frozen=True)
class Why:
    """Why something is as it is: who says so, and how binding that is."""

    status: RuleStatus
    source: Source
    council: str | None = None
    short: str | None = None
    version: int | None = None
    rule_set: str | None = None


@dataclass(frozen=True)
class Number:
    name: str
    value: int
    why: Why


def numbers_of(council: str, speakers: Sequence[Speaker], rules: RuleSet) -> list[Number]:
    """Tell every number of a council and why: its own mandate speaks first, then those above it, then the rule set."""
    return [_number(name, council, speakers, rules) for name in rules.numbers]


def numbering_of(council: str, speakers: Iterable[Speaker], rules: RuleSet) -> tuple[Numbering, Why]:
    for speaker in speakers:
        if numbering := speaker.mandate.conditions.numbering:
            return numbering, _said_by(speaker, council)
    return rules.numbering, Why(RuleStatus.PROPOSED, Source.RULE_SET, rule_set=rules.id)


def _number(name: str, council: str, speakers: Iterable[Speaker], rules: RuleSet) -> Number:
    for speaker in speakers:
        if name in speaker.mandate.conditions.numbers:
            return Number(name, speaker.mandate.conditions.numbers[name], _said_by(speaker, council))
    rule = rules.numbers[name]
    return Number(name, rule.value, Why(rule.status, Source.RULE_SET, rule_set=rules.id))


def _said_by(speaker: Speaker, council: str) -> Why:
    source = Source.OWN if speaker.council == council else Source.PARENT
    mandate = speaker.mandate
    return Why(mandate.conditions.status, source, speaker.council, speaker.short, mandate.version)
