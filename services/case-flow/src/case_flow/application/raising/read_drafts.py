from collections.abc import Sequence

from case_flow.application.raising.drafts import Drafts
from case_flow.application.reading.read_cards import read_cards
from case_flow.application.records import Records
from case_flow.domain.draft import Draft
from case_flow.domain.policy import Acting
from case_flow.domain.refusals import NoSuchDraft
from councilkit.clock import Clock


async def list_drafts(asker: Sequence[Acting], *, drafts: Drafts, records: Records, clock: Clock) -> list[Draft]:
    """Tell the drafts that the asker's terms have written, but for those that are cases by now."""
    found = await drafts.of([holding.id for holding in asker], clock())
    reported = {record.case.id for record in await read_cards([draft.case for draft in found], records=records)}
    return [draft for draft in found if draft.case not in reported]


async def read_draft(id: str, asker: Sequence[Acting], *, drafts: Drafts, clock: Clock) -> Draft:
    draft = await drafts.get(id, clock())
    if draft is None or draft.writer not in {holding.id for holding in asker}:
        raise NoSuchDraft("There is no draft of yours with this id.", field="path")
    return draft
