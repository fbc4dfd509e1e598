from collections import Counter
from dataclasses import dataclass

from case_flow.application.records import Records
from case_flow.domain.appeals import appeals


@dataclass(frozen=True)
class Appeals:
    """How often a council was asked whether it was right to turn a case away, and how often it said what."""

    waiting: int
    stands: int
    falls: int


async def count_appeals(council: str, *, records: Records) -> Appeals:
    """Count them, also those about cases that few may know of: a number tells nothing of them."""
    said: Counter[bool | None] = Counter()
    async for record in records.every({"appealed": council}):
        said.update(one.stands for one in appeals(step.event for step in record.steps) if one.council == council)
    return Appeals(waiting=said[None], stands=said[True], falls=said[False])
