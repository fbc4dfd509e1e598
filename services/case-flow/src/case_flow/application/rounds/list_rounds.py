from collections.abc import Collection, Sequence
from dataclasses import dataclass

from case_flow.application.records import Records
from case_flow.application.rounds.round_records import RoundRecord, RoundRecords
from case_flow.domain.policy import READ_CARD, Acting
from councilkit.inbox import In


@dataclass(frozen=True)
class WantedRounds:
    council: str | None = None
    case: str | None = None
    waiting: bool = False


async def list_rounds(
    asker: Sequence[Acting],
    *,
    wanted: WantedRounds,
    before: int | None,
    limit: int,
    records: Records,
    round_records: RoundRecords,
) -> list[RoundRecord]:
    """Tell rounds, the last changed first: all, or a council's, or a case's, or those that wait for the asker's own."""
    asked = {"councils": wanted.council, "case": wanted.case}
    where: dict[str, object] = {name: value for name, value in asked.items() if value}
    if wanted.waiting:
        theirs = In(sorted({holding.council for holding in asker if holding.council}))
        where |= {"waits": theirs}
    found: list[RoundRecord] = []
    while len(found) < limit:
        page = await round_records.find(where, before=before, limit=limit)
        found += await open_to(page, asker, records)
        if len(page) < limit:
            break
        before = page[-1].position
    return found[:limit]


async def open_to(rounds: Collection[RoundRecord], asker: Sequence[Acting], records: Records) -> list[RoundRecord]:
    """Leave out those about a case that has been restricted, for all who take part neither in the round nor in it."""
    about = sorted({record.round.case for record in rounds if record.round.case})
    cases = await records.find({"_id": In(about)}, limit=len(about)) if about else []
    hidden = {record.case.id for record in cases if READ_CARD not in record.case.readable_for(asker)}
    return [
        record
        for record in rounds
        if record.round.case not in hidden or any(record.round.parts(holding) for holding in asker)
    ]
