"""What is here and in no table: an import of the tables alone would not bring it back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from council_registry.domain.council import Council


class What(StrEnum):
    REST = "rest"
    MANDATE = "mandate"
    EARLIER = "earlier"  # how it was called, and where it stood, until a day
    NOMINATION = "nomination"


@dataclass(frozen=True)
class Unsaid:
    """What is left out of the tables about a council, by its short code, and the day that it is of."""

    what: What
    name: str
    on: date


def unsaid_of(council: Council) -> Iterator[Unsaid]:
    short = council.charter.short
    for rest in council.rests:
        yield Unsaid(What.REST, short, rest.starts)
    for mandate in council.mandates:
        yield Unsaid(What.MANDATE, short, mandate.conditions.period.starts)
    for until, _ in council.earlier:
        yield Unsaid(What.EARLIER, short, until)
    for nomination in council.nominations.values():
        if nomination.open:
            yield Unsaid(What.NOMINATION, short, nomination.due)
