"""The link in a mail that brings an answer home: what it is about, and what its one button does."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from councilkit.cards import Card, Cards
from councilkit.ids import derived_id
from councilkit.refusals import Unavailable
from notifier.application.compose_answer import COMING_HOME, answered_card
from notifier.application.known_cases import KnownCases
from notifier.domain.refusals import NoLongerAsked

ANSWERED = "answered"
LOOKS = 2
"""How often a case is looked at before one that moves on each time is left alone."""


class Heard(StrEnum):
    """What case-flow says to the word that an answer has come."""

    TAKEN = "taken"
    MOVED = "moved"  # the case is not as it was seen
    SAID = "said"  # somebody in that council has said so before
    REFUSED = "refused"  # whoever gives the word may not, or not any more


class Confirming(Protocol):
    """Tells case-flow that an answer has come; raises `councilkit.refusals.Unavailable`."""

    async def confirm(self, case: str, *, term: str, key: str, seen: int) -> Heard:
        """Confirm on the word of whoever holds a term, if the case is as it was seen. Safe to repeat with its key."""
        ...


@dataclass(frozen=True)
class Act:
    """What a link is about, and whether it is done."""

    card: Card
    done: bool


async def look_at_link(subject: Mapping[str, str], *, cards: Cards, known: KnownCases) -> Act:
    """Tell what a link is about; refuses one whose answer nobody waits for any more, or that not everybody may read."""
    story = await known.get(subject["case"])
    if story is None or story.is_hidden:
        raise NoLongerAsked("Not everybody may read this case any more: sign in to read the answer.")
    card = await answered_card(subject["case"], subject["entry"], cards)
    if card is None or card.state not in (COMING_HOME, ANSWERED):
        raise NoLongerAsked("The council has asked for a better answer, or the case has gone on.")
    if card.answer != subject["entry"]:
        raise NoLongerAsked("A newer answer has come. There is a newer mail about it.")
    return Act(card, done=card.state == ANSWERED)


async def confirm_by_link(
    subject: Mapping[str, str], *, cards: Cards, confirming: Confirming, known: KnownCases
) -> Act:
    """Confirm the answer for the term that the link names; done again, it is found done."""
    case, term = subject["case"], subject["term"]
    key = derived_id("confirm", case, term, subject["entry"])
    for _ in range(LOOKS):
        act = await look_at_link(subject, cards=cards, known=known)
        if act.done:
            return act
        heard = await confirming.confirm(case, term=term, key=key, seen=act.card.sequence)
        if heard is Heard.REFUSED:
            raise NoLongerAsked("Whoever this mail was for is no longer in the council.")
        if heard is Heard.TAKEN:
            return Act(act.card, done=True)
        if heard is Heard.SAID:  # others who raised the case have not: it still waits for them
            return replace(await look_at_link(subject, cards=cards, known=known), done=True)
    raise Unavailable("The case is moving just now.")
