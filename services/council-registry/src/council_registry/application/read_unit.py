from dataclasses import dataclass

from council_registry.application.records import COUNCILS, UNITS, Record, Records
from council_registry.domain.council import Council
from council_registry.domain.unit import Unit

MOST_COUNCILS = 100


@dataclass(frozen=True)
class UnitPage:
    record: Record[Unit]
    councils: list[Council]


async def read_unit(number: str, *, records: Records) -> UnitPage:
    record = await records.get(UNITS, number)
    councils = await records.find(COUNCILS, {"charter.units": number}, limit=MOST_COUNCILS)
    return UnitPage(record, [council.state for council in councils])
