"""What we keep of case-flow's events: which council raised a case and when, and since when it waits no more."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from councilkit.events import Item
from councilkit.events.case_life import (
    AppealDecided,
    CaseClosed,
    CaseImported,
    CaseMerged,
    CaseReopened,
    CaseTurnedAway,
    CaseWithdrawn,
)
from councilkit.events.case_words import ImportedAs
from councilkit.events.cases import AnswerConfirmed, AnswerDisputed, CaseReported, CaseTakenOver
from councilkit.inbox import Doc
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class Raised:
    """A case as it is counted; `heirs` are the councils that took the origin's place, each from a day.

    It waits until it is settled: answered, or closed, withdrawn, turned away, or a part of another one.
    """

    council: str
    raised_on: date
    answered_on: date | None
    settled_on: date | None
    heirs: tuple[tuple[date, str], ...] = ()

    @classmethod
    def read(cls, doc: Doc) -> Self:
        answered_on, settled_on = (doc[day] and date.fromisoformat(doc[day]) for day in ("answered_on", "settled_on"))
        return cls(
            doc["council"],
            date.fromisoformat(doc["raised_on"]),
            answered_on,
            settled_on,
            tuple((date.fromisoformat(day), heir) for day, heir in doc["heirs"]),
        )

    def origin_on(self, day: date) -> str:
        """Tell who waits for the answer: who raised it, unless another council has taken that one's place."""
        return next((heir for since, heir in reversed(self.heirs) if since <= day), self.council)

    def waits_on(self, day: date) -> bool:
        return self.raised_on <= day and (self.settled_on is None or self.settled_on > day)


OPEN = {"answered": False, "answered_on": None, "settled_on": None}


def remember_case(_doc: Doc | None, event: CaseReported, item: Item) -> Doc:
    return {"council": event.council, "origin": event.council, "heirs": [], "raised_on": _day(item), **OPEN}


def remember_old_case(_doc: Doc | None, event: CaseImported, item: Item) -> Doc:
    settled = event.state in (ImportedAs.ANSWERED, ImportedAs.CLOSED)
    answered = event.state is ImportedAs.ANSWERED or event.outcome is not None
    told = {**OPEN, "answered": answered, "settled_on": _day(item) if settled else None}
    return {"council": event.council, "origin": event.council, "heirs": [], "raised_on": str(event.raised), **told}


def remember_answer(doc: Doc | None, event: AnswerConfirmed, item: Item) -> Doc:
    doc = doc or {}
    if event.council != doc["origin"]:  # it raised another case, which is a part of this one
        return doc
    return {**doc, "answered": True, "answered_on": _day(item), "settled_on": _day(item)}


def remember_end(doc: Doc | None, _event: CaseClosed | CaseWithdrawn | CaseTurnedAway | CaseMerged, item: Item) -> Doc:
    doc = doc or {}
    return {**doc, "settled_on": doc["settled_on"] or _day(item)}


def remember_beginning(doc: Doc | None, event: AnswerDisputed | CaseReopened | AppealDecided, _item: Item) -> Doc:
    doc = doc or {}
    return doc if isinstance(event, AppealDecided) and event.stands else {**doc, **OPEN}


def remember_heir(doc: Doc | None, event: CaseTakenOver, item: Item) -> Doc:
    assert doc is not None  # noqa: S101 - it comes after the report, in the case's own stream
    if doc["origin"] != event.council:  # it stood elsewhere on the case's way
        return doc
    return {**doc, "origin": event.to, "heirs": [*doc["heirs"], [_day(item), event.to]]}


def _day(item: Item) -> str:
    return oslo_day(item.at).isoformat()
