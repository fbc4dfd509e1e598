from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic

from case_flow.application.known import Known
from case_flow.application.records import Record, Records, Texts
from case_flow.domain.case import Around
from case_flow.domain.former import Former, open_to_former
from case_flow.domain.policy import READ_TEXTS, A, Acting
from case_flow.domain.refusals import NoSuchCase


@dataclass(frozen=True)
class Reading(Generic[A]):
    """A case as somebody sees it: with the texts they may read, and what is open to them."""

    record: Record
    texts: Texts
    texts_visible: bool
    cancelled: Collection[str]
    open_now: Sequence[tuple[str, A]]


async def read_case(
    case: str, asker: Sequence[A], *, former: Sequence[Former] = (), records: Records, known: Known, now: datetime
) -> Reading[A]:
    record = await records.get(case)
    around = await known.around(record.case, now)
    allowed = readable(record, asker, former, around)
    if not allowed:
        raise NoSuchCase(
            "There is no case with this id.", field="path"
        )  # of a restricted one nobody hears that it is there
    texts, meetings = await records.texts(record.texts(allowed)), [record.case.meeting]
    return Reading(
        record,
        texts={name: text for name, text in texts.items() if text is not None or name in record.erased},
        texts_visible=READ_TEXTS in allowed,
        cancelled=await known.cancelled(meetings),
        open_now=record.case.open_to(asker, around),
    )


def readable(record: Record, asker: Sequence[Acting], former: Sequence[Former], around: Around) -> set[str]:
    """Tell which kinds of reading are open, by what somebody holds and by what they held."""
    return record.case.readable_for(asker, around.stand_ins) | open_to_former(former, record.case, record.raised)
