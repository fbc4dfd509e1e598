"""Cards of cases, as case-flow would tell them."""

from datetime import datetime

from councilkit.cards import Card
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
