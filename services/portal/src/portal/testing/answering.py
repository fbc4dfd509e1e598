"""What units are asked and what was agreed, in memory, for the case-flow of the tests."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from councilkit.clock import Clock
from portal.application.answers_out import AnswerOut, Appeals
from portal.application.life import Due, FollowUp, Part, Party, Question
from portal.application.ports import Order
from portal.application.refusals import Refused
from portal.application.resources import Allowed, Card, Case, Holding, Next, Page, Step
from portal.testing.councils import PEOPLE

FOLLOWED: Final = re.compile("^/cases/(?P<case>[^/]+)/follow-ups(/(?P<one>[^/]+))?$")
UNASKED: Final = ("delay_answer", "agree_follow_up")  # what may be done, and nobody waits for
OUT: Final = ("awaiting_answer", "coming_home")
BOARD: Final = ("leader", "secretary")
BELOW: Final = {"rbu": ("lar",), "sbu": ("rbu", "lar")}
ANSWER_BY: Final = Due(on=date(2026, 12, 7), rule="answer", status="proposed")
FILE: Final = b"PK\x05\x06" + bytes(18)  # an empty ZIP


class MemoryAnswers:
    """Knows the parts of answers and what was agreed; the case itself is case-flow's."""

    _cases: dict[str, Case]
    _clock: Clock
    _reach: Callable[[], None]

    def __init__(self) -> None:
        self.late: dict[str, str] = {}
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.refused: Refused | None = None  # what the next answer or agreement is told

    async def answers_out(
        self,
        token: str,  # noqa: ARG002 - everybody sees them
        *,
        of: str | None = None,
        cursor: str | None = None,  # noqa: ARG002 - one page
    ) -> Page[AnswerOut]:
        self._reach()
        found = [
            AnswerOut(**dict(case) | {"due": _due(case), "late": self.late.get(case.id, "none")})
            for case in self._cases.values()
            if case.state in OUT and {of, *BELOW.get(of or "", ())} & {None, case.origin, case.holder}
        ]
        return Page[AnswerOut](items=tuple(found))

    async def appeals(self, token: str, council: str) -> Appeals:  # noqa: ARG002 - everybody sees how often
        self._reach()
        steps = [step for case in self._cases.values() for step in case.path]
        asked = [step for step in steps if step.what == "CaseAppealed" and step.to == council]
        said = [step.stands for step in steps if step.what == "AppealDecided" and step.council == council]
        return Appeals(waiting=len(asked) - len(said), stands=said.count(True), falls=said.count(False))

    async def followed_up(self, token: str, *, council: str, cursor: str | None = None) -> Page[Card]:  # noqa: ARG002 - one page
        self._reach()
        agreed = (case for case in self._cases.values() if case.state == "in_follow_up")
        return Page[Card](items=tuple(case for case in agreed if council in (case.origin, case.holder)))

    async def archive(self, token: str, case: str) -> bytes:  # noqa: ARG002 - to everybody
        self._reach()
        if case not in self._cases:
            raise Refused(404, "no-such-case")
        return FILE

    def ask(self, id: str, *parts: str, text: str = "Utvalget råder til et skjermet rom.", minority: str = "") -> None:
        """Let the case be asked of the unit, and these units for an owner's part."""
        case = self._cases[id]
        unit = case.addressee_unit or "5303"
        texts: dict[str, str | None] = {"statement": text, **({"minority": minority} if minority else {})}
        step = Step(what="StatementMade", at=self._clock(), council=case.holder, unit=unit, due=ANSWER_BY, texts=texts)
        asked = tuple(Part(unit=one, part="owner", due=ANSWER_BY) for one in parts)
        question = Question(unit=unit, due=ANSWER_BY, parts=asked)
        self._cases[id] = case.model_copy(update={"path": (*case.path, step), "questions": (question,)})

    def change(self, id: str, **facts: Any) -> None:  # noqa: ANN401 - any of a case
        self._cases[id] = self._cases[id].model_copy(update=facts)

    def falls_due(self, id: str, on: date) -> None:
        following = self._cases[id].next
        if following:
            self.change(id, next=following.model_copy(update={"due": ANSWER_BY.model_copy(update={"on": on})}))

    def agree(self, id: str, one: str = "f1", *, unit: str = "5303", **more: Any) -> None:  # noqa: ANN401 - as it is told
        """Let something be agreed in the case, for a unit to do."""
        told: dict[str, Any] = {
            "what": "Nav Larvik lager plass til et samtalerom.",
            "informed": (Party(council="rbu"),),
            "starts": date(2026, 11, 1),
            "ends": date(2027, 1, 31),
            "progress": "planned",
        }
        follow_up = FollowUp(id=one, responsible=Party(unit=unit), **told | more)
        due = Due(on=follow_up.ends, rule="set-by-hand", status="agreed")
        waits = Next(action="report_follow_up", unit=unit, due=due) if self._cases[id].state == "in_follow_up" else None
        self.change(id, follow_ups=(*self._cases[id].follow_ups, follow_up), next=waits or self._cases[id].next)

    def answering(self, token: str, case: Case) -> Iterable[Allowed]:
        """Tell what units may do beside answering, and who may do what with what was agreed."""
        for held in PEOPLE[token][1]:
            for action, fits in _OPEN.items():
                if fits(case, held):
                    yield Allowed(action=action, acting=held.id)

    def follow(self, path: str, body: Mapping[str, Any], order: Order) -> str:
        """Carry out an agreement, or the word of how far one is."""
        found = FOLLOWED.match(path)
        if found is None or found["case"] not in self._cases:
            raise Refused(404, "no-such-case")
        case = self._cases[found["case"]]
        action = "report_follow_up" if found["one"] else "agree_follow_up"
        if not any(one == Allowed(action=action, acting=order.acting) for one in self.answering(order.token, case)):
            raise Refused(403, "not-allowed")
        if self.refused:
            raise self.refused
        follow_ups = _reported(case, found["one"], body) if found["one"] else _agreed(case, body)
        self._cases[case.id] = case.model_copy(
            update={"follow_ups": follow_ups, "state": "in_follow_up", "sequence": case.sequence + 1}
        )
        return case.id


