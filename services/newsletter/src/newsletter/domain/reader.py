"""Whether a term's holder wants digests: yes, until they say otherwise."""

from collections.abc import Mapping
from enum import StrEnum

from councilkit.events import Event
from councilkit.events.newsletters import DigestDeclined, DigestWanted
from newsletter.domain.refusals import ChosenTooOften

CHANGES_AT_MOST = 20
"""Of a term: whoever holds an old link, or a program that follows it, must not fill the ledger."""


class Act(StrEnum):
    DECLINE = "decline"
    WANT = "want"


FACTS: Mapping[Act, type[DigestDeclined | DigestWanted]] = {Act.DECLINE: DigestDeclined, Act.WANT: DigestWanted}


def wants(told: list[Event]) -> bool:
    return not told or isinstance(told[-1], DigestWanted)


def choose(term: str, told: list[Event], choice: Act) -> DigestDeclined | DigestWanted | None:
    """Tell what becomes of a choice; nothing if it holds already. To decline is never refused."""
    if wants(told) is (choice is Act.WANT):
        return None
    if choice is Act.WANT and len(told) >= CHANGES_AT_MOST:
        raise ChosenTooOften("This has been changed many times. Ask the secretary of your council to help you.")
    return FACTS[choice](term=term)
