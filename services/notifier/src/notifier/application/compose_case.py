"""Writes the mail that tells one person what happened to a case, as it concerns them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from councilkit.callers import Holding
from councilkit.cards import Card, Cards
from councilkit.events import Event
from councilkit.events.case_words import Party
from councilkit.events.cases import AnswerDisputed, CasePutOnAgenda, CaseSent, Due, StatementMade
from councilkit.events.councils import Language
from councilkit.mailing.letters import Letters
from councilkit.mailing.mail import Letter, NotWanted, Recipient, Row
from councilkit.wording import written_in
from notifier.application.addresses import Addresses
from notifier.application.compose_answer import answered_card
from notifier.application.hearers import ear_of
from notifier.application.known import Known
from notifier.application.level import Level, require_level
from notifier.application.reader import holdings_of
from notifier.domain.case_news import NEWS, As
from notifier.domain.case_story import CaseStory

COUNCILS = {"council": ("council", "sender"), "to": ("to",), "suggested": ("suggested",)}
"""What the words of a mail call the councils that an event names, by its fields."""


@dataclass(frozen=True)
class Tale:
    """What happened, as a mail tells it: its texts, unless they are hidden, and names instead of ids."""

    what: str
    who: As
    event: Any
    why: str
    reference: str
    hidden: bool
    title: str | None
    short: str | None
    ours: str
    holder: str
    in_nynorsk: bool
    council: str | None = None
    to: str | None = None
    suggested: str | None = None
    unit: str | None = None
    responsible: str | None = None
    day: date | None = None
    due: Due | None = None
    word_by: Due | None = None


@dataclass(frozen=True)
class ComposeCase:
    cards: Cards
    known: Known
    level: Level
    letters: Letters
    addresses: Addresses

    async def __call__(self, row: Row, person: Recipient) -> Letter:
        await require_level(self.level(), "cases and councils")
        entry, id = row.about
        case = await self.known.cases.get(id)
        told = case.latest(entry) if case else None
        if case is None or told is None:
            raise NotWanted("it was taken back, or there is newer news of the case")
        language = written_in(person.language)
        holdings = await holdings_of(row.holds, self.known)
        tale = await self._tale(told.event, entry, case, holdings, language)
        return self.letters.write(
            "case", language, name=person.name, tale=tale, case_at=self.addresses.case(id), again=row.resent
        )

    async def _tale(
        self, event: Event, entry: str, case: CaseStory, holdings: Sequence[Holding], language: str
    ) -> Tale:
        who, place = ear_of(NEWS[type(event)].ears, event, case, holdings)
        day = await self._day(event)
        _require_news(event, case, who, day)
        # Where case-flow shows no card, it knows of a reason that we have not heard of yet.
        card = None if case.is_hidden else await answered_card(case.id, entry, self.cards)
        return Tale(
            what=event.TYPE.split(".")[-2],
            who=who,
            event=event,
            why=_why(who, place, case, holdings),
            reference=case.reference,
            hidden=card is None,
            **_texts(card),
            ours=await self._name(place, language) or "",
            holder=await self.known.name(case.holder, language),
            in_nynorsk=case.language is Language.NN,
            **await self._named(event, language),
            day=day,
            due=_due(event, place),
            word_by=getattr(event, "word_by", None),
        )

    async def _named(self, event: Event, language: str) -> dict[str, str | None]:
        named = {
            name: await self._name(Party(council=_first(event, fields)), language) for name, fields in COUNCILS.items()
        }
        unit, responsible = getattr(event, "unit", None), getattr(event, "responsible", None)
        return {
            **named,
            "unit": await self._name(Party(unit=unit), language),
            "responsible": await self._name(responsible, language) if responsible else None,
        }

    async def _name(self, place: Party, language: str) -> str | None:
        if place.unit:
            return await self.known.unit_name(place.unit)
        return await self.known.name(place.council, language) if place.council else None

    async def _day(self, event: Event) -> date | None:
        """Tell the day of the meeting that a case is put on the agenda of."""
        meeting = await self.known.meetings.told(event.meeting) if isinstance(event, CasePutOnAgenda) else None
        return meeting.day if meeting else None


def _require_news(event: Event, case: CaseStory, who: As, day: date | None) -> None:
    """Refuse to tell what was told with another mail, or what is done already."""
    said = case.told.get("scheduled")
    if isinstance(event, CasePutOnAgenda) and said and getattr(said.event, "on", None) == day:
        raise NotWanted("they have been told of that day")
    if isinstance(event, CaseSent) and who is As.RECEIVER and case.holder == event.to:
        raise NotWanted("they have received the case already")


def _texts(card: Card | None) -> dict[str, str | None]:
    return {"title": card.title if card else None, "short": card.short if card else None}


def _first(event: Event, fields: Sequence[str]) -> str | None:
    return next((named for field in fields if (named := getattr(event, field, None))), None)


def _due(event: Event, place: Party) -> Due | None:
    """Tell by when an answer is hoped for, or a part of it."""
    if isinstance(event, StatementMade | AnswerDisputed):
        return next((one.due for one in event.also if one.unit == place.unit), event.due)
    return getattr(event, "due", None)


def _why(who: As, place: Party, case: CaseStory, holdings: Sequence[Holding]) -> str:
    if who is As.SENDER and any(held.id in case.reporters.values() for held in holdings):
        return "raised"
    if place.unit:
        return "unit"
    return "user" if who is As.USERS else "council"
