"""What somebody may do with a case, sorted for its page: the one thing that it waits for, and what else there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from portal.application.resources import Card
from portal.application.waiting import Button

REGRET: Final = "regret_sending"
OTHERWISE: Final[Mapping[str, str]] = {
    "schedule_case": "put_on_agenda",
    "turn_away": "keep_case",
    "overturn": "uphold",
    "send_case": "make_statement",
    "make_statement": "send_case",
    "receive_case": "return_case",
    "confirm_answer": "dispute_answer",
}
"""The other answer to the same question: it stands beside, so that nobody is led to one of them."""


EVEN: Final = ("turn_away", "overturn")
"""Neither of the two answers to these is to look like the wanted one."""


@dataclass(frozen=True)
class Offers:
    main: tuple[Button, ...] = ()
    more: tuple[Button, ...] = ()
    regret: Button | None = None

    @property
    def even(self) -> bool:
        return bool(self.main) and self.main[0].deed.action in EVEN

    @property
    def several(self) -> bool:
        """Tell whether what else there is could be done for different terms and posts."""
        return len({one.holding.id for one in self.more}) > 1


def otherwise(button: Button, buttons: Iterable[Button]) -> list[Button]:
    """Find the other answer to the same question."""
    pairs = {**OTHERWISE, **{other: action for action, other in OTHERWISE.items() if other not in OTHERWISE}}
    wanted = pairs.get(button.deed.action)
    return [one for one in buttons if one.deed.action == wanted and one.holding == button.holding]


def offers(buttons: Iterable[Button], card: Card) -> Offers:
    several = tuple(buttons)
    regret = next((one for one in several if one.deed.action == REGRET), None)
    awaited = [step.action for step in (card.next, *card.waits) if step]
    first = next((one for action in awaited for one in several if one.deed.action == action), None)
    if first is None:
        return Offers((), tuple(one for one in several if one != regret), regret)
    other = OTHERWISE.get(first.deed.action)
    main = (first, *(one for one in several if one.deed.action == other and one.holding == first.holding))
    return Offers(main, tuple(one for one in several if one not in main and one != regret), regret)
