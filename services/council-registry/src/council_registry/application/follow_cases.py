"""What we keep of case-flow's events: which council raised a case, and whether its answer has come home."""

from councilkit.events import Item
from councilkit.events.cases import AnswerConfirmed, AnswerDisputed, CaseReported
from councilkit.inbox import Doc


def remember_case(_doc: Doc | None, event: CaseReported, _item: Item) -> Doc:
    return {"council": event.council, "answered": False}


def remember_answer(doc: Doc | None, event: AnswerConfirmed | AnswerDisputed, _item: Item) -> Doc:
    return {**(doc or {}), "answered": isinstance(event, AnswerConfirmed)}
