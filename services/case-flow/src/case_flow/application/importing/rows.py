"""A row of the table of old cases, and what is wrong with one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from councilkit.events.case_words import ImportedAs, Phase, Theme
from councilkit.events.cases import AnswerOutcome, Line
from councilkit.privacy import Short, Text, Title, guarded
from councilkit.refusals import Refusal

Cells = Mapping[str, Any]
Rows = Sequence[tuple[int, Cells]]
"""Cells by column, each row with its line."""

_NAME: Final = r"^[\w .,:/()\-]+$"
_NUMBER: Final = r"^([\w.\-]+ ?)?(nr\.? ?)?\d[\d/.:\-]*$"
"""A number is told in events, where no words of people's are: it is one word at most, and figures."""

Number = Annotated[str, Field(min_length=1, max_length=40, pattern=_NUMBER), AfterValidator(guarded)]
_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def _several(cell: object) -> object:
    return re.split(r"[\s,;]+", cell.strip()) if isinstance(cell, str) else cell


def _numbers(cell: object) -> object:
    return re.split(r"\s*[,;]\s*", cell.strip()) if isinstance(cell, str) else cell


def _day(cell: object) -> object:
    """Read a date as Norwegians write it, too."""
    if isinstance(cell, str) and (found := _DAY.fullmatch(cell)):
        day, month, year = found.groups()
        return f"{year}-{month:0>2}-{day:0>2}"
    return cell


Day = Annotated[date, BeforeValidator(_day)]


class Row(BaseModel):
    """`key` is what the case was called where it comes from: by that it is known when the table is sent again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Annotated[str, Field(min_length=1, max_length=100, pattern=_NAME), AfterValidator(guarded)]
    council: Annotated[str, Field(min_length=1, max_length=40)]
    title: Title
    short: Short | None = None
    description: Text | None = None
    lines: Annotated[tuple[Line, ...], BeforeValidator(_several), Field(min_length=1)]
    raised: Day
    state: ImportedAs
    holder: Annotated[str, Field(max_length=40)] | None = None
    numbers: Annotated[tuple[Number, ...], BeforeValidator(_numbers), Field(max_length=10)] = ()
    phase: Phase | None = None
    theme: Theme | None = None
    unit: Annotated[str, Field(max_length=10)] | None = None
    due: Day | None = None
    outcome: AnswerOutcome | None = None
    answer: Short | None = None

    @property
    def texts(self) -> dict[str, str]:
        texts = {name: getattr(self, name) for name in ("title", "short", "description", "answer")}
        return {name: text for name, text in texts.items() if text} | ({} if self.short else {"short": self.title})


COLUMNS: Final = tuple(Row.model_fields)


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be entered; the words of a cell are never in it."""

    line: int
    column: str | None
    rule: str
    detail: str


def read_row(line: int, cells: Cells) -> Row | list[Problem]:
    """Read the cells of a row; an empty one says nothing."""
    try:
        return Row.model_validate({name: cell for name, cell in cells.items() if cell not in ("", None)})
    except ValidationError as wrong:
        return [_problem(line, error) for error in wrong.errors(include_input=False, include_url=False)]


def problem_of(line: int, no: Refusal) -> Problem:
    """Tell what a rule says of a row."""
    column = (no.field or "").removeprefix("/")
    return Problem(line, column if column in COLUMNS else None, no.slug, no.detail)


def _problem(line: int, error: Any) -> Problem:  # noqa: ANN401 - pydantic's own
    named = str(error["loc"][0]) if error["loc"] else None
    column = named if named in COLUMNS else None  # the name of another column may be anything
    detail = error["msg"] if error["type"] != "extra_forbidden" else f"The columns are {', '.join(COLUMNS)}."
    return Problem(line, column, error["type"].replace("_", "-"), detail)
