from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

from case_flow.application.known import Known
from case_flow.application.records import Records, Texts
from case_flow.application.rounds.list_rounds import open_to
from case_flow.application.rounds.round_records import RoundRecord, RoundRecords
from case_flow.domain.policy import A
from case_flow.domain.roll_up import Tier, roll_up
from case_flow.domain.round_refusals import NoSuchRound


@dataclass(frozen=True)
class RoundReading(Generic[A]):
    """A round as somebody sees it: with all that was said, those held within it, and what is open to them."""

    record: RoundRecord
    asker: Sequence[A]
    texts: Texts
    within: Sequence[RoundRecord]
    tiers: Sequence[Tier]
    open_now: Sequence[tuple[str, A]]


async def read_round(
    round: str, asker: Sequence[A], *, today: date, records: Records, round_records: RoundRecords, known: Known
) -> RoundReading[A]:
    record = await round_records.get(round)
    if not await open_to([record], asker, records):
        raise NoSuchRound("There is no round with this id.", field="path")
    within = await round_records.held_within(round)
    everybody = {council for one in (record, *within) for council in one.round.councils}
    routes = await known.routes(*sorted(everybody))
    titles = [one.title for one in within]
    return RoundReading(
        record,
        asker,
        texts=await round_records.texts([*record.texts, *titles]),
        within=within,
        tiers=roll_up(record.round, [one.round for one in within], routes.councils),
        open_now=record.round.open_to(asker, today),
    )
