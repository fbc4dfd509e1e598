"""What one service goes by where no mandate says anything is what another one shows."""

from case_flow.domain.deadlines import DEADLINES
from council_registry.adapters.packaged_rules import packaged_rules
from council_registry.bootstrap import RULES
from councilkit.events.seating import Numbering


def test_cases_wait_as_long_as_the_rule_set_says() -> None:
    rules = packaged_rules(RULES)
    ours = {one.number: one.default for one in DEADLINES.values() if one.number}
    assert {name: rules.numbers[name].value for name in ours} == ours


def test_what_is_treated_is_numbered_anew_where_no_mandate_says_otherwise() -> None:
    assert packaged_rules(RULES).numbering is Numbering.PER_TREATMENT
