"""Which councils came before another, and which after."""

from dataclasses import dataclass
from datetime import date

from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.domain.council import Council
from council_registry.domain.dated import Status


@dataclass(frozen=True)
class Succession:
    """Another council, and the first day on which the later of the two stands in the place of the earlier."""

    council: Council
    on: date


def predecessors(id: str, standing: Standing) -> list[Succession]:
    ended = [(one.council, one.council.ending) for one in standing.councils.values()]
    return [Succession(council, ending.on) for council, ending in ended if ending and id in ending.successors]


def successors(id: str, standing: Standing) -> list[Succession]:
    ending = standing.councils[id].council.ending
    if ending is None:
        return []
    known = [standing.councils[one].council for one in ending.successors if one in standing.councils]
    return [Succession(council, ending.on) for council in known]


def in_place_of(id: str, standing: Standing) -> list[CouncilOnDay]:
    """Tell who stands in a council's place that day: itself until it is closed, then whoever came after it."""
    found: dict[str, CouncilOnDay] = {}
    waiting, met = [id], set[str]()
    while waiting:
        one = standing.councils.get(waiting.pop(0))
        if one is None or one.id in met:
            continue
        met.add(one.id)
        if one.status is not Status.CLOSED:
            found[one.id] = one
        elif one.council.ending:
            waiting += one.council.ending.successors
    return list(found.values())
