"""What we keep of a case: who raised it, which councils it has been to, and when it moved last in each half-year."""

from councilkit.events import Event, Item
from councilkit.events.cases import CaseReported, CaseSent, CaseTakenOver
from councilkit.inbox import Doc
from councilkit.workdays import oslo_day
from newsletter.domain.half import Half


def remember_report(_doc: Doc | None, event: CaseReported, item: Item) -> Doc:
    return _moved({"origin": event.council, "councils": [event.council], "moved": {}}, item)


def remember_sending(doc: Doc | None, event: CaseSent, item: Item) -> Doc:
    doc = doc or {}
    return _moved({**doc, "councils": list(dict.fromkeys([*doc.get("councils", ()), event.to]))}, item)


def remember_heir(doc: Doc | None, event: CaseTakenOver, item: Item) -> Doc:
    """Count the case as the heir's wherever it was the closed council's."""
    doc = doc or {}
    origin = event.to if doc.get("origin") == event.council else doc.get("origin")
    councils = list(dict.fromkeys([*doc.get("councils", ()), event.to]))
    return _moved({**doc, "origin": origin, "councils": councils}, item)


def remember_move(doc: Doc | None, _event: Event, item: Item) -> Doc:
    return _moved(doc or {}, item)


def _moved(doc: Doc, item: Item) -> Doc:
    moved = {**doc.get("moved", {}), str(Half.telling_of(oslo_day(item.at))): item.at.isoformat()}
    return {**doc, "moved": moved, "halves": list(moved)}
