from collections.abc import Sequence
from datetime import datetime

from case_flow.application.known import Known
from case_flow.application.reading.list_cards import Wanted
from case_flow.application.reading.read_case import readable
from case_flow.application.records import Record, Records
from case_flow.domain.former import Former
from case_flow.domain.policy import Acting
from case_flow.domain.reference import as_called

MOST = 100
"""More cases than are ever called the same."""


async def find_cards(
    called: str,
    wanted: Wanted,
    asker: Sequence[Acting],
    *,
    former: Sequence[Former] = (),
    before: int | None = None,
    records: Records,
    known: Known,
    now: datetime,
) -> Sequence[Record]:
    """Tell the cases that go by this reference or number, the last changed first.

    A restricted one is told to those who have a part in it, as the case itself is.
    """
    found = await records.find({**wanted.where, "called": as_called(called)}, before=before, limit=MOST)
    return [one for one in found if readable(one, asker, former, await known.around(one.case, now))]
