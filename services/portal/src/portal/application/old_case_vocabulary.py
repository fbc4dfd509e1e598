"""The words that the pages of old cases show."""

from collections.abc import Iterable, Mapping
from typing import Final

from councilkit.events.case_words import ImportedAs
from portal.application.old_cases import COLUMNS, SHEET

ENTER: Final = "import_cases"
ASKED: Final = (SHEET, "hints_seen")
MENDS: Final = (
    *("missing", "enum", "string-too-long", "string-too-short", "string-pattern-mismatch", "too-short", "too-long"),
    *("date-from-datetime-parsing", "date-parsing", "extra-forbidden", "national-identity-number"),
    *("control-character", "unknown-reference", "unknown-reference unit", "no-more", "not-allowed", "day-to-come"),
    *("not-of-this-state", "nobody-answers-there", "number-taken", "number-taken key", "entered-otherwise", "other"),
)
"""What to do about a row that cannot be entered."""
WORDS: Final[Mapping[str, Iterable[str]]] = {
    "mend": MENDS,
    "column": tuple(column.name for column in COLUMNS),
    "old-state": tuple(ImportedAs),
}
