"""Writes the mail that tells one person of a round: that they are asked, that it is soon over, what came of it."""

from dataclasses import dataclass
from typing import Protocol

from councilkit.events import Event
from councilkit.events.rounds import RoundConcluded
from councilkit.mailing.letters import Letters
from councilkit.mailing.mail import Letter, NotWanted, Recipient, Row
from councilkit.wording import written_in
from notifier.application.addresses import Addresses
from notifier.application.hearers import ear_of
from notifier.application.known import Known
from notifier.application.level import Level, require_level
from notifier.application.reader import holdings_of
from notifier.domain.case_news import As
from notifier.domain.round_news import ROUND_NEWS, RoundStory


class RoundTitles(Protocol):
    """Where titles of rounds are read; raises `councilkit.refusals.Unavailable`."""

    async def title(self, round: str) -> str | None:
        """Tell a round's title; None if not everybody may read it, or if it was erased."""
        ...


@dataclass(frozen=True)
class ComposeRound:
    titles: RoundTitles
    known: Known
    level: Level
    letters: Letters
    addresses: Addresses

    async def __call__(self, row: Row, person: Recipient) -> Letter:
        await require_level(self.level(), "rounds and councils")
        entry, id = row.about
        round = await self.known.cases.round(id)
        told = round.latest(entry) if round else None
        if round is None or told is None:
            raise NotWanted("there is newer news of the round")
        language = written_in(person.language)
        holdings = await holdings_of(row.holds, self.known)
        who, place = ear_of(ROUND_NEWS[type(told.event)], told.event, round, holdings)
        _require_missing(told.event, round, who, place.council)
        return self.letters.write(
            "round",
            language,
            name=person.name,
            what=told.event.TYPE.split(".")[-2],
            who=who,
            event=told.event,
            due=round.due,
            title=await self.titles.title(id),
            council=await self.known.name(round.council, language),
            ours=await self.known.name(place.council or round.council, language),
            contributed=isinstance(told.event, RoundConcluded) and place.council in told.event.contributed,
            round_at=self.addresses.round(id),
            again=row.resent,
        )


def _require_missing(event: Event, round: RoundStory, who: As, council: str | None) -> None:
    """Refuse to ask whoever has answered already."""
    if not isinstance(event, RoundConcluded) and who is As.RECEIVER and council in round.answered:
        raise NotWanted("they have answered")
