"""Random versions of mandates for a council and its region: what was told stays, and every number has one reason."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from council_registry.adapters.packaged_rules import packaged_rules
from council_registry.domain.mandate import (
    Conditions,
    Mandate,
    Source,
    Speaker,
    in_force,
    next_version,
    numbers_of,
    with_version,
)
from council_registry.domain.period import Period
from councilkit.events.cases import RuleStatus
from councilkit.refusals import Refusal

RULES = packaged_rules("S1-2018")
FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=day) for day in range(40)]
COUNCILS = ("horten", "region")
NUMBERS = st.dictionaries(st.sampled_from(["notice_days", "meetings_a_year", "term_months"]), st.integers(1, 12))


class MandatesOfTwo(RuleBasedStateMachine):
    """Versions are tried for a council and the one above it."""

    @initialize()
    def begin(self) -> None:
        self.mandates: dict[str, tuple[Mandate, ...]] = dict.fromkeys(COUNCILS, ())

    @rule(
        council=st.sampled_from(COUNCILS),
        starts=st.sampled_from(DAYS),
        length=st.none() | st.integers(0, 20),
        numbers=NUMBERS,
        status=st.sampled_from(RuleStatus),
    )
    def set_mandate(
        self, council: str, starts: date, *, length: int | None, numbers: dict[str, int], status: RuleStatus
    ) -> None:
        ends = None if length is None else starts + timedelta(days=length)
        conditions = Conditions(Period(starts, ends), None, status, numbers)
        before = self.mandates[council]
        try:
            event = next_version(council, before, conditions)
        except Refusal:
            assert before
            assert starts < before[-1].conditions.period.starts
            return
        days = {day: in_force(before, day) for day in DAYS if day < starts}
        self.mandates[council] = with_version(before, event)
        assert {day: in_force(self.mandates[council], day) for day in days} == days

    @invariant()
    def versions_follow_each_other(self) -> None:
        for mandates in self.mandates.values():
            assert [mandate.version for mandate in mandates] == list(range(1, len(mandates) + 1))
            starts = [mandate.conditions.period.starts for mandate in mandates]
            assert starts == sorted(starts)

    @invariant()
    def every_number_has_one_reason(self) -> None:
        for day in DAYS[::13]:
            told = [(council, in_force(self.mandates[council], day)) for council in COUNCILS]
            speakers = [Speaker(council, council, mandate) for council, mandate in told if mandate]
            for number in numbers_of("horten", speakers, RULES):
                sayers = [one for one in speakers if number.name in one.mandate.conditions.numbers]
                assert (number.why.source is Source.RULE_SET) is (not sayers)
                if sayers:
                    said = sayers[0].mandate
                    assert number.value == said.conditions.numbers[number.name]
                    assert (number.why.version, number.why.status) == (said.version, said.conditions.status)


def test_whatever_is_agreed_the_past_stays_and_every_number_has_a_reason() -> None:
    run_state_machine_as_test(MandatesOfTwo, settings=settings(max_examples=25, stateful_step_count=15, deadline=None))
