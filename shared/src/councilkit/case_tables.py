"""The table of old cases: its columns as the API names them, and as people head them."""

from collections.abc import Mapping
from typing import Final

from councilkit.spreadsheets import Row, SheetWrong, read_csv

# column: bokmål, nynorsk
_HEADINGS: Final = {
    "key": ("Gammel referanse", "Gammal referanse"),
    "council": ("Utvalg", "Utval"),
    "title": ("Tittel", "Tittel"),
    "short": ("Kort fortalt", "Kort fortalt"),
    "description": ("Omtale", "Omtale"),
    "lines": ("Gjelder", "Gjeld"),
    "raised": ("Meldt inn", "Meld inn"),
    "state": ("Status", "Status"),
    "holder": ("Ligger hos", "Ligg hos"),
    "numbers": ("Saksnumre", "Saksnummer"),
    "phase": ("Handler om", "Handlar om"),
    "theme": ("Tema", "Tema"),
    "unit": ("Enhet", "Eining"),
    "due": ("Svarfrist", "Svarfrist"),
    "outcome": ("Utfall", "Utfall"),
    "answer": ("Svar", "Svar"),
}
HEADINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "nb": {column: bokmal for column, (bokmal, _) in _HEADINGS.items()},
    "nn": {column: nynorsk for column, (_, nynorsk) in _HEADINGS.items()},
    "en": {column: column for column in _HEADINGS},
}
"""How a column is headed, by language; in English it is headed as the API names it."""

_COLUMNS: Final = {heading.casefold(): column for told in HEADINGS.values() for column, heading in told.items()}


def column_of(heading: str) -> str:
    """Name the column that is headed so, in whichever language; what is none of ours stays as it is."""
    return _COLUMNS.get(" ".join(heading.casefold().split()), heading)


def read_cases(table: bytes) -> list[Row]:
    """Read a table of old cases, its cells by the names that the API has for the columns.

    Raises:
        SheetWrong: it cannot be read, or two columns are the same one, perhaps in two languages.

    """
    return [(line, _named(cells)) for line, cells in read_csv(table)]


def _named(cells: Mapping[str, str]) -> dict[str, str]:
    named = {column_of(heading): cell for heading, cell in cells.items()}
    if len(named) < len(cells):
        raise SheetWrong.at(1, None, "Two columns are the same one.")
    return named
