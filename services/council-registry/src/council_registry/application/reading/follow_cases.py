"""What we keep of case-flow's events: which council raised a case and when, and when its answer has come home."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from councilkit.events import Item
from councilkit.events.cases import AnswerConfirmed, AnswerDisputed, CaseReported, CaseTakenOver
from councilkit.inbox import Doc
from councilkit.workdays import oslo_day


@dataclass(frozen=True)
class Raised:
    """A case as it is counted; `heirs` are the councils that took the origin's place, each from a day."""

    council: str
    raised_on: date
    answered_on: date | None
    heirs: tuple[tuple[date, str], ...] = ()

    @classmethod
    def read(cls, doc: Doc) -> Self:
        answered_on = doc["answered_on"]
        return cls(
            doc["council"],
            date.fromisoformat(doc["raised_on"]),
            answered_on and date.fromisoformat(answered_on),
            tuple((date.fromisoformat(day), heir) for day, heir in doc["heirs"]),
        )

    def origin_on(self, day: date) -> str:
        """Tell who waits for the answer: who raised it, unless another council has taken that one's place."""
        return next((heir for since, heir in reversed(self.heirs) if since <= day), self.council)

    def waits_on(self, day: date) -> bool:
        return self.raised_on <= day and (self.answered_on is None or self.answered_on > day)


def remember_case(_doc: Doc | None, event: CaseReported, item: Item) -> Doc:
    return {
        "council": event.council,
        "origin": event.council,
        "heirs": [],
        "raised_on": _day(item),
        "answered_on": None,
        "answered": False,
    }


def remember_answer(doc: Doc | None, event: AnswerConfirmed | AnswerDisputed, item: Item) -> Doc:
    answered = isinstance(event, AnswerConfirmed)
    return {**(doc or {}), "answered": answered, "answered_on": _day(item) if answered else None}


def remember_heir(doc: Doc | None, event: CaseTakenOver, item: Item) -> Doc:
    assert doc is not None  # noqa: S101 - it comes after the report, in the case's own stream
    if doc["origin"] != event.council:  # it stood elsewhere on the case's way
        return doc
    return {**doc, "origin": event.to, "heirs": [*doc["heirs"], [_day(item), event.to]]}


def _day(item: Item) -> str:
    return oslo_day(item.at).isoformat()
