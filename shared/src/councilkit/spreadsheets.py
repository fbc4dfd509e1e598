"""Tables as spreadsheets take them: CSV that Norwegian Excel opens as it is, and in which no cell is a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Self

from councilkit.characters import has_forbidden
from councilkit.refusals import Kind, Refusal

MEDIA_TYPE = "text/csv; charset=utf-8"
"""What a table is sent as."""

DELIMITERS = ";,\t"
_BOM = "\ufeff"
_ENOUGH = 10_000
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
# What a spreadsheet may take for a formula, in its wide forms too, also behind blanks and marks that cannot be seen.
# Apostrophes before it are counted in, so that one more can always be taken off again.
_FORMULA = re.compile("'*[\\s\x00\u200b-\u200f\u2060\ufeff]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")

Row = tuple[int, dict[str, str]]
"""The line on which a row begins, and its cells by column."""


class SheetWrong(Refusal):
    """A table cannot be read, or a row of it is wrong; the line is told, and the column where it is one cell's."""

    slug = "sheet-wrong"
    kind: ClassVar[Kind] = Kind.INVALID

    @classmethod
    def at(cls, line: int, column: str | None, detail: str) -> Self:
        """Say what is wrong, and where. A column's name is told only if it can be one of ours: it may be anything."""
        named = column if column and _PLAIN.fullmatch(column) else None
        where = f"Line {line}, column {named}" if named else f"Line {line}"
        return cls(f"{where}: {detail}", field=f"/{line}/{named}" if named else f"/{line}")


def write_csv(fields: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Spell a table; what a row does not have is an empty cell."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter=DELIMITERS[0], quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([_safe(field) for field in fields])
    writer.writerows([_safe(_text(row.get(field))) for field in fields] for row in rows)
    return _BOM + table.getvalue()


def read_csv(table: bytes) -> list[Row]:
    """Read a table, as we or a spreadsheet wrote it: UTF-8 or Windows' letters, with semicolons, commas or tabs.

    Rows without anything in them are left out; cells that a row has too few of are empty.

    Raises:
        SheetWrong: it cannot be read, a column has no name or another's, or a row has cells without a column.

    """
    text = _decoded(table)
    lines = _rows(text, _delimiter(text))
    _, names = next(lines, (1, []))
    _check_names(names)
    return [(line, _cells(line, names, row)) for line, row in lines if any(row)]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _safe(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _decoded(table: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return table.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetWrong.at(1, None, "The letters are neither UTF-8 nor Windows'.")


def _delimiter(text: str) -> str:
    """Tell what splits the first line into most cells."""
    first = text[:_ENOUGH].lstrip("\r\n").splitlines()[:1]
    cells = {delimiter: len(next(csv.reader(first, delimiter=delimiter), [])) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=cells.__getitem__)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise SheetWrong.at(line, None, "The quotes do not close, or a cell is too long.") from None
        yield line, [_bare(cell).strip() for cell in row]
        line = reader.line_num + 1


def _check_names(names: Sequence[str]) -> None:
    if not any(names):
        raise SheetWrong.at(1, None, "The first line names the columns; it is empty.")
    for number, name in enumerate(names, 1):
        if not name or has_forbidden(name, one_line=True):
            raise SheetWrong.at(1, None, f"Column {number} has no name that can be read.")
        if name in names[: number - 1]:
            raise SheetWrong.at(1, name, "Another column has this name.")


def _cells(line: int, names: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    if any(row[len(names) :]):
        raise SheetWrong.at(line, None, f"There are {len(row)} cells, and {len(names)} columns.")
    cells = dict.fromkeys(names, "") | dict(zip(names, row, strict=False))
    for name, cell in cells.items():
        if has_forbidden(cell):
            raise SheetWrong.at(line, name, "The cell holds a control character.")
    return cells
