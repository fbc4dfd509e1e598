"""What newsletter answers, as far as the pages use it, and how the sending of an edition went, in plain words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pydantic import Field

from portal.application.resources import Allowed, Due, Resource

OPEN: Final = "open"  # an edition that is being made; all others are sent
OPENING, GREETING, FREEZING = "open_edition", "greet_edition", "freeze_edition"
EDITION_ACTIONS: Final = (OPENING, GREETING, FREEZING)


class Greeting(Resource):
    """The opening words."""

    nb: str
    nn: str
    en: str | None = None


class Trouble(Resource):
    """One mail that did not arrive, or perhaps not, and the councils that its reader sits in."""

    state: str
    councils: tuple[str, ...] = ()


class Edition(Resource):
    id: str
    half: str
    starts: date
    ends: date
    sends_on: date
    state: str
    greeting: Greeting | None = None
    recipients: int = 0
    cases: int = 0
    mails: dict[str, int] = Field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()
    more_troubles: int = 0
    actions: tuple[Allowed, ...] = ()
    sequence: int = 0


class DigestCase(Resource):
    """A case as a reader meets it; `where` says in one sentence where it is now."""

    id: str
    reference: str
    title: str | None
    short: str | None
    short_answer: str | None = None
    origin_name: str
    where: str


class Section(Resource):
    name: str
    cases: tuple[DigestCase, ...]
    more: int = 0


class Digest(Resource):
    """An edition as somebody in one council reads it."""

    language: str
    greeting: str | None
    sections: tuple[Section, ...]


class EditionTask(Resource):
    action: str
    edition: str | None = None
    half: str
    due: Due | None = None
    acting: str


class EditionTasks(Resource):
    items: tuple[EditionTask, ...]


class Fate(StrEnum):
    """What became of a mail, as the editor is told it."""

    SENT = "sent"
    ON_THE_WAY = "on_the_way"
    LOST = "lost"
    UNSURE = "unsure"
    NOT_NEEDED = "not_needed"


FATES: Final[Mapping[str, Fate]] = {
    "accepted": Fate.SENT,
    "refused": Fate.LOST,
    "in_doubt": Fate.UNSURE,
    "suppressed": Fate.NOT_NEEDED,
}
TOLD: Final = (Fate.LOST, Fate.UNSURE)


def fates(mails: Mapping[str, int]) -> list[tuple[Fate, int]]:
    """Count the mails by what became of them. Every state that is not an end is a mail on its way."""
    found: Counter[Fate] = Counter()
    for state, count in mails.items():
        found[FATES.get(state, Fate.ON_THE_WAY)] += count
    return [(fate, found[fate]) for fate in Fate if found[fate]]


@dataclass(frozen=True)
class Lost:
    """How many in one council did not get their mail, or perhaps not. Never who."""

    council: str | None
    fate: Fate
    count: int


def lost(troubles: tuple[Trouble, ...]) -> list[Lost]:
    """Count the mails in trouble by council; somebody in two councils is counted in both."""
    found: Counter[tuple[Fate, str | None]] = Counter()
    for trouble in troubles:
        fate = FATES.get(trouble.state, Fate.ON_THE_WAY)
        councils: set[str | None] = set(trouble.councils)
        found.update((fate, council) for council in councils or {None})
    return [Lost(council, fate, count) for (fate, council), count in found.items() if fate in TOLD]
