from collections.abc import Callable
from typing import Any

import pytest

from councilkit.events import Item
from councilkit.events.cases import CasePutOnAgenda, CaseReceived
from councilkit.inbox import Doc, View
from councilkit.testing.publisher import Publisher


def put_on_agenda(card: Doc | None, event: CasePutOnAgenda, item: Item) -> Doc:
    return {"marks": [*(card or {"marks": []})["marks"], event.meeting], "last": item.id}


def received(card: Doc | None, _: CaseReceived, item: Item) -> Doc:
    return {"marks": (card or {"marks": []})["marks"], "last": item.id}


def agenda_keys(event: CasePutOnAgenda) -> list[str]:
    return [event.meeting, f"{event.meeting}-again"]


CARDS = View("cards", lambda event: event.case, {CasePutOnAgenda: put_on_agenda, CaseReceived: received})
AGENDAS = View("agendas", agenda_keys, {CasePutOnAgenda: lambda _, event, item: {"case": event.case, "last": item.id}})


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


@pytest.fixture
def cards() -> View:
    """A card for each case: the marks it got, in order, and its last event."""
    return CARDS


@pytest.fixture
def agendas() -> View:
    """Two documents for each meeting that a case was put on the agenda of."""
    return AGENDAS


@pytest.fixture
def folded() -> Callable[[list[Item]], dict[str, Any]]:
    """Tells what the cards must be, straight from the events."""

    def fold(items: list[Item]) -> dict[str, Any]:
        cards: dict[str, Any] = {}
        for item in items:
            event = item.event()
            if isinstance(event, CasePutOnAgenda | CaseReceived):
                card = CARDS.folds[type(event)](cards.get(event.case), event, item)
                cards[event.case] = card | {"_id": event.case, "sequence": item.sequence}
        return cards

    return fold
