"""What we keep of case-flow's events: which council raised a case and when, and when its answer has come home."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from councilkit.events import Item
from councilkit.events.cases import AnswerConfirmed, AnswerDisputed, CaseReported
from councilkit.inbox import Doc
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class Raised:
    """A case as the council that raised it counts it."""

    council: str
    raised_on: date
    answered_on: date | None

    @classmethod
    def read(cls, doc: Doc) -> Self:
        answered_on = doc["answered_on"]
        return cls(
            doc["council"], date.fromisoformat(doc["raised_on"]), answered_on and date.fromisoformat(answered_on)
        )

    def waits_on(self, day: date) -> bool:
        return self.raised_on <= day and (self.answered_on is None or self.answered_on > day)


def remember_case(_doc: Doc | None, event: CaseReported, item: Item) -> Doc:
    return {"council": event.council, "raised_on": _day(item), "answered_on": None, "answered": False}


def remember_answer(doc: Doc | None, event: AnswerConfirmed | AnswerDisputed, item: Item) -> Doc:
    answered = isinstance(event, AnswerConfirmed)
    return {**(doc or {}), "answered": answered, "answered_on": _day(item) if answered else None}


def _day(item: Item) -> str:
    return oslo_day(item.at).isoformat()
