from datetime import date, timedelta
from functools import reduce

import pytest

from council_registry.adapters.packaged_rules import packaged_rules
from council_registry.domain.mandate import (
    Conditions,
    Mandate,
    Number,
    Source,
    Speaker,
    in_force,
    next_version,
    numbering_of,
    numbers_of,
    to_review,
    with_version,
)
from council_registry.domain.period import Period
from council_registry.domain.seat_refusals import MandateOlder, NumberOutOfRange, ReviewOutsideMandate, UnknownNumber
from councilkit.events.cases import RuleStatus
from councilkit.events.seating import Numbering

RULES = packaged_rules("S1-2018")
DAY = date(2026, 1, 1)
A_YEAR = timedelta(days=365)


def says(starts: date = DAY, ends: date | None = None, **numbers: int) -> Conditions:
    return Conditions(Period(starts, ends), None, RuleStatus.AGREED, numbers)


def versions(*several: Conditions) -> tuple[Mandate, ...]:
    def then(mandates: tuple[Mandate, ...], conditions: Conditions) -> tuple[Mandate, ...]:
        return with_version(mandates, next_version("horten", mandates, conditions))

    return reduce(then, several, ())


def speaker(council: str, conditions: Conditions) -> Speaker:
    return Speaker(council, council.upper(), Mandate(1, conditions))


def number(name: str, *speakers: Speaker) -> Number:
    [found] = [one for one in numbers_of("horten", speakers, RULES) if one.name == name]
    return found


def test_versions_are_counted() -> None:
    assert [mandate.version for mandate in versions(says(), says(), says())] == [1, 2, 3]


def test_a_mandate_is_not_replaced_by_an_older_one() -> None:
    with pytest.raises(MandateOlder) as refused:
        versions(says(), says(DAY - timedelta(days=1)))
    assert refused.value.field == "/starts"


def test_a_version_holds_until_the_next_one_begins() -> None:
    first, second = versions(says(), says(DAY + A_YEAR))
    assert in_force([first, second], DAY - timedelta(days=1)) is None
    assert in_force([first, second], DAY + A_YEAR - timedelta(days=1)) == first
    assert in_force([first, second], DAY + A_YEAR) == second


def test_a_mandate_is_thought_of_again_also_when_it_has_ended() -> None:
    [first] = versions(says(DAY, DAY + A_YEAR))
    assert to_review([first], DAY - timedelta(days=1)) is None
    assert to_review([first], DAY) == to_review([first], DAY + 2 * A_YEAR) == first


def test_nobody_thinks_again_of_a_mandate_that_another_follows() -> None:
    mandates = versions(says(DAY, DAY + A_YEAR), says(DAY + 2 * A_YEAR))
    assert to_review(mandates, DAY + A_YEAR) is None
    assert to_review(mandates, DAY + 2 * A_YEAR) == mandates[1]


def test_a_mandate_that_has_ended_gives_no_older_one_its_force_back() -> None:
    mandates = versions(says(), says(DAY + A_YEAR, DAY + A_YEAR))
    assert in_force(mandates, DAY + A_YEAR + timedelta(days=1)) is None


@pytest.mark.parametrize("review_on", [DAY - timedelta(days=1), DAY + A_YEAR + timedelta(days=1)])
def test_a_review_lies_within_the_mandate(review_on: date) -> None:
    with pytest.raises(ReviewOutsideMandate):
        next_version("horten", [], Conditions(Period(DAY, DAY + A_YEAR), review_on, RuleStatus.AGREED, {}))


def test_a_council_that_says_nothing_has_the_numbers_of_the_rule_set_which_are_proposed() -> None:
    meetings = number("meetings_a_year")
    assert (meetings.value, meetings.why.source, meetings.why.status) == (4, Source.RULE_SET, RuleStatus.PROPOSED)
    assert meetings.why.rule_set == "S1-2018"


def test_the_own_mandate_speaks_before_those_above_it() -> None:
    own, above = speaker("horten", says(meetings_a_year=2)), speaker("region", says(meetings_a_year=3, notice_days=21))
    meetings, notice = number("meetings_a_year", own, above), number("notice_days", own, above)
    assert (meetings.value, meetings.why.source, meetings.why.council) == (2, Source.OWN, "horten")
    assert (notice.value, notice.why.source, notice.why.short) == (21, Source.PARENT, "REGION")
    assert notice.why.version == 1


def test_the_nearest_council_above_speaks_first() -> None:
    region, centre = speaker("region", says(notice_days=21)), speaker("centre", says(notice_days=28))
    assert number("notice_days", region, centre).value == 21


def test_how_cases_are_numbered_comes_from_above_too() -> None:
    assert numbering_of("horten", [], RULES)[0] is Numbering.PER_TREATMENT
    permanent = Conditions(Period(DAY), None, RuleStatus.ADOPTED, {}, Numbering.PERMANENT)
    numbering, why = numbering_of("horten", [speaker("horten", says()), speaker("region", permanent)], RULES)
    assert (numbering, why.source, why.status) == (Numbering.PERMANENT, Source.PARENT, RuleStatus.ADOPTED)


def test_a_number_without_a_name_in_the_rule_set_is_refused() -> None:
    with pytest.raises(UnknownNumber) as refused:
        RULES.require({"coffee_breaks": 3})
    assert refused.value.field == "/numbers/coffee_breaks"


@pytest.mark.parametrize("value", [0, 121])
def test_a_number_that_nobody_can_mean_is_refused(value: int) -> None:
    with pytest.raises(NumberOutOfRange) as refused:
        RULES.require({"term_months": value})
    assert refused.value.field == "/numbers/term_months"


def test_every_rule_lies_within_its_own_limits_and_is_only_proposed() -> None:
    assert all(rule.least <= rule.value <= rule.most for rule in RULES.numbers.values())
    assert {rule.status for rule in RULES.numbers.values()} == {RuleStatus.PROPOSED}
