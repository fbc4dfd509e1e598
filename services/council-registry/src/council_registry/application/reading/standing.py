"""How units and councils stand on a day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from council_registry.application.reading.search import words
from council_registry.application.records import Record
from council_registry.domain.charter import Charter
from council_registry.domain.council import Council
from council_registry.domain.dated import Status
from council_registry.domain.unit import Unit
from councilkit.events.councils import UnitKind

AT_WORK = {Status.ACTIVE, Status.RESTING}
"""A unit whose only council is planned, or closed, has none."""


@dataclass(frozen=True)
class UnitOnDay:
    number: str
    name: str
    kind: UnitKind
    parent: str | None
    line: str | None
    region: str | None
    status: Status
    sequence: int

    @classmethod
    def of(cls, record: Record[Unit], day: date) -> Self:
        unit = record.state.on(day)
        return cls(
            unit.number,
            unit.name,
            unit.kind,
            unit.parent,
            unit.line,
            unit.region,
            unit.status_on(day),
            record.sequence,
        )

    @property
    def open(self) -> bool:
        return self.status is Status.ACTIVE

    @cached_property
    def words(self) -> frozenset[str]:
        return words(f"{self.number} {self.name}")


@dataclass(frozen=True)
class CouncilOnDay:
    council: Council
    charter: Charter
    status: Status
    starts: date | None
    sequence: int

    @classmethod
    def of(cls, record: Record[Council], day: date) -> Self:
        council = record.state
        return cls(council, council.charter_on(day), council.status_on(day), council.starts, record.sequence)

    @property
    def id(self) -> str:
        return self.council.id


@dataclass(frozen=True, eq=False)
class Standing:
    """Everything on one day. Compared by identity, as it belongs to one directory."""

    day: date
    units: Mapping[str, UnitOnDay]
    councils: Mapping[str, CouncilOnDay]

    @cached_property
    def councils_of(self) -> Mapping[str, list[CouncilOnDay]]:
        """The councils that are not closed, by the number of each of their units."""
        found: dict[str, list[CouncilOnDay]] = {number: [] for number in self.units}
        for council in self.councils.values():
            if council.status is not Status.CLOSED:
                for number in council.charter.units:
                    found.setdefault(number, []).append(council)
        return found

    @cached_property
    def open_units(self) -> list[UnitOnDay]:
        return [unit for unit in self.units.values() if unit.open]

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        return {council.id: self._words_of(council) for council in self.councils.values()}

    def words_of(self, council: CouncilOnDay) -> frozenset[str]:
        """The words by which a council is found: its names and short code, and its units' names and numbers."""
        return self._words[council.id]

    def without_council(self, unit: UnitOnDay) -> bool:
        return not any(council.status in AT_WORK for council in self.councils_of[unit.number])

    def units_of(self, council: CouncilOnDay) -> list[UnitOnDay]:
        return [self.units[number] for number in sorted(council.charter.units) if number in self.units]

    def regions_of(self, council: CouncilOnDay) -> set[str]:
        return {unit.region for unit in self.units_of(council) if unit.region}

    def in_region(self, region: str | None) -> Sequence[CouncilOnDay]:
        """The councils that are not closed, of a region or of all."""
        return self._councils_in.get(region, ())

    @cached_property
    def _councils_in(self) -> Mapping[str | None, list[CouncilOnDay]]:
        found: dict[str | None, list[CouncilOnDay]] = defaultdict(list)
        for council in self.councils.values():
            if council.status is not Status.CLOSED:
                for region in (None, *self.regions_of(council)):
                    found[region].append(council)
        return found

    def _words_of(self, council: CouncilOnDay) -> frozenset[str]:
        charter = council.charter
        names = words(" ".join([*dict(charter.names).values(), charter.short, charter.short.replace("-", "")]))
        return names.union(*(unit.words for unit in self.units_of(council)))
