"""Which councils came before another, and which after."""

from dataclasses import dataclass
from datetime import date

from council_registry.application.reading.standing import Standing
from council_registry.domain.council import Council


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
