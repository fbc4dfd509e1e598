from dataclasses import dataclass

from council_registry.application.reading.council_numbers import found_in, numbers_by_name
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.application.structure.places import place_on
from council_registry.domain.handover import Handover
from council_registry.domain.policy import Place
from council_registry.domain.rule_set import RuleSet
from council_registry.domain.seating import Term


@dataclass(frozen=True)
class HandoverPage:
    found: CouncilOnDay
    term: Term
    handover: Handover
    before: Term | None  # whose seat it was
    place: Place


def read_handover(council: str, term: str, standing: Standing, rules: RuleSet) -> HandoverPage:
    """Tell what is handed over with a term."""
    found = found_in(standing, council)
    its_term = found.council.seating.term(term)
    return HandoverPage(
        found,
        its_term,
        found.council.handover(its_term, days=numbers_by_name(found, standing, rules)["handover_days"]),
        found.council.seating.before(its_term.seat, its_term.period.starts),
        place_on(standing, found).of_holding(term),
    )
