"""Cases from before this house, as a table: what its columns are, who may enter one, and what would become of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from councilkit.case_tables import HEADINGS, column_of, read_cases
from councilkit.events.case_words import ImportedAs, Phase, Theme
from councilkit.events.cases import AnswerOutcome, Line
from councilkit.events.councils import TermRole
from councilkit.spreadsheets import read_csv, write_csv
from portal.application.forms import plain
from portal.application.hints import Piece, marked
from portal.application.old_cases_ports import CaseLook
from portal.application.overseeing import contacts
from portal.application.report import as_stored
from portal.application.resources import Holding
from portal.application.sessions import Session

SHEET: Final = "cases"
LARGE: Final = 8 * 1024 * 1024
"""Bytes that a table of old cases may be."""

SECRETARIAT: Final = (TermRole.SECRETARY, TermRole.COORDINATOR)
UNSEEN: Final = "looks-like-an-individual-case"


@dataclass(frozen=True)
class Column:
    """A column: an example of what stands there, or the words that may, by the context that explains them."""

    name: str
    example: str = ""
    asked: bool = False
    context: str = ""
    words: tuple[str, ...] = ()


COLUMNS: Final = (
    Column("key", "2019-17", asked=True),
    Column("council", "LBU-TON", asked=True),
    Column("title", "Skilt ved inngangen", asked=True),
    Column("short"),
    Column("description"),
    Column("lines", "AT, Y", asked=True, context="about", words=tuple(Line)),
    Column("raised", "14.3.2019", asked=True),
    Column("state", "reported", asked=True, context="old-state", words=tuple(ImportedAs)),
    Column("holder", "RBU-VT"),
    Column("numbers", "12/19, 3/20"),
    Column("phase", context="phase", words=tuple(Phase)),
    Column("theme", context="theme", words=tuple(Theme)),
    Column("unit", "0701"),
    Column("due", "1.2.2027"),
    Column("outcome", context="answer", words=tuple(AnswerOutcome)),
    Column("answer"),
)


@dataclass(frozen=True)
class Hinted:
    """A text of the table with the telling words marked."""

    line: int
    column: str
    pieces: list[Piece]


def may_enter(session: Session) -> tuple[Holding, ...]:
    """The terms and posts that enter old cases: a council's own, and for the directorate's contact those of all."""
    terms = (held for held in session.holdings if held.council and held.role in SECRETARIAT)
    return (*terms, *contacts(session))


def enters_for(session: Session, council: str) -> Holding | None:
    """The one of them that enters the cases of a council."""
    return next((held for held in may_enter(session) if not held.council or held.council.id == council), None)


def hinted(look: CaseLook, table: bytes) -> Iterator[Hinted]:
    """Tell the texts with words that hint at one person's own case, as they stand in the table."""
    rows: Mapping[int, Mapping[str, str]] = dict(read_cases(table)) if look.hints else {}
    for line, column in dict.fromkeys((hint.line, hint.column) for hint in look.hints):
        spans = [(hint.start, hint.end) for hint in look.hints if (hint.line, hint.column) == (line, column)]
        text = plain(rows.get(line, {}).get(column, ""))
        yield Hinted(line, column, marked(as_stored({column: text})[column], spans))


def headed(table: bytes, language: str) -> dict[str, str]:
    """Tell how each column is headed in the table; one that it does not have, as our own pages call it."""
    written = {column_of(heading): heading for _, cells in read_csv(table)[:1] for heading in cells}
    return {**HEADINGS[language], **written}


def template(language: str) -> bytes:
    """Spell a table that holds nothing yet."""
    return write_csv([HEADINGS[language][column.name] for column in COLUMNS], ()).encode()
