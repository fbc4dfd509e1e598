from dataclasses import dataclass

from council_registry.application.places import place_of
from council_registry.application.records import COUNCILS, UNITS, Record, Records
from council_registry.domain.council import Council
from council_registry.domain.policy import Place
from council_registry.domain.unit import Unit


@dataclass(frozen=True)
class CouncilPage:
    record: Record[Council]
    units: list[Unit]
    raised: int
    answered: int

    @property
    def place(self) -> Place:
        return place_of(self.units, self.record.state.id)


async def read_council(id: str, *, records: Records) -> CouncilPage:
    record = await records.get(COUNCILS, id)
    units = await records.all_of(UNITS, record.state.charter.units)
    raised, answered = await records.count_cases(id)
    return CouncilPage(record, sorted(units.values(), key=lambda unit: unit.number), raised, answered)
