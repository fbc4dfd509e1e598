"""The guard before anything typed is stored: types for texts, and hints that a text is about one person's own case."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from councilkit.characters import has_forbidden
from councilkit.identity_numbers import IdentityNumber, identity_numbers

IDENTITY_NUMBER = "national-identity-number"
CONTROL_CHARACTER = "control-character"
HOUSE_RULES = frozenset({IDENTITY_NUMBER, CONTROL_CHARACTER})
"""The rules of ours that a text can break, as they are named in `errors`."""

TITLE_LENGTH = 120
SHORT_LENGTH = 500
TEXT_LENGTH = 10_000


def guarded(text: str) -> str:
    """Give the text back; refuse a national identity number and characters that no text needs.

    Raises:
        PydanticCustomError: of one of `HOUSE_RULES`; it never holds the text.

    """
    if has_forbidden(text):
        raise PydanticCustomError(CONTROL_CHARACTER, "The text holds a control character.")
    if identity_numbers(text):
        raise PydanticCustomError(
            IDENTITY_NUMBER, "The text holds what can be a national identity number; leave it out."
        )
    return text


def _lines(value: object) -> object:
    if not isinstance(value, str):
        return value
    return unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _one_line(value: object) -> object:
    return re.sub(r"[ \t\n]+", " ", lines) if isinstance(lines := _lines(value), str) else lines


def _limits(most: int) -> StringConstraints:
    return StringConstraints(min_length=1, max_length=most)


Title = Annotated[str, _limits(TITLE_LENGTH), BeforeValidator(_one_line), AfterValidator(guarded)]
"""One line of up to 120 characters: titles, and names of any kind."""

Short = Annotated[str, _limits(SHORT_LENGTH), BeforeValidator(_one_line), AfterValidator(guarded)]
"""One paragraph of up to 500 characters: a short version, a short answer."""

Text = Annotated[str, _limits(TEXT_LENGTH), BeforeValidator(_lines), AfterValidator(guarded)]
"""Up to 10,000 characters in lines: descriptions, reasons, answers."""


@dataclass(frozen=True)
class Hint:
    """Words that are mostly written about one's own case, and where they stand."""

    start: int
    end: int
    words: str


# Bokmål and nynorsk. What belongs to the writer (vedtaket mitt), and what happened to them (jeg fikk avslag).
_OWN = (
    "vedtaket mitt|mitt vedtak|saken min|saka mi|min sak|mi sak|saksnummeret mitt|mitt saksnummer|klagen min|klaga mi"
    "|min klage|mi klage|søknaden min|min søknad|avslaget mitt|mitt avslag|utbetalingen min|utbetalinga mi"
    "|min utbetaling|mi utbetaling|saksbehandleren min|saksbehandlaren min|min saksbehandler|min saksbehandlar"
    "|diagnosen min|min diagnose|sykmeldingen min|sjukmeldinga mi|min sykmelding|mi sjukmelding|legen min"
    "|fødselsnummeret mitt|mitt fødselsnummer|trygden min|trygda mi|uføretrygden min|uføretrygda mi"
    "|dagpengene mine|dagpengane mine|mine dagpenger|mine dagpengar"
)
_HAPPENED = (
    "(?:jeg|eg) (?:har søkt|søkte|fikk avslag|fekk avslag|har fått avslag|har klaget|har klaga|klaget på|klaga på"
    "|ble sykmeldt|vart sjukmeld|blei sjukmeld|er sykmeldt|er sjukmeld|mistet|mista|har ikke fått|har ikkje fått)"
)
_HINTS = re.compile(rf"\b(?:{_OWN}|{_HAPPENED})\b".replace(" ", r"\s+"), re.IGNORECASE)


def individual_case_hints(text: str) -> list[Hint]:
    """Find words that hint at an individual case, in bokmål and nynorsk, so that the writer can look once more."""
    return [Hint(found.start(), found.end(), found.group()) for found in _HINTS.finditer(text)]


__all__ = [
    "CONTROL_CHARACTER",
    "HOUSE_RULES",
    "IDENTITY_NUMBER",
    "Hint",
    "IdentityNumber",
    "Short",
    "Text",
    "Title",
    "guarded",
    "identity_numbers",
    "individual_case_hints",
]
