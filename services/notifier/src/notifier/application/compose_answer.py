"""Writes the mail that brings an answer home, to one person of the council that asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from councilkit.callers import Holding
from councilkit.cards import Card, Cards
from councilkit.clock import Clock
from councilkit.events.councils import TermRole
from councilkit.mailing.letters import Letters
from councilkit.mailing.links import Links
from councilkit.mailing.mail import Letter, NotWanted, Recipient, Row
from councilkit.refusals import Unavailable
from councilkit.wording import written_in
from councilkit.workdays import oslo_day
from notifier.application.addresses import Addresses
from notifier.application.known import Known
from notifier.application.reader import holdings_of
from notifier.application.voices import stand_ins

PURPOSE: Final = "confirm"
"""What the link is for: "the answer has reached us"."""

GOOD_FOR = 60
"""Days that the link works."""

COMING_HOME = "coming_home"
"""The state in which case-flow waits for that word."""

CONFIRMED = "answered"
"""The state after it; the rest of the council is told of the answer all the same."""


async def answered_card(case: str, entry: str, cards: Cards) -> Card | None:
    """Read a case's card; raises `Unavailable` while case-flow's own view is behind the answer that we know of."""
    card = (await cards.cards([case])).get(case)
    if card and card.sequence < int(entry.rpartition(":")[2]):
        raise Unavailable("The card of the case does not tell of its answer yet.")
    return card


@dataclass(frozen=True)
class ComposeAnswer:
    cards: Cards
    known: Known
    letters: Letters
    links: Links
    addresses: Addresses
    clock: Clock

    async def __call__(self, row: Row, person: Recipient) -> Letter:
        entry, case = row.about
        card = await answered_card(case, entry, self.cards)
        if card is None or card.state not in (COMING_HOME, CONFIRMED) or card.answer != entry:
            raise NotWanted("the council has asked for a better answer, or there is a newer one")
        language = written_in(person.language)
        story = await self.known.cases.get(case)
        hidden = story is None or story.is_hidden
        homes = story.homes if story else (card.origin,)
        holdings = await holdings_of(row.holds, self.known)
        above = await stand_ins(self.known, homes, oslo_day(self.clock()))
        confirmer = None if hidden else self._confirmer(holdings, {*homes, *above.values()})
        theirs = {held.council for held in holdings}
        own = next((home for home in homes if home in theirs), None)
        orphan = next((home for home in homes if above.get(home) in theirs), homes[0])
        return self.letters.write(
            "answer",
            language,
            name=person.name,
            card=_without_texts(card) if hidden else card,
            hidden=hidden,
            council=await self.known.name(own or orphan, language),
            stands_in=own is None,
            case_at=self.addresses.case(case),
            confirmed=card.state == CONFIRMED,
            confirm_at=self._link(case, confirmer.id, entry) if confirmer else None,
            days=GOOD_FOR,
            again=row.resent,
        )

    def _confirmer(self, holdings: Sequence[Holding], allowed: Collection[str]) -> Holding | None:
        """Find the term that may say that the answer has come: a user's seat in one of these councils."""
        today = oslo_day(self.clock())
        for held in holdings:
            if held.council in allowed and _speaks(held) and (held.ends is None or today <= held.ends):
                return held
        return None

    def _link(self, case: str, term: str, entry: str) -> str:
        subject = {"case": case, "term": term, "entry": entry}
        return self.addresses.act(self.links.sign(PURPOSE, subject, days=GOOD_FOR))


def _speaks(held: Holding) -> bool:
    return held.side == "user" and held.role != TermRole.OBSERVER


def _without_texts(card: Card) -> Card:
    return card.model_copy(update={"title": None, "short": None, "short_answer": None})
