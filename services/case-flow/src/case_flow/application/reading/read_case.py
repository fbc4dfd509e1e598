from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic

from case_flow.application.known import Known
from case_flow.application.records import Record, Records, Texts
from case_flow.domain.former import Former, remembers
from case_flow.domain.policy import READ_CARD, READ_TEXTS, A
from case_flow.domain.refusals import NoSuchCase

_REMEMBERED = {False: {READ_CARD, READ_TEXTS}, True: {READ_CARD}}
"""What is open to who sat in a council when a case was raised there, by whether the case is one person's own."""


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
    theirs = remembers(former, record.case, record.raised)
    allowed = _REMEMBERED[record.case.is_personal] if theirs else record.case.readable_for(asker)
    if not allowed:
        raise NoSuchCase("There is no case with this id.", field="path")
    meetings = [record.case.meeting]
    return Reading(
        record,
        texts=await records.texts(record.texts(allowed)),
        texts_visible=READ_TEXTS in allowed,
        cancelled=await known.cancelled(meetings),
        open_now=record.case.open_to(asker, await known.around(record.case, now)),
    )
