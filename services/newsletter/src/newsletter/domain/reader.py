"""Whether a term's holder wants digests: yes, until they say otherwise."""

from collections.abc import Mapping
from enum import StrEnum

from councilkit.events import Event
from councilkit.events.newsletters import DigestDeclined, DigestWanted


class Act(StrEnum):
    DECLINE = "decline"
    WANT = "want"


FACTS: Mapping[Act, type[DigestDeclined | DigestWanted]] = {Act.DECLINE: DigestDeclined, Act.WANT: DigestWanted}


def wants(told: list[Event]) -> bool:
    return not told or isinstance(told[-1], DigestWanted)


def act(term: str, act: Act) -> DigestDeclined | DigestWanted:
    return FACTS[act](term=term)
