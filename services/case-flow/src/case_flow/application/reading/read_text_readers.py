from collections.abc import Sequence

from case_flow.application.records import Record, Records
from case_flow.domain.audience import Audience, audience
from case_flow.domain.policy import POLICY, READ_CARD, Acting
from case_flow.domain.refusals import NoSuchCase
from case_flow.domain.texts import TEXTS
from case_flow.domain.transitions import Action
from councilkit.events.texts import TextErased
from councilkit.ledger import NoSuchText
from councilkit.policy import NotAllowed


async def read_text_readers(case: str, entry: str, text: str, asker: Sequence[Acting], *, records: Records) -> Audience:
    """Tell to whom a text was open, from when it was written until it was erased."""
    record = await records.get(case)
    if READ_CARD not in record.case.readable_for(asker):
        raise NoSuchCase("There is no case with this id.", field="path")
    if not POLICY.open_to((Action.ERASE_TEXT,), asker, record.case.relations):
        raise NotAllowed("This is told to those who may erase the text.", field="Authorization")
    return _audience(record, entry, text)


def _audience(record: Record, entry: str, text: str) -> Audience:
    needed: str | None = None
    open_to = Audience()
    for step, case in record.history():
        if step.entry == entry:
            needed = TEXTS.get(type(step.event), {}).get(text)
        if step.event == TextErased(entry=entry, text=text):
            break
        if needed:
            open_to |= audience(case, needed)
    if needed is None:
        raise NoSuchText("There is no such text here.")
    return open_to
