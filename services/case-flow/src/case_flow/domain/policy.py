"""Who may do what with a case: one table of action, role, side and relation to the case."""

from enum import StrEnum
from typing import Protocol, TypeVar

from case_flow.domain.transitions import Action
from councilkit.events.councils import PostRole, Side, TermRole
from councilkit.policy import Holder, Policy, may

REPORT = "report_case"
READ_CARD = "read_card"
READ_TEXTS = "read_texts"


class Relation(StrEnum):
    """What a term's council or a post's unit is to a case."""

    ORIGIN = "origin"
    HOLDER = "holder"
    PATH = "path"
    ADDRESSEE = "addressee"
    ASKED_UNIT = "asked_unit"


class Acting(Holder, Protocol):
    """The term or post that acts."""

    @property
    def council(self) -> str | None: ...

    @property
    def unit(self) -> str | None: ...


A = TypeVar("A", bound=Acting)

BOARD = (TermRole.LEADER, TermRole.DEPUTY_LEADER, TermRole.SECRETARY, TermRole.COORDINATOR)
ANSWERS = (PostRole.ANSWERING_MANAGER, PostRole.DELEGATE)
LOOKS_ON = (TermRole.OBSERVER,)

POLICY = Policy(
    {
        REPORT: [may(at=Relation.ORIGIN, but=LOOKS_ON)],
        Action.PUT_ON_AGENDA: [may(*BOARD, at=Relation.HOLDER)],
        Action.TREAT: [may(*BOARD, at=Relation.HOLDER)],
        Action.SEND: [may(*BOARD, at=Relation.HOLDER)],
        Action.MAKE_STATEMENT: [may(*BOARD, at=Relation.HOLDER)],
        Action.RECEIVE: [may(*BOARD, at=Relation.ADDRESSEE)],
        Action.RETURN: [may(*BOARD, at=Relation.ADDRESSEE)],
        Action.ANSWER: [may(*ANSWERS, at=Relation.ASKED_UNIT)],
        Action.CONFIRM: [may(side=Side.USER, at=Relation.ORIGIN, but=LOOKS_ON)],
        Action.DISPUTE: [may(side=Side.USER, at=Relation.ORIGIN, but=LOOKS_ON)],
        READ_CARD: [may()],
        READ_TEXTS: [may(at=tuple(Relation))],
    }
)
