"""What we keep of case-flow's events: which council asked, and which answer is the latest."""

from councilkit.events import Item
from councilkit.events.cases import AnswerGiven, CaseReported, CaseTakenOver
from councilkit.inbox import Doc


def remember_report(_doc: Doc | None, event: CaseReported, _item: Item) -> Doc:
    return {"origin": event.council, "answer": None}


def remember_heir(doc: Doc | None, event: CaseTakenOver, _item: Item) -> Doc:
    """Let the answer go to who came after the council that asked."""
    doc = doc or {}
    return {**doc, "origin": event.to if doc.get("origin") == event.council else doc.get("origin")}


def remember_answer(doc: Doc | None, _event: AnswerGiven, item: Item) -> Doc:
    return {**(doc or {}), "answer": item.id}
