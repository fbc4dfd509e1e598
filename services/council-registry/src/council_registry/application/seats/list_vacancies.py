from collections.abc import Sequence
from dataclasses import dataclass

from council_registry.application.reading.council_numbers import numbers_by_name
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.application.seats.nominating import Requests
from council_registry.application.seats.read_seats import SOON
from council_registry.application.seats.seat_files import SeatFiles
from council_registry.domain.council import Council
from council_registry.domain.nomination import Nomination, open_for
from council_registry.domain.policy import Acting, Action, Place
from council_registry.domain.rule_set import RuleSet
from council_registry.domain.vacancy import Chair, chairs
from councilkit.policy import NotAllowed


@dataclass(frozen=True)
class Vacancy:
    council: Council
    chair: Chair
    nomination: Nomination | None  # the request that is open
    place: int  # of the seat among its council's

    @property
    def key(self) -> tuple[str, str]:
        """What orders the list."""
        return self.council.charter.short, f"{self.place:06}"


@dataclass(frozen=True)
class Wanted:
    """Which vacancies are asked about; nothing said: all."""

    region: str | None = None
    council: str | None = None
    organisation: str | None = None


async def list_vacancies(
    wanted: Wanted,
    standing: Standing,
    asker: Sequence[Acting],
    *,
    rules: RuleSet,
    requests: Requests,
    seat_files: SeatFiles,
) -> list[Vacancy]:
    """Tell the seats that are empty, or will be soon while nobody is to come, in order of their councils."""
    theirs = await _seats_of(wanted.organisation, asker, requests, seat_files) if wanted.organisation else None
    vacancies = [vacancy for one in _councils(standing, wanted) for vacancy in _vacancies(one, standing, rules)]
    told = [one for one in vacancies if theirs is None or one.chair.seat.id in theirs]
    return sorted(told, key=lambda one: one.key)


def _councils(standing: Standing, wanted: Wanted) -> list[CouncilOnDay]:
    return [one for one in standing.in_region(wanted.region) if wanted.council in {None, one.id}]


def _vacancies(one: CouncilOnDay, standing: Standing, rules: RuleSet) -> list[Vacancy]:
    council = one.council
    soon = numbers_by_name(one, standing, rules)[SOON]
    every = enumerate(chairs(council.seating, standing.day, soon=soon))
    empty = [(place, chair) for place, chair in every if chair.vacant or chair.ends]
    return [Vacancy(council, chair, open_for(chair.seat.id, council.nominations), place) for place, chair in empty]


async def _seats_of(
    organisation: str, asker: Sequence[Acting], requests: Requests, seat_files: SeatFiles
) -> frozenset[str]:
    """Tell the seats that an organisation names somebody for: that is for its own to know, and for officers."""
    place = Place(organisations=frozenset(await requests.line_of(organisation)))
    if not place.allows(Action.ANSWER_NOMINATION, asker) and not place.allows(Action.LIST_ORGANISATION, asker):
        raise NotAllowed("The organisation's own contacts see its seats.", field="organisation")
    return frozenset(await seat_files.seats_of([organisation]))
