from dataclasses import dataclass

from council_registry.application.reading.council_numbers import found_in, numbers_by_name
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.application.structure.places import place_on
from council_registry.domain.nomination import Nomination, open_for
from council_registry.domain.policy import Place
from council_registry.domain.rule_set import RuleSet
from council_registry.domain.seating import Seat
from council_registry.domain.vacancy import Chair, chairs

SOON = "ending_first_months"


@dataclass(frozen=True)
class SeatsPage:
    found: CouncilOnDay
    chairs: list[Chair]
    place: Place

    def request_for(self, seat: Seat) -> Nomination | None:
        return open_for(seat.id, self.found.council.nominations)


def read_seats(council: str, standing: Standing, rules: RuleSet) -> SeatsPage:
    """Tell the seats of a council as they are on a day."""
    found = found_in(standing, council)
    soon = numbers_by_name(found, standing, rules)[SOON]
    return SeatsPage(found, chairs(found.council.seating, standing.day, soon=soon), place_on(standing, found))
