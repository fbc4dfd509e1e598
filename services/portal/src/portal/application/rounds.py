"""Rounds: one council asks others the same questions, and each says what it thinks. As they are told, and as forms."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from pydantic_core import PydanticCustomError

from councilkit.events.rounds import Stance
from councilkit.privacy import guarded
from portal.application import days
from portal.application.forms import Form
from portal.application.life import Due
from portal.application.resource import Resource
from portal.application.resources import Allowed

OPEN, ANSWER, CONCLUDE, ERASE = "open_round", "answer_round", "conclude_round", "erase_round_text"
QUESTIONS: Final = tuple(f"question-{number}" for number in range(1, 11))
STANCES: Final = tuple(Stance)
OPEN_ASKS: Final = ("asked", "theme", "intro", *QUESTIONS, "answer_by")
OPEN_FIELDS: Final = {"to": "asked", "title": "theme", "questions": QUESTIONS[0], "due": "answer_by"}
"""Where the form asks for what case-flow calls otherwise."""
CONCLUDE_FIELDS: Final = {"outcome": "told"}


class RoundCard(Resource):
    id: str
    council: str
    title: str | None
    questions: int
    to: tuple[str, ...]
    copies: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    due: Due
    late: str | None = None
    state: str
    case: str | None = None
    within: str | None = None
    opened: datetime
    sequence: int

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def heard(self) -> int:
        """How many of those that are asked have answered."""
        return len(self.to) - len(self.missing)

    @property
    def over(self) -> bool:
        return self.late == "overdue" or not self.missing


class Said(Resource):
    stance: str
    comment: str | None = None


class Input(Resource):
    entry: str = ""
    council: str
    stands_for_it: str
    at: datetime
    answers: tuple[Said, ...]
    rests_on: tuple[str, ...] = ()
    contributed: tuple[str, ...] = ()
    actions: tuple[Allowed, ...] = ()


class Share(Resource):
    council: str
    answered: bool
    contributed: bool


class Tier(Resource):
    level: str
    councils: tuple[Share, ...]


class Outcome(Resource):
    entry: str = ""
    at: datetime
    text: str | None
    contributed: tuple[str, ...] = ()


class Round(RoundCard):
    entry: str = ""
    intro: str | None
    asks: tuple[str | None, ...]
    answers: tuple[Input, ...] = ()
    levels: tuple[Tier, ...] = ()
    rounds_within: tuple[RoundCard, ...] = ()
    outcome: Outcome | None = None
    actions: tuple[Allowed, ...] = ()

    @property
    def everybody(self) -> set[str]:
        """All councils that its page names."""
        named = {self.council, *self.to, *self.copies}
        named |= {one for said in self.answers for one in (said.council, said.stands_for_it, *said.contributed)}
        named |= {share.council for tier in self.levels for share in tier.councils}
        return named | {held.council for held in self.rounds_within}

    def erasable(self, acting: str) -> list[tuple[str, str]]:
        """Tell the texts that a term may erase, each by `entry/name`, with its words."""
        own = Allowed(action=ERASE, acting=acting)
        found: list[tuple[str, str, str | None]] = []
        if own in self.actions:
            asks = ((self.entry, f"question_{number}", text) for number, text in enumerate(self.asks, start=1))
            found += [(self.entry, "title", self.title), (self.entry, "intro", self.intro), *asks]
            found += [(self.outcome.entry, "outcome", self.outcome.text)] if self.outcome else []
        for said in self.answers:
            if own in said.actions:
                words = enumerate(said.answers, start=1)
                found += [(said.entry, f"comment_{number}", each.comment) for number, each in words]
        return [(f"{entry}/{name}", text) for entry, name, text in found if text]

    def said_to(self, question: int) -> list[tuple[str, Said]]:
        """What each council that had something to say to a question has said, in the order in which they answered."""
        all_ = ((said.council, said.answers[question]) for said in self.answers)
        return [(council, said) for council, said in all_ if said.comment or said.stance != Stance.NONE]

    def stances(self, question: int) -> list[tuple[str, int]]:
        """How many councils hold each stance to a question, those that nobody holds left out."""
        held = Counter(said.stance for _, said in self.said_to(question))
        return [(stance, held[stance]) for stance in STANCES if held[stance]]


def beginning(outer: Round, below: list[str]) -> Mapping[str, list[str]]:
    """A round within another begins with the same questions, and with a day that leaves time for the own answer."""
    since = outer.opened.date()
    left = since + (outer.due.on - since) * 2 // 3
    asks = zip(QUESTIONS, outer.asks, strict=False)
    return {
        "theme": [outer.title or ""],
        "intro": [outer.intro or ""],
        "answer_by": [f"{left.day}.{left.month}.{left.year}"],
        "within": [outer.id],
        "asked": below,
        **{name: [text or ""] for name, text in asks},
    }


def opening_checked(form: Form) -> Form:
    found = days.checked(form, ("asked", "theme", "intro", QUESTIONS[0], "answer_by"), ("answer_by",))
    return found.with_errors({**_unguarded(form, ("theme", "intro", *QUESTIONS)), **found.errors})


def opening(form: Form, council: str) -> dict[str, Any]:
    return {
        "council": council,
        "to": form.values.get("asked", []),
        "title": form.value("theme"),
        "intro": form.value("intro"),
        "questions": [form.value(name) for name in QUESTIONS if form.value(name)],
        "due": days.iso(form.value("answer_by")),
        "case": form.value("case") or None,
        "within": form.value("within") or None,
    }


def answer_fields(questions: int) -> list[str]:
    return [name for number in range(1, questions + 1) for name in (f"stance-{number}", f"comment-{number}")]


def answered(one: Round, council: str) -> Mapping[str, list[str]]:
    """What the council has said already, as the form is filled with."""
    before = next((said.answers for said in one.answers if said.council == council), ())
    said = before or (Said(stance=Stance.NONE),) * one.questions
    return {
        name: [text]
        for number, each in enumerate(said, start=1)
        for name, text in ((f"stance-{number}", each.stance), (f"comment-{number}", each.comment or ""))
    }


def answer_checked(form: Form, questions: int) -> Form:
    return form.with_errors(_unguarded(form, answer_fields(questions)))


def answer(form: Form, questions: int) -> dict[str, Any]:
    return {
        "answers": [
            {
                "stance": form.value(f"stance-{number}") or Stance.NONE,
                "comment": form.value(f"comment-{number}") or None,
            }
            for number in range(1, questions + 1)
        ]
    }


def erasing(form: Form) -> dict[str, Any]:
    entry, _, text = form.value("which").partition("/")
    return {"entry": entry, "text": text}


def conclusion(form: Form) -> dict[str, Any]:
    return {"outcome": form.value("told"), "contributed": form.values.get("contributed", [])}


def _unguarded(form: Form, names: Iterable[str]) -> dict[str, str]:
    """Mark each text that the service would refuse: it does not say which of several questions it means."""
    errors = {}
    for name in names:
        try:
            guarded(form.value(name))
        except PydanticCustomError as no:
            errors[name] = no.type
    return errors
