"""case-flow in memory: enough of its rules for a case to travel through the pages."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from councilkit.clock import Clock
from councilkit.privacy import identity_numbers, individual_case_hints
from portal.application.ports import Order
from portal.application.refusals import Away, Problem, Refused
from portal.application.resources import Accepted, Allowed, Card, Case, Due, Holding, Next, Page, Step, Task, Word
from portal.testing.councils import PEOPLE, holding
from portal.testing.registry import MemoryRegistry
from portal.testing.telling import MemoryTelling

# state -> (word, who is asked, what may be done)
STATES: Final[Mapping[str, tuple[Word, str, tuple[str, ...]]]] = {
    "reported": (Word.REPORTED, "holder", ("put_on_agenda",)),
    "on_agenda": (Word.IN_PROGRESS, "holder", ("put_on_agenda", "treat_case")),
    "treated": (Word.IN_PROGRESS, "holder", ("send_case", "make_statement")),
    "sent": (Word.SENT, "to", ("receive_case", "return_case")),
    "awaiting_answer": (Word.AWAITING_ANSWER, "unit", ("give_answer",)),
    "coming_home": (Word.AWAITING_ANSWER, "origin", ("confirm_answer", "dispute_answer")),
    "answered": (Word.DONE, "origin", ("dispute_answer",)),
}
# verb -> (what happened, the state that follows)
VERBS: Final = {
    "agenda": ("CasePutOnAgenda", "on_agenda"),
    "treat": ("CaseTreated", "treated"),
    "send": ("CaseSent", "sent"),
    "receive": ("CaseReceived", "reported"),
    "return": ("CaseReturned", "treated"),
    "statement": ("StatementMade", "awaiting_answer"),
    "answer": ("AnswerGiven", "coming_home"),
    "confirm": ("AnswerConfirmed", "answered"),
    "dispute": ("AnswerDisputed", "awaiting_answer"),
}
BOARD: Final = ("leader", "secretary")
DUE: Final = Due(on=date(2026, 12, 7), rule="receive", status="proposed")


class MemoryCaseFlow(MemoryTelling):
    def __init__(self, registry: MemoryRegistry, clock: Clock) -> None:
        self._registry = registry
        self._clock = clock
        self._cases: dict[str, Case] = {}
        self._to: dict[str, str] = {}
        self._done: dict[str, tuple[str, Accepted]] = {}
        self.away = False
        self.orders: list[Order] = []

    async def tasks(self, token: str) -> tuple[Task, ...]:
        self._reach()
        found = ((case, may) for case in self._cases.values() for may in self._allowed(token, case))
        return tuple(
            Task(case=case, action=may.action, acting=may.acting, due=case.next.due if case.next else None)
            for case, may in found
            if case.state != "answered"
        )

    async def cases(self, token: str, *, council: str | None = None, cursor: str | None = None) -> Page[Card]:  # noqa: ARG002 - everybody sees the cards
        self._reach()
        found = (case for case in self._cases.values() if council in (None, case.origin, case.holder))
        return Page[Card](items=tuple(found))

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
        acting = holding(order.token, order.acting)
        id = self._report(body, acting) if path == "/cases" else self._change(path, body, order, acting)
        receipt = f"case-{id}:{self._cases[id].sequence:06d}"
        accepted = Accepted(receipt=receipt, seen=True, id=id)
        self._done[order.key] = (request, accepted)
        return accepted

    def put(self, id: str, state: str, origin: str = "lar") -> None:
        """Let a case be there, in this state, on its way by the region and the office."""
        said = "Alle i køen hører hva som blir sagt i skranken."
        texts = {"title": "Skjermet samtalerom", "short": said, "description": said}
        self._to[id] = "rbu"
        told = Step(what="CaseReported", at=self._clock(), council=origin, texts=dict(texts))
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

    def _report(self, body: Mapping[str, Any], acting: Holding) -> str:
        if acting.council is None or acting.council.id != body["council"]:
            raise Refused(403, "not-allowed")
        _guard(body)
        id = f"c{len(self._cases) + 1}"
        texts = {name: str(body[name]) for name in ("title", "short", "description")}
        if not body["hints_seen"] and (hints := _hints(texts)):
            raise Refused(422, "looks-like-an-individual-case", more={"hints": hints})
        self.put(id, "reported", acting.council.id)
        changed = {
            "title": texts["title"],
            "short": texts["short"],
            "sequence": 1,
        }
        self._cases[id] = self._stated(self._cases[id].model_copy(update=changed))
        return id

    def _change(self, path: str, body: Mapping[str, Any], order: Order, acting: Holding) -> str:
        _, _, id, verb = (unquote(one) for one in urlsplit(path).path.split("/"))
        case = self._cases[id]
        if order.expected is not None and order.expected != case.sequence:
            raise Refused(412, "stale")
        what, state = VERBS[verb]
        if not any(may.acting == order.acting for may in self._allowed(order.token, case)):
            raise Refused(403, "not-allowed")
        _guard(body)
        self._cases[id] = self._stated(self._moved(case, what, state, body, acting))
        return id

    def _moved(self, case: Case, what: str, state: str, body: Mapping[str, Any], acting: Holding) -> Case:
        if what == "CaseSent":
            self._to[case.id] = body["to"]
        texts = {{"text": "statement"}.get(name, name): value for name, value in body.items() if name in TEXTS}
        step = Step(
            what=what,
            at=self._clock(),
            council=acting.council.id if acting.council else None,
            to=body.get("to") or (case.holder if what == "CaseReturned" else None),
            unit=body.get("unit") or case.addressee_unit,
            outcome=body.get("outcome"),
            wish=body.get("wish"),
            meeting=body.get("meeting"),
            texts=texts,
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
        return case.model_copy(update=changed)

    def _stated(self, case: Case) -> Case:
        word, asked, actions = STATES[case.state]
        council = {"holder": case.holder, "to": self._to.get(case.id), "origin": case.origin}.get(asked)
        due = DUE if case.state in ("sent", "awaiting_answer") else None
        following = Next(
            action=actions[0], council=council, unit=case.addressee_unit if asked == "unit" else None, due=due
        )
        return case.model_copy(update={"word": word, "next": None if case.state == "answered" else following})

    def _allowed(self, token: str, case: Case) -> tuple[Allowed, ...]:
        _, asked, actions = STATES[case.state]
        return tuple(
            Allowed(action=action, acting=held.id)
            for held in PEOPLE[token][1]
            if self._asked(case, asked, held)
            for action in actions
            if action != "treat_case" or self._registry.known[str(case.meeting)].status == "held"
        )

    def _asked(self, case: Case, asked: str, held: Holding) -> bool:
        if asked == "unit":
            return held.unit is not None and held.unit.number == case.addressee_unit
        council = {"holder": case.holder, "to": self._to.get(case.id), "origin": case.origin}[asked]
        fits = held.side == "user" if asked == "origin" else held.role in BOARD
        return fits and held.council is not None and held.council.id == council

    def _reach(self) -> None:
        if self.away:
            raise Away("case-flow")


TEXTS: Final = ("reason", "text", "short", "missing")


def _guard(body: Mapping[str, Any]) -> None:
    for name, value in body.items():
        if isinstance(value, str) and identity_numbers(value):
            problem = Problem("national-identity-number", name)
            raise Refused(422, problem.slug, (problem,))


def _hints(texts: Mapping[str, str]) -> list[dict[str, object]]:
    return [
        {"field": f"/{name}", "start": hint.start, "end": hint.end}
        for name, text in texts.items()
        for hint in individual_case_hints(text)
    ]
