"""case-flow in memory: enough of its rules for a case to travel through the pages."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from councilkit.clock import Clock
from portal.application.ports import Order
from portal.application.refusals import Away, Refused
from portal.application.resources import Accepted, Allowed, Card, Case, Holding, Next, Page, Step, Task, Word
from portal.testing.answering import FOLLOWED, UNASKED, MemoryAnswers, give_part
from portal.testing.case_tables import ACTIONS, DUE, FACTS, STATES, TEXTS, VERBS, goes_to, guard
from portal.testing.case_tables import hints as hint_at
from portal.testing.councils import BOARD, PEOPLE, holding
from portal.testing.deciding import FINISHED, OPEN, MemoryDeciding
from portal.testing.old_cases import MemoryOldCases
from portal.testing.registry import MemoryRegistry
from portal.testing.rounds import MemoryRounds
from portal.testing.telling import MemoryTelling
from portal.testing.writing import ERASED, MemoryWriting


class MemoryCaseFlow(MemoryAnswers, MemoryDeciding, MemoryOldCases, MemoryRounds, MemoryWriting, MemoryTelling):
    def __init__(self, registry: MemoryRegistry, clock: Clock) -> None:
        MemoryAnswers.__init__(self)
        MemoryOldCases.__init__(self)
        MemoryRounds.__init__(self)
        MemoryWriting.__init__(self)
        self._registry = registry
        self._clock = clock
        self._cases: dict[str, Case] = {}
        self._to: dict[str, str] = {}
        self._done: dict[str, tuple[str, Accepted]] = {}
        self.away = False
        self.further: str | None = None  # where the lists of cases would go on
        self.orders: list[Order] = []
        self.bodies: list[Mapping[str, Any]] = []

    async def tasks(self, token: str) -> tuple[Task, ...]:
        self._reach()
        found = ((case, may) for case in self._cases.values() for may in self._allowed(token, case))
        return tuple(
            Task(case=case, action=may.action, acting=may.acting, due=case.next.due if case.next else None)
            for case, may in found
            if case.state != "answered" and (may.action in STATES[case.state][2] or may.action not in (*UNASKED, *OPEN))
        )

    async def cases(
        self,
        token: str,  # noqa: ARG002 - everybody sees the cards
        *,
        council: str | None = None,
        called: str | None = None,
        over: bool | None = None,
        cursor: str | None = None,  # noqa: ARG002 - on one page
    ) -> Page[Card]:
        self._reach()
        found = (case for case in self._cases.values() if council in (None, case.origin, case.holder))
        found = (case for case in found if over in (None, case.state in FINISHED))
        if called is not None:
            found = (case for case in found if called in (case.reference, *case.numbers))
        return Page[Card](items=tuple(found), next=self.further)

    async def case(self, token: str, id: str, *, since: str | None = None) -> Case:  # noqa: ARG002 - at once
        self._reach()
        if id not in self._cases:
            raise Refused(404, "no-such-case")
        case = self._cases[id]
        reads = any(held.unit or held.council for held in PEOPLE[token][1])
        return case.model_copy(update={"actions": self._allowed(token, case), "texts_visible": reads})

    async def do(self, path: str, body: Mapping[str, Any], order: Order) -> Accepted:
        self._reach()
        request = f"{path} {sorted(body.items())}"
        if order.key in self._done:
            before, accepted = self._done[order.key]
            if before != request:
                raise Refused(422, "key-reused")
            return accepted
        self.orders.append(order)
        self.bodies.append(body)
        self.told.append((path, dict(body)))
        if path.startswith("/rounds"):
            accepted = self.do_in_rounds(path, body, order)
            self._done[order.key] = (request, accepted)
            return accepted
        acting = holding(order.token, order.acting)
        id = self._done_at(path, body, order, acting)
        receipt = f"case-{id}:{self._cases[id].sequence:06d}"
        accepted = Accepted(receipt=receipt, seen=True, id=id)
        self._done[order.key] = (request, accepted)
        return accepted

    def put(self, id: str, state: str, origin: str = "lar") -> None:
        """Let a case be there, in this state, on its way by the region and the office."""
        said = "Alle i køen hører hva som blir sagt i skranken."
        texts = {"title": "Skjermet samtalerom", "short": said, "description": said}
        self._to[id] = "rbu"
        entry = f"case-{id}:000001"
        told = Step(what="CaseReported", at=self._clock(), council=origin, entry=entry, texts=dict(texts))
        self._cases[id] = self._stated(
            Case(
                id=id,
                reference="26-4821",
                title=texts["title"],
                short=said,
                short_answer="Ja, fra nyttår." if state in ("coming_home", "answered") else None,
                state=state,
                word=Word.REPORTED,
                origin=origin,
                holder=origin,
                addressee_unit="5303" if state in ("awaiting_answer", "coming_home", "answered") else None,
                lines=("AT",),
                language="nb",
                meeting="old" if state != "reported" else None,
                sequence=4,
                updated=self._clock(),
                path=(told,),
                texts_visible=True,
            )
        )

    def touch(self, id: str) -> None:
        """Let somebody else have changed the case."""
        case = self._cases[id]
        self._cases[id] = case.model_copy(update={"sequence": case.sequence + 1})

    def _done_at(self, path: str, body: Mapping[str, Any], order: Order, acting: Holding) -> str:
        if path == "/cases":
            return self._report(body, acting)
        if path.startswith("/drafts/"):
            return self.report_draft(
                path.split("/")[2], order.token, lambda draft: self._report({**draft, **body}, acting)
            )
        if FOLLOWED.match(path):
            return self.follow(path, body, order)
        return self.erase(path, body, order) if ERASED.match(path) else self._change(path, body, order, acting)

    def _report(self, body: Mapping[str, Any], acting: Holding) -> str:
        if acting.council is None or acting.council.id != body["council"]:
            raise Refused(403, "not-allowed")
        guard(body)
        id = f"c{len(self._cases) + 1}"
        texts = {name: str(body[name]) for name in ("title", "short", "description")}
        if not body["hints_seen"] and (hints := hint_at(texts)):
            raise Refused(422, "looks-like-an-individual-case", more={"hints": hints})
        self.put(id, "reported", acting.council.id)
        changed = {
            "title": texts["title"],
            "short": texts["short"],
            "sequence": 1,
            "path": tuple(step.model_copy(update={"texts": texts}) for step in self._cases[id].path),
            **{name: body.get(name) for name in ("phase", "theme", "started_by")},
        }
        self._cases[id] = self._stated(self._cases[id].model_copy(update=changed))
        return id

    def _change(self, path: str, body: Mapping[str, Any], order: Order, acting: Holding) -> str:
        _, _, id, verb = (unquote(one) for one in urlsplit(path).path.split("/"))
        case = self._cases[id]
        if order.expected is not None and order.expected != case.sequence:
            raise Refused(412, "stale")
        what, state = VERBS[verb]
        if Allowed(action=ACTIONS[verb], acting=order.acting) not in self._allowed(order.token, case):
            raise Refused(403, "not-allowed")
        guard(body)
        also = self.decided(case, verb, body)
        self._cases[id] = self._stated(
            self._moved(case, what, state or case.state, body, acting).model_copy(update=also)
        )
        return id

    def _moved(self, case: Case, what: str, state: str, body: Mapping[str, Any], acting: Holding) -> Case:
        if what == "CaseSent":
            self._to[case.id] = body["to"]
        texts = {{"text": "statement"}.get(name, name): value for name, value in body.items() if name in TEXTS}
        step = Step(
            what=what,
            at=self._clock(),
            council=acting.council.id if acting.council else None,
            to=body.get("to") or goes_to(what, case),
            unit=body.get("unit") or case.addressee_unit,
            outcome=body.get("outcome"),
            wish=body.get("wish"),
            meeting=body.get("meeting"),
            stands=state != "reported" if what == "AppealDecided" else None,
            entry=f"case-{case.id}:{case.sequence + 1:06d}",
            texts=texts,
            **{name: body[name] for name in FACTS if name in body},
        )
        changed = {
            "state": state,
            "sequence": case.sequence + 1,
            "holder": self._to[case.id] if what == "CaseReceived" else case.holder,
            "meeting": body.get("meeting", case.meeting),
            "addressee_unit": body.get("unit", case.addressee_unit),
            "short_answer": body["short"] if what == "AnswerGiven" else case.short_answer,
            "path": (*case.path, step),
            "updated": self._clock() + timedelta(seconds=1),
        }
        moved = case.model_copy(update=changed)
        return give_part(moved, acting.unit.number if acting.unit else None) if what == "PartGiven" else moved

    def _stated(self, case: Case) -> Case:
        word, asked, actions = STATES[case.state]
        council = {"holder": case.holder, "to": self._to.get(case.id), "origin": case.origin}.get(asked)
        due = DUE if case.state in ("sent", "awaiting_answer") else None
        unit = case.addressee_unit if asked == "unit" else None
        following = (
            Next(action=actions[0], council=council, unit=unit, due=due) if actions and word is not Word.DONE else None
        )
        return case.model_copy(update={"word": word, "next": following})

    def _allowed(self, token: str, case: Case) -> tuple[Allowed, ...]:
        _, asked, actions = STATES[case.state]
        found = (
            Allowed(action=action, acting=held.id)
            for held in PEOPLE[token][1]
            if self._asked(case, asked, held)
            for action in actions
            if action != "treat_case" or self._registry.known[str(case.meeting)].status == "held"
        )
        return (*found, *self.answering(token, case), *self.deciding(token, case))

    def _asked(self, case: Case, asked: str, held: Holding) -> bool:
        if asked == "unit":
            return held.unit is not None and held.unit.number == case.addressee_unit
        council = {"holder": case.holder, "to": self._to.get(case.id), "origin": case.origin}[asked]
        fits = held.side == "user" or held.role == "secretary" if asked == "origin" else held.role in BOARD
        return fits and held.council is not None and held.council.id == council

    def _reach(self) -> None:
        if self.away:
            raise Away("case-flow")
