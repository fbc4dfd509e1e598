"""What we keep of a case: who raised it, which councils it has been to, and when it moved last in each half-year.

A case that is restricted, or one person's own, or proposed to be turned away as that, is told of in no digest while it
is.
"""

from councilkit.events import Event, Item
from councilkit.events.case_life import (
    AppealDecided,
    CaseImported,
    CaseJoined,
    CaseKept,
    CaseRestricted,
    CaseTurnedAway,
    RestrictionLifted,
    SendingRegretted,
    TurningAwayProposed,
)
from councilkit.events.case_words import Unfit
from councilkit.events.cases import CaseReported, CaseSent, CaseTakenOver
from councilkit.inbox import Doc
from councilkit.workdays import oslo_day
from newsletter.domain.half import Half


def remember_report(_doc: Doc | None, event: CaseReported, item: Item) -> Doc:
    kept: Doc = {"restricted": event.restriction is not None, "personal": False, "sent_to": None, "joined": []}
    return _moved({"origin": event.council, "councils": [event.council], "moved": {}, **kept}, item)


def remember_old_case(_doc: Doc | None, event: CaseImported, _item: Item) -> Doc:
    """Keep who raised it; that it was entered here is no news of it."""
    councils = list(dict.fromkeys((event.council, event.holder)))
    kept: Doc = {"restricted": False, "personal": False, "sent_to": None, "joined": []}
    return {"origin": event.council, "councils": councils, "moved": {}, "halves": [], **kept}


def remember_sending(doc: Doc | None, event: CaseSent, item: Item) -> Doc:
    doc = doc or {}
    councils = doc.get("councils", [])
    if event.to in councils:
        return _moved({**doc, "sent_to": None}, item)
    return _moved({**doc, "councils": [*councils, event.to], "sent_to": event.to}, item)


def remember_regret(doc: Doc | None, _event: SendingRegretted, item: Item) -> Doc:
    """Forget the council that had hardly heard of the case."""
    doc = doc or {}
    councils = [council for council in doc.get("councils", ()) if council != doc.get("sent_to")]
    return _moved({**doc, "councils": councils, "sent_to": None}, item)


def remember_joining(doc: Doc | None, event: CaseJoined, item: Item) -> Doc:
    """Tell it from now on also to those who raised what has become a part of it."""
    doc = doc or {}
    councils = list(dict.fromkeys([*doc.get("councils", ()), *event.origins]))
    return _moved({**doc, "councils": councils, "joined": [*doc.get("joined", ()), *event.origins]}, item)


def remember_turning_away(doc: Doc | None, event: CaseTurnedAway, item: Item) -> Doc:
    return _moved({**(doc or {}), "personal": event.why is Unfit.INDIVIDUAL}, item)


def remember_proposal(doc: Doc | None, event: TurningAwayProposed, _item: Item) -> Doc:
    return {**(doc or {}), "personal": event.why is Unfit.INDIVIDUAL}


def remember_keeping(doc: Doc | None, _event: CaseKept, _item: Item) -> Doc:
    return {**(doc or {}), "personal": False}


def remember_taking_up(doc: Doc | None, _event: Event, item: Item) -> Doc:
    """Tell of it again, whatever was proposed."""
    return _moved({**(doc or {}), "personal": False}, item)


def remember_decision(doc: Doc | None, event: AppealDecided, item: Item) -> Doc:
    return _moved(doc or {} if event.stands else {**(doc or {}), "personal": False}, item)


def remember_restriction(doc: Doc | None, event: CaseRestricted | RestrictionLifted, _item: Item) -> Doc:
    return {**(doc or {}), "restricted": isinstance(event, CaseRestricted)}


def remember_heir(doc: Doc | None, event: CaseTakenOver, item: Item) -> Doc:
    """Count the case as the heir's wherever it was the closed council's."""
    doc = doc or {}
    origin = event.to if doc.get("origin") == event.council else doc.get("origin")
    councils = list(dict.fromkeys([*doc.get("councils", ()), event.to]))
    joined = [event.to if council == event.council else council for council in doc.get("joined", ())]
    return _moved({**doc, "origin": origin, "councils": councils, "joined": joined}, item)


def remember_move(doc: Doc | None, _event: Event, item: Item) -> Doc:
    return _moved(doc or {}, item)


def _moved(doc: Doc, item: Item) -> Doc:
    moved = {**doc.get("moved", {}), str(Half.telling_of(oslo_day(item.at))): item.at.isoformat()}
    return {**doc, "moved": moved, "halves": list(moved)}
