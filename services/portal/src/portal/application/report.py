"""Raising a case: what the form asks, for which councils, and the pause when it reads like one person's own case."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from portal.application import days
from portal.application.forms import Form
from portal.application.hints import Piece, by_field, marked
from portal.application.refusals import Refused
from portal.application.resources import Case, Holding
from portal.application.sessions import Session

ASKS: Final = ("title", "short", "description", "lines")
SORTS: Final = ("phase", "theme", "started_by")
KEEPS: Final = ("basis", "until")
FIELDS: Final = (*ASKS, *SORTS, *KEEPS)
TEXTS: Final = ("title", "short", "description")
ONE_LINE: Final = ("title", "short")
_SLUG: Final = "looks-like-an-individual-case"


@dataclass(frozen=True)
class Marked:
    """One of the writer's texts with the telling words marked."""

    name: str
    pieces: list[Piece]


class LooksIndividual(Exception):
    """The writer is asked to look once more; her texts, with the telling words marked."""

    def __init__(self, texts: list[Marked]) -> None:
        super().__init__(len(texts))
        self.texts = texts


def may_raise(session: Session) -> tuple[Holding, ...]:
    """The terms to choose among; an observer's seat listens only."""
    return tuple(held for held in session.holdings if held.council and held.role != "observer")


def chosen(holdings: tuple[Holding, ...], acting: str) -> Holding | None:
    """Take the term that was chosen; with one term there is nothing to choose."""
    if len(holdings) == 1:
        return holdings[0]
    return next((holding for holding in holdings if holding.id == acting), None)


def begins(holding: Holding) -> dict[str, list[str]]:
    """Fill in what is most likely: something as it is today, wanted by those who sit on that side."""
    return {"phase": ["carrying_out"], "started_by": ["nav" if holding.side == "nav" else "users"]}


def checked(form: Form) -> Form:
    """Mark what is empty; a case that is kept from others needs both a reason and a day."""
    kept = KEEPS if any(form.value(name) for name in KEEPS) else ()
    return days.checked(form, (*ASKS, *kept), kept[1:])


def as_stored(texts: Mapping[str, str]) -> dict[str, str]:
    """Spell the texts as case-flow reads them: titles and short versions stand on one line."""
    return {name: re.sub(r"[ \t\n]+", " ", text) if name in ONE_LINE else text for name, text in texts.items()}


def report(form: Form, *, seen: bool) -> dict[str, Any]:
    """Spell what is said when a case is raised, beside what was written of it."""
    kept = {"basis": form.value("basis"), "until": days.iso(form.value("until"))}
    return {"hints_seen": seen, **({"restriction": kept} if kept["basis"] else {})}


def look_again(no: Refused, texts: Mapping[str, str]) -> None:
    """Raise the pause if that is what the service asks for."""
    if no.slug == _SLUG:
        spans = by_field(no.more.get("hints", ()))
        raise LooksIndividual([Marked(name, marked(texts[name], spans[name])) for name in TEXTS if name in spans])


def says(case: Case, texts: Mapping[str, str]) -> bool:
    """Tell if a case was raised with these very words."""
    return all(case.path[0].texts.get(name) == text for name, text in texts.items())
