"""The link in a mail that brings an answer home: what it is about, and what its one button does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from councilkit.cards import Card, Cards
from councilkit.ids import derived_id
from notifier.application.compose_answer import COMING_HOME
from notifier.application.known import Known
from notifier.domain.refusals import NoLongerAsked

ANSWERED = "answered"


class Confirming(Protocol):
    """Tells case-flow that an answer has come; raises `councilkit.refusals.Unavailable`."""

    async def confirm(self, case: str, *, term: str, key: str) -> bool:
        """Confirm on the word of whoever holds a term; tell whether case-flow took it. Safe to repeat with its key."""
        ...


@dataclass(frozen=True)
class Act:
    """What a link is about, and whether it is done."""

    card: Card
    done: bool


async def look_at_link(subject: Mapping[str, str], *, cards: Cards, known: Known) -> Act:
    """Tell what a link is about; refuses one whose answer nobody waits for any more."""
    case, entry = subject["case"], subject["entry"]
    card = (await cards.cards([case])).get(case)
    if card is None or card.state not in (COMING_HOME, ANSWERED):
        raise NoLongerAsked("The council has asked for a better answer, or the case has gone on.")
    if await known.latest_answer(case) not in (entry, None):
        raise NoLongerAsked("A newer answer has come. There is a newer mail about it.")
    return Act(card, done=card.state == ANSWERED)


async def confirm_by_link(subject: Mapping[str, str], *, cards: Cards, known: Known, confirming: Confirming) -> Act:
    """Confirm the answer for the term that the link names; done again, it is found done."""
    act = await look_at_link(subject, cards=cards, known=known)
    if act.done:
        return act
    case, term = subject["case"], subject["term"]
    if await confirming.confirm(case, term=term, key=derived_id("confirm", case, term, subject["entry"])):
        return Act(act.card, done=True)
    act = await look_at_link(subject, cards=cards, known=known)  # another may have been a moment faster
    if not act.done:
        raise NoLongerAsked("Whoever this mail was for is no longer in the council.")
    return act
