"""The life of a case as the pages' tests need it: as tables, with what case-flow looks for in texts."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from councilkit.privacy import identity_numbers, individual_case_hints
from portal.application.deeds import ALL
from portal.application.refusals import Problem, Refused
from portal.application.resources import Case, Due, Word
from portal.testing.councils import COUNCILS
from portal.testing.deciding import DECISIONS

# state -> (word, who is asked, what may be done)
STATES: Final[Mapping[str, tuple[Word, str, tuple[str, ...]]]] = {
    "reported": (Word.REPORTED, "holder", ("put_on_agenda",)),
    "on_agenda": (Word.IN_PROGRESS, "holder", ("treat_case", "put_on_agenda")),
    "postponed": (Word.IN_PROGRESS, "holder", ()),
    "treated": (Word.IN_PROGRESS, "holder", ("send_case", "make_statement")),
    "sent": (Word.SENT, "to", ("receive_case", "return_case")),
    "awaiting_answer": (Word.AWAITING_ANSWER, "unit", ("give_answer",)),
    "coming_home": (Word.AWAITING_ANSWER, "origin", ("confirm_answer", "dispute_answer")),
    "answered": (Word.DONE, "origin", ("dispute_answer",)),
    "in_follow_up": (Word.DONE, "holder", ()),
    **dict.fromkeys(("turned_away", "closed", "withdrawn", "merged"), (Word.DONE, "holder", ())),
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
    "delay": ("AnswerDelayed", "awaiting_answer"),
    "part": ("PartGiven", "awaiting_answer"),
    "confirm": ("AnswerConfirmed", "answered"),
    "dispute": ("AnswerDisputed", "awaiting_answer"),
    **DECISIONS,
}
TO: Final[Mapping[str, Callable[[Case], str | None]]] = {
    "CaseReturned": lambda case: case.holder,
    "CaseAppealed": lambda case: COUNCILS[case.holder].parent,
}


def goes_to(what: str, case: Case) -> str | None:
    return TO[what](case) if what in TO else None


ACTIONS: Final[Mapping[str, str]] = {deed.verb: deed.action for deed in ALL}
DUE: Final = Due(on=date(2026, 12, 7), rule="receive", status="proposed")
TEXTS: Final = ("reason", "text", "short", "missing", "our_ref", "opinion", "minority", "note")
FACTS: Final = ("on", "until", "why", "into", "basis", "suggested", "on_behalf_of", "also")


def guard(body: Mapping[str, Any]) -> None:
    for name, value in body.items():
        if isinstance(value, str) and identity_numbers(value):
            problem = Problem("national-identity-number", name)
            raise Refused(422, problem.slug, (problem,))


def hints(texts: Mapping[str, str]) -> list[dict[str, object]]:
    return [
        {"field": f"/{name}", "start": hint.start, "end": hint.end}
        for name, text in texts.items()
        for hint in individual_case_hints(text)
    ]
