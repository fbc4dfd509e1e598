"""Which units and councils a list tells."""

from collections.abc import Iterator
from dataclasses import dataclass

from council_registry.application.reading.search import matches, words
from council_registry.application.reading.standing import CouncilOnDay, Standing, UnitOnDay
from council_registry.domain.dated import Status
from councilkit.events.councils import CouncilKind, Level, Side, UnitKind


@dataclass(frozen=True, kw_only=True)
class UnitsWanted:
    """What is None is not asked for; every word of `q` begins one of a unit's name, or its number."""

    kind: UnitKind | None = None
    parent: str | None = None
    region: str | None = None
    line: str | None = None
    q: str = ""
    without_council: bool | None = None

    def of(self, standing: Standing) -> Iterator[UnitOnDay]:
        asked, wanted = words(self.q), _asked(kind=self.kind, parent=self.parent, region=self.region, line=self.line)
        for unit in standing.open_units:
            fits = all(getattr(unit, field) == value for field, value in wanted.items())
            if fits and matches(asked, unit.words) and self.without_council in {None, standing.without_council(unit)}:
                yield unit


@dataclass(frozen=True, kw_only=True)
class CouncilsWanted:
    """What is None is not asked for; those that are closed are told only when they are asked for."""

    level: Level | None = None
    kind: CouncilKind | None = None
    line: str | None = None
    status: Status | None = None
    led_by: Side | None = None
    region: str | None = None
    unit: str | None = None
    parent: str | None = None
    q: str = ""

    def of(self, standing: Standing) -> Iterator[CouncilOnDay]:
        asked = words(self.q)
        for council in standing.councils.values():
            if self._fits(council, standing) and matches(asked, standing.words_of(council)):
                yield council

    def _fits(self, council: CouncilOnDay, standing: Standing) -> bool:
        wanted = _asked(level=self.level, kind=self.kind, line=self.line, led_by=self.led_by, parent=self.parent)
        return (
            all(getattr(council.charter, field) == value for field, value in wanted.items())
            and (council.status is self.status if self.status else council.status is not Status.CLOSED)
            and (self.unit is None or self.unit in council.charter.units)
            and (self.region is None or self.region in standing.regions_of(council))
        )


def _asked(**wanted: object) -> dict[str, object]:
    return {field: value for field, value in wanted.items() if value is not None}
