"""Cards of cases and titles of rounds, as case-flow would tell them."""

from datetime import datetime

from councilkit.cards import Card
from councilkit.events.case_life import CaseImported
from councilkit.events.case_words import ImportedAs
from councilkit.events.cases import Line
from councilkit.events.councils import Language
from notifier.testing.places import Place


def a_card(case: str, origin: Place, at: datetime, **told: object) -> Card:
    """Make up a card of a case whose answer is on its way home."""
    usual = {
        "id": case,
        "reference": "26-4821",
        "title": "Skjermet samtalerom",
        "short": "Samtaler i mottaket kan høres av alle.",
        "short_answer": "Vi bygger et eget rom i mars.",
        "answer": f"case-{case}:000002",
        "state": "coming_home",
        "word": "awaiting_answer",
        "origin": origin.id,
        "holder": origin.id,
        "language": "nb",
        "sequence": 2,
        "updated": at,
    }
    return Card.model_validate(usual | told)


def asked(case: str, origin: Place, at: datetime) -> CaseImported:
    """Tell of an old case, of which the council's unit is asked; nobody gets a mail of that."""
    return CaseImported(
        case=case,
        reference="26-4821",
        council=origin.id,
        lines=(Line.AT,),
        language=Language.NB,
        raised=at.date(),
        state=ImportedAs.AWAITING_ANSWER,
        holder=origin.id,
        unit=origin.unit,
    )


class FakeTitles:
    """Implements `RoundTitles` by what a test says."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    async def title(self, round: str) -> str | None:
        return self.known.get(round)
