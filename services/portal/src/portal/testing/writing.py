"""Drafts of cases and erased texts in memory, for the case-flow of the tests."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from councilkit.clock import Clock
from portal.application.drafting import CaseDraft, Reader, Readers, Way
from portal.application.ports import Order
from portal.application.refusals import Refused
from portal.application.resources import Case, Step
from portal.testing.case_tables import guard
from portal.testing.councils import COUNCILS, PEOPLE

KEPT: Final = timedelta(days=90)
ERASED: Final = re.compile("^/cases/(?P<case>[^/]+)/texts/erase$")


class MemoryWriting:
    """Keeps what is written for its writer alone."""

    _cases: dict[str, Case]
    _clock: Clock
    _reach: Callable[[], None]

    def __init__(self) -> None:
        self._drafts: dict[str, tuple[str, CaseDraft]] = {}
        self._sent: dict[str, str] = {}

    async def drafts(self, token: str) -> tuple[CaseDraft, ...]:
        self._reach()
        own = [draft for writer, draft in self._drafts.values() if writer == token]
        return tuple(sorted(own, key=lambda draft: draft.changed, reverse=True))

    async def draft(self, token: str, id: str) -> CaseDraft:
        self._reach()
        writer, draft = self._drafts.get(id, ("", None))
        if draft is None or writer != token:
            raise Refused(404, "no-such-draft")
        return draft

    async def save_draft(self, token: str, id: str, body: Mapping[str, Any]) -> CaseDraft:
        self._reach()
        guard(body)
        if id in self._sent:
            raise Refused(409, "draft-reported")
        writer = next((one for one in PEOPLE[token][1] if one.council and one.council.id == body["council"]), None)
        if writer is None:
            raise Refused(403, "not-allowed")
        now = self._clock()
        draft = CaseDraft(id=id, writer=writer.id, changed=now, kept_until=now + KEPT, **body)
        self._drafts[id] = (token, draft)
        return draft

    def begin(self, id: str, writer: str, council: str, **written: Any) -> None:  # noqa: ANN401 - as it is written
        """Let somebody have begun to write a case."""
        now, term = self._clock(), f"{council}leader"
        draft = CaseDraft(id=id, writer=term, council=council, changed=now, kept_until=now + KEPT, **written)
        self._drafts[id] = (writer, draft)

    async def drop_draft(self, token: str, id: str) -> None:
        if self._drafts.get(id, ("",))[0] == token:
            del self._drafts[id]

    async def ways(self, token: str, case: str) -> tuple[Way, ...]:  # noqa: ARG002 - to everybody
        """Lead everywhere; who skips a level tells it."""
        self._reach()
        holder = COUNCILS[self._cases[case].holder]
        skipped = (holder.parent,) if holder.level == "local" and holder.parent else ()
        others = [one for one in COUNCILS.values() if one.id != holder.id]
        return tuple(Way(to=one.id, copies=() if one.id in skipped else skipped) for one in others)

    async def readers(self, token: str, case: str, *, entry: str, text: str) -> Readers:  # noqa: ARG002 - to everybody
        self._reach()
        if not any(step.entry == entry and text in step.texts for step in self._cases[case].path):
            raise Refused(404, "no-such-text")
        items = (Reader(council="lar"), Reader(council="rbu"), Reader(unit="5303"))
        return Readers(items=items, everybody=text in ("title", "short"))

    def report_draft(self, id: str, token: str, report: Callable[[Mapping[str, Any]], str]) -> str:
        """Make a case of a draft, once."""
        if id not in self._sent:
            writer, draft = self._drafts[id]
            if writer != token:
                raise Refused(404, "no-such-draft")
            self._sent[id] = report(draft.model_dump())
            del self._drafts[id]
        return self._sent[id]

    def erase(self, path: str, body: Mapping[str, Any], order: Order) -> str:
        found = ERASED.match(path)
        case = self._cases[found["case"]] if found else None
        if case is None or not any(one.council and one.council.id == case.holder for one in PEOPLE[order.token][1]):
            raise Refused(403, "not-allowed")
        erased = [_without(step, body["text"]) if step.entry == body["entry"] else step for step in case.path]
        self._cases[case.id] = case.model_copy(update={"path": tuple(erased), "sequence": case.sequence + 1})
        return case.id


def _without(step: Step, text: str) -> Step:
    return step.model_copy(update={"texts": {**step.texts, text: None}})
