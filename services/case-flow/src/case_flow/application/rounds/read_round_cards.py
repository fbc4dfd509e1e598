from collections.abc import Collection

from case_flow.application.records import Records
from case_flow.application.rounds.list_rounds import open_to
from case_flow.application.rounds.round_records import RoundRecord, RoundRecords
from councilkit.inbox import In


async def read_round_cards(
    rounds: Collection[str], *, records: Records, round_records: RoundRecords
) -> list[RoundRecord]:
    """Tell those of the rounds that there are, but none about a case that has been restricted."""
    found = await round_records.every({"_id": In(sorted(set(rounds)))}) if rounds else []
    return await open_to(found, (), records)
