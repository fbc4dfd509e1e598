"""The table of old cases: its columns and the words in them, as the API names them and as people write them."""

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
# column: word: bokmål, nynorsk
_WORDS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "state": {
        "reported": ("meldt inn", "meld inn"),
        "treated": ("behandlet", "behandla"),
        "awaiting_answer": ("venter på svar", "ventar på svar"),
        "answered": ("besvart", "svart på"),
        "closed": ("ferdig", "ferdig"),
    },
    "phase": {
        "planning": ("planlegging", "planlegging"),
        "carrying_out": ("gjennomføring", "gjennomføring"),
        "evaluating": ("vurdering", "vurdering"),
    },
    "theme": {
        "meeting_nav": ("møtet med Nav", "møtet med Nav"),
        "letters": ("brev og språk", "brev og språk"),
        "digital": ("digitale tjenester", "digitale tenester"),
        "waiting": ("ventetid", "ventetid"),
        "follow_up": ("oppfølging", "oppfølging"),
        "benefits": ("pengestøtte", "pengestøtte"),
        "work": ("arbeid og tiltak", "arbeid og tiltak"),
        "assistive_technology": ("hjelpemidler", "hjelpemiddel"),
        "premises": ("lokaler og tilgjengelighet", "lokale og tilgjenge"),
        "youth": ("unge", "unge"),
        "participation": ("brukermedvirkning", "brukarmedverknad"),
        "other": ("noe annet", "noko anna"),
    },
    "outcome": {
        "followed": ("fulgt", "følgt"),
        "partly": ("delvis fulgt", "delvis følgt"),
        "not_followed": ("ikke fulgt", "ikkje følgt"),
    },
}
HEADINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "nb": {column: bokmal for column, (bokmal, _) in _HEADINGS.items()},
    "nn": {column: nynorsk for column, (_, nynorsk) in _HEADINGS.items()},
    "en": {column: column for column in _HEADINGS},
}
"""How a column is headed, by language; in English it is headed as the API names it."""

WORDS: Final[Mapping[str, Mapping[str, Mapping[str, str]]]] = {
    "nb": {column: {word: bokmal for word, (bokmal, _) in told.items()} for column, told in _WORDS.items()},
    "nn": {column: {word: nynorsk for word, (_, nynorsk) in told.items()} for column, told in _WORDS.items()},
    "en": {column: {word: word for word in told} for column, told in _WORDS.items()},
}
"""What may stand in a column, by language and column, where it is one of a few words."""

_COLUMNS: Final = {heading.casefold(): column for told in HEADINGS.values() for column, heading in told.items()}
_MEANT: Final = {
    (column, said.casefold()): word
    for columns in WORDS.values()
    for column, told in columns.items()
    for word, said in told.items()
}


def column_of(heading: str) -> str:
    """Name the column that is headed so, in whichever language; what is none of ours stays as it is."""
    return _COLUMNS.get(_as_said(heading), heading)


def read_cases(table: bytes) -> list[Row]:
    """Read a table of old cases, in the names that the API has for columns and words; texts are as they are.

    Raises:
        SheetWrong: it cannot be read, or two columns are the same one, perhaps in two languages.

    """
    return [(line, _named(cells)) for line, cells in read_csv(table)]


def _named(cells: Mapping[str, str]) -> dict[str, str]:
    named = {column_of(heading): cell for heading, cell in cells.items()}
    if len(named) < len(cells):
        raise SheetWrong.at(1, None, "Two columns are the same one.")
    return {column: _MEANT.get((column, _as_said(cell)), cell) for column, cell in named.items()}


def _as_said(name: str) -> str:
    return " ".join(name.casefold().split())
