from collections.abc import Sequence
from dataclasses import dataclass

from case_flow.application.known import Known
from case_flow.application.records import Record, Records
from councilkit.inbox import In


@dataclass(frozen=True)
class Wanted:
    """Whose answers: those that have to do with a council, and with a region's council or one right below it."""

    council: str | None = None
    region: str | None = None


async def list_answers_out(
    wanted: Wanted, *, after: tuple[str, str] | None, limit: int, records: Records, known: Known
) -> Sequence[Record]:
    """Tell the cases that wait for an answer, or for its receipt, the most overdue first.

    `after` is the due date and the id of the last one that was told. Restricted ones are in no list.
    """
    councils = {wanted.council} if wanted.council else None
    if wanted.region:
        theirs = {wanted.region, *await known.below([wanted.region])}
        councils = theirs if councils is None else councils & theirs
    where: dict[str, object] = {"restricted": False}
    if councils is not None:
        where["councils"] = In(sorted(councils))
    return await records.find_by_due(where, after=after, limit=limit)
