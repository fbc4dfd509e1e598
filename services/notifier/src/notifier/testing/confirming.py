"""case-flow as the button of a link meets it."""

from collections.abc import Mapping

from councilkit.testing.mailing import MemoryCards
from notifier.application.confirm_by_link import Heard


class FakeConfirming:
    """Implements `Confirming` on the cards of a test, which chooses what it says, and what happens before each try."""

    def __init__(self, cards: MemoryCards) -> None:
        self._cards = cards
        self.keys: list[tuple[str, str, str]] = []
        self.says = Heard.TAKEN
        self.meanwhile: list[Mapping[str, object]] = []

    async def confirm(self, case: str, *, term: str, key: str, seen: int) -> Heard:
        self.keys.append((case, term, key))
        if self.meanwhile:
            self._change(case, self.meanwhile.pop(0))
        if self._cards.known[case].sequence != seen:
            return Heard.MOVED
        if self.says is Heard.TAKEN:
            self._change(case, {"state": "answered"})
        return self.says

    def _change(self, case: str, told: Mapping[str, object]) -> None:
        card = self._cards.known[case]
        self._cards.known[case] = card.model_copy(update={"sequence": card.sequence + 1, **told})
