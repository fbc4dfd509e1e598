"""Writes the mail that tells one person that a meeting is convened, was moved, or is cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from councilkit.callers import Holding
from councilkit.clock import Clock
from councilkit.events.councils import TermRole
from councilkit.mailing.letters import Letters
from councilkit.mailing.links import Links
from councilkit.mailing.mail import Letter, NotWanted, Recipient, Row
from councilkit.refusals import Unavailable
from councilkit.wording import in_oslo, written_in
from councilkit.workdays import oslo_day
from notifier.application.addresses import Addresses
from notifier.application.known import Known
from notifier.application.known_meetings import Told
from notifier.application.level import Level, require_level
from notifier.application.reader import holdings_of
from notifier.domain.regret import REGRET

PURPOSE: Final = "absence"
"""What the link is for: "I cannot come"."""


class News(StrEnum):
    """What there is to tell of a meeting."""

    CONVENED = "convened"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class ComposeNotice:
    known: Known
    level: Level
    letters: Letters
    links: Links
    addresses: Addresses
    clock: Clock

    async def __call__(self, row: Row, person: Recipient) -> Letter:
        await require_level(self.level(), "the meetings")
        entry, id = row.about
        meeting, now = await self.known.meetings.told(id), self.clock()
        if meeting is None or now >= meeting.starts_at:
            raise NotWanted("the meeting has begun")
        _require_latest(meeting, entry, now)
        language = written_in(person.language)
        terms = await self._users_terms(row.holds, meeting)
        return self.letters.write(
            "notice",
            language,
            name=person.name,
            meeting=meeting,
            news=_news(meeting),
            until=_until(meeting),
            councils=[await self.known.name(council, language) for council in meeting.councils],
            meeting_at=self.addresses.meeting(id),
            absent=bool(terms) and not meeting.cancelled and meeting.absent.issuperset(terms),
            unsaid=not meeting.unsaid.isdisjoint(terms),
            absent_at=self._link(meeting, terms, entry) if terms else None,
            again=row.resent,
        )

    async def _users_terms(self, holds: Sequence[str], meeting: Told) -> list[str]:
        """Tell the users' seats that somebody has, now and at the meeting: a link may say that they are not coming."""
        found, today = await holdings_of(holds, self.known), oslo_day(self.clock())
        return sorted(held.id for held in found if held.starts <= today and _sits(held, meeting))

    def _link(self, meeting: Told, terms: Sequence[str], entry: str) -> str | None:
        if meeting.cancelled:
            return None
        subject = {"meeting": meeting.id, "terms": " ".join(terms), "entry": entry}
        days = (meeting.day - oslo_day(self.clock())).days + 1
        return self.addresses.act(self.links.sign(PURPOSE, subject, days=days))


def _require_latest(meeting: Told, entry: str, now: datetime) -> None:
    """Refuse to tell what was taken back, or what newer news have overtaken."""
    if meeting.news == entry:
        return
    if meeting.news_at and now < meeting.news_at + REGRET:
        raise Unavailable("There is newer news of the meeting, which may still be taken back.")
    raise NotWanted("it was taken back, or there is newer news of the meeting")


def _news(meeting: Told) -> News:
    if meeting.cancelled:
        return News.CANCELLED
    return News.CONVENED if meeting.before in (None, meeting.starts_at) else News.MOVED


def _until(meeting: Told) -> str | None:
    """Spell the time at which it ends, if that is on the same day."""
    if meeting.ends_at is None or oslo_day(meeting.ends_at) != meeting.day:
        return None
    return f"{in_oslo(meeting.ends_at):%H.%M}"


def _sits(held: Holding, meeting: Told) -> bool:
    there = held.council in meeting.councils and held.side == "user" and held.role != TermRole.OBSERVER
    return there and held.starts <= meeting.day and (held.ends is None or meeting.day <= held.ends)
