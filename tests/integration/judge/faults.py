"""What the judge finds: a sentence, and what sort of harm it tells."""

from dataclasses import dataclass
from enum import StrEnum


class Harm(StrEnum):
    LOST = "lost"
    DOUBLED = "doubled"
    WRONG = "wrong"


@dataclass(frozen=True, order=True)
class Fault:
    sentence: str
    harm: Harm = Harm.WRONG


def lost(sentence: str) -> Fault:
    return Fault(sentence, Harm.LOST)


def doubled(sentence: str) -> Fault:
    return Fault(sentence, Harm.DOUBLED)


def wrong(sentence: str) -> Fault:
    return Fault(sentence)
