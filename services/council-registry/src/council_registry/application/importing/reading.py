"""From cells to rows, each with the line that it stood on; what cannot be read is told by line and column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from council_registry.application.importing.rows import ROWS, Row, Sheet
from councilkit.refusals import Refusal

R = TypeVar("R", bound=Row, covariant=True)  # noqa: PLC0105 - a line of any row

Cells = Mapping[Sheet, Sequence[tuple[int, Mapping[str, Any]]]]
"""What was sent: of each table its rows, with their lines."""


@dataclass(frozen=True)
class Problem:
    """Why nothing is entered: where it stands, and which rule says no. It never tells what stands there."""

    sheet: Sheet
    line: int
    column: str | None
    rule: str
    detail: str

    @classmethod
    def of(cls, sheet: Sheet, line: int, no: Refusal) -> "Problem":
        column = no.field.rpartition("/")[2] if no.field and no.field.startswith("/") else None
        return cls(sheet, line, column, no.slug, no.detail)


@dataclass(frozen=True)
class Line(Generic[R]):
    number: int
    row: R


@dataclass(frozen=True)
class Tables:
    """All lines that could be read, by table."""

    lines: Mapping[Sheet, Sequence[Line[Row]]]

    def of(self, sheet: Sheet, row: type[R]) -> list[Line[R]]:
        return [Line(line.number, line.row) for line in self.lines.get(sheet, ()) if isinstance(line.row, row)]

    def __len__(self) -> int:
        return sum(map(len, self.lines.values()))


def read_tables(cells: Cells) -> tuple[Tables, list[Problem]]:
    lines: dict[Sheet, list[Line[Row]]] = {}
    problems: list[Problem] = []
    for sheet, rows in cells.items():
        lines[sheet] = []
        for number, row in rows:
            try:
                lines[sheet].append(Line(number, ROWS[sheet].model_validate(row)))
            except ValidationError as wrong:
                problems += _problems(sheet, number, wrong)
    return Tables(lines), problems


def _problems(sheet: Sheet, line: int, wrong: ValidationError) -> list[Problem]:
    errors = wrong.errors(include_url=False, include_context=False, include_input=False)
    known = ROWS[sheet].model_fields
    return [
        Problem(sheet, line, _column(error["loc"], known), error["type"].replace("_", "-"), error["msg"])
        for error in errors
    ]


def _column(place: tuple[int | str, ...], known: Mapping[str, object]) -> str | None:
    """Name a column of ours; a name that was sent may be anything, as a person's."""
    first = next(iter(place), None)
    return first if isinstance(first, str) and first in known else None
