"""What newsletter tells: editions, and who wants no digests. The opening words stay in newsletter's ledger."""

from datetime import date

from councilkit.events.base import Event


class EditionOpened(Event, type="raadslag.edition.opened.v1"):
    """An edition for a half-year (`2026-2`) is being made; it tells of what happened from `starts` to `ends`."""

    edition: str
    half: str
    starts: date
    ends: date


class EditionGreeted(Event, type="raadslag.edition.greeted.v1"):
    """The editor has written the opening words, or written them anew. Texts: nb, nn, en."""

    edition: str


class EditionFrozen(Event, type="raadslag.edition.frozen.v1"):
    """Nothing in the edition changes any more: these terms get a digest, and it tells of these cases."""

    edition: str
    terms: tuple[str, ...]
    cases: tuple[str, ...]


class DigestDeclined(Event, type="raadslag.digest.declined.v1"):
    """Whoever holds this term wants no digest for it."""

    term: str


class DigestWanted(Event, type="raadslag.digest.wanted.v1"):
    """Whoever holds this term wants digests again."""

    term: str
