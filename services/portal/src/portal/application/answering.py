"""What units are asked: the list of whoever answers there, what stands behind each line, and the forms."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from councilkit.events.councils import PostRole
from portal.application.deeds import ANSWERING
from portal.application.life import Due, Part
from portal.application.ports import CaseFlow
from portal.application.refusals import Refused
from portal.application.resources import Case, Holding, Step, Task, UnitName
from portal.application.sessions import Session
from portal.application.waiting import Button, buttons

ANSWERS: Final = (PostRole.ANSWERING_MANAGER, PostRole.DELEGATE, PostRole.MUNICIPAL_OWNER)
ACTIONS: Final = tuple(deed.action for deed in ANSWERING)
REPORTING: Final = "report_follow_up"
LATER: Final = "later"
KEEPING: Final = "keep_answer"


@dataclass(frozen=True)
class Asked:
    """What a unit is asked: the council's statement, why an answer was not enough, and the parts that others have."""

    statement: Step | None = None
    missing: Step | None = None
    parts: tuple[Part, ...] = ()
    given: tuple[Step, ...] = ()
    due: Due | None = None

    @property
    def council(self) -> str | None:
        return self.statement.council if self.statement else None

    @property
    def waited_for(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.given)


@dataclass(frozen=True)
class AnswerLine:
    """A case that waits for an answer, or a part of one, from one of the reader's units."""

    case: Case
    asked: Asked
    due: Due | None
    buttons: tuple[Button, ...]

    @property
    def holding(self) -> Holding:
        return self.buttons[0].holding

    @property
    def first(self) -> str:
        return self.buttons[0].deed.action

    def over(self, today: date) -> bool:
        return self.due is not None and self.due.on < today


def posts(session: Session) -> list[Holding]:
    """The posts by which the person answers for a unit."""
    return [held for held in session.holdings if held.unit and held.role in ANSWERS]


def units(session: Session) -> list[UnitName]:
    """The units that the person answers for, each once."""
    return list({held.unit.number: held.unit for held in posts(session) if held.unit}.values())


def asked(case: Case) -> Asked:
    """Tell what is asked now: of what the unit was asked first, and once more."""
    statement = _last(case.path, "StatementMade")
    since = case.path[case.path.index(statement) :] if statement else ()
    question = next(reversed(case.questions), None)
    return Asked(
        statement,
        _last(since, "AnswerDisputed"),
        question.parts if question else (),
        tuple(step for step in since if step.what == "PartGiven"),
        question.due if question else None,
    )


async def lines(case_flow: CaseFlow, token: str, tasks: Iterable[Task], session: Session) -> list[AnswerLine]:
    """Tell what the units are asked, what is due first before the others, with what stands behind each."""
    waiting: dict[tuple[str, str], list[Task]] = {}
    for task in tasks:
        if task.action in ACTIONS:
            waiting.setdefault((task.case.id, task.acting), []).append(task)
    found = await asyncio.gather(*(_line(case_flow, token, several, session) for several in waiting.values()))
    return sorted((line for line in found if line), key=lambda line: line.due.on if line.due else date.max)


async def _line(case_flow: CaseFlow, token: str, tasks: list[Task], session: Session) -> AnswerLine | None:
    """Read the case behind the line; one that is not the reader's any more has none."""
    try:
        case = await case_flow.case(token, tasks[0].case.id)
    except Refused:
        return None
    able = [one for one in buttons(case.actions, session) if one.deed.action in ACTIONS]
    own = tuple(one for one in able if one.holding.id == tasks[0].acting)
    return AnswerLine(case, asked(case), tasks[0].due, own) if own else None


def _last(path: Iterable[Step], what: str) -> Step | None:
    return next((step for step in reversed(list(path)) if step.what == what), None)
