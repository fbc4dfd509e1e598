"""A case's name for people: short enough to say on the phone."""

from collections.abc import Iterator
from datetime import date
from itertools import count

from councilkit.ids import derived_id

DIGITS = 4
TRIES_PER_LENGTH = 5


def as_called(text: str) -> str:
    """Spell a reference or a number as cases are looked for: people write large and small letters, and many spaces."""
    return " ".join(text.split()).casefold()


def proposed_references(case: str, day: date) -> Iterator[str]:
    """Propose `26-4821` for a case of 2026, then others, which get longer: a year may be nearly full."""
    for attempt in count():
        digits = DIGITS + attempt // TRIES_PER_LENGTH
        chance = int.from_bytes(derived_id("reference", case, str(attempt)).encode())
        yield f"{day:%y}-{chance % 10**digits:0{digits}}"