def give_part(case: Case, unit: str | None) -> Case:
    """Let a unit's part of the answer be given."""
    (question,) = case.questions
    parts = tuple(part.model_copy(update={"given": part.given or part.unit == unit}) for part in question.parts)
    return case.model_copy(update={"questions": (question.model_copy(update={"parts": parts}),)})


def _agreed(case: Case, body: Mapping[str, Any]) -> tuple[FollowUp, ...]:
    told = {**body, "id": f"f{len(case.follow_ups) + 1}", "progress": "planned"}
    return (*case.follow_ups, FollowUp.model_validate(told))


def _reported(case: Case, id: str, body: Mapping[str, Any]) -> tuple[FollowUp, ...]:
    changed = {name: value for name, value in body.items() if name != "note"}
    return tuple(
        FollowUp.model_validate(one.model_dump() | changed) if one.id == id else one for one in case.follow_ups
    )


def _due(case: Case) -> Due | None:
    return case.next.due if case.next else None


def _delays(case: Case, held: Holding) -> bool:
    return case.state == "awaiting_answer" and held.unit is not None and held.unit.number == case.addressee_unit


def _parts(case: Case, held: Holding) -> bool:
    missing = {part.unit for question in case.questions for part in question.parts if not part.given}
    return case.state == "awaiting_answer" and held.unit is not None and held.unit.number in missing


def _agrees(case: Case, held: Holding) -> bool:
    after = case.state in ("treated", "answered", "in_follow_up")
    return after and held.role in BOARD and held.council is not None and held.council.id == case.holder


def _reports(case: Case, held: Holding) -> bool:
    units = {one.responsible.unit for one in case.follow_ups}
    responsible = held.unit is not None and held.unit.number in units and held.role == "answering_manager"
    return case.state == "in_follow_up" and (responsible or _agrees(case, held))


_OPEN: Final = {
    "delay_answer": _delays,
    "give_part": _parts,
    "agree_follow_up": _agrees,
    "report_follow_up": _reports,
}
