"""The link in a mail that tells of a meeting: what it is about, and how its one button says "I cannot come"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from councilkit.ids import derived_id
from notifier.application.known import Known
from notifier.application.known_meetings import Told
from notifier.application.level import Level, require_level
from notifier.domain.refusals import NoLongerAsked


class Absence(StrEnum):
    """What the registry says to the word that somebody cannot come."""

    TAKEN = "taken"
    REFUSED = "refused"  # for good: the meeting is not as it was, or whoever gives the word may not any more


class Absences(Protocol):
    """Tells the registry who cannot come; raises `councilkit.refusals.Unavailable`."""

    async def tell(self, meeting: str, *, term: str, key: str) -> Absence:
        """Tell it on the word of whoever holds a term. Safe to repeat with its key, and when it is known already."""
        ...


@dataclass(frozen=True)
class AbsenceAct:
    """The meeting that a link is about, whose meeting it is, and whether it is known already who does not come."""

    meeting: Told
    councils: Sequence[Mapping[str, str]]
    done: bool


@dataclass(frozen=True)
class AbsenceByLink:
    known: Known
    level: Level
    absences: Absences

    async def look(self, subject: Mapping[str, str], now: datetime) -> AbsenceAct:
        """Tell what a link is about; refuses one to a meeting that has another time now, is cancelled, or has begun."""
        await require_level(self.level(), "the meetings")
        meeting = await self.known.meetings.told(subject["meeting"])
        if meeting is None or meeting.cancelled or meeting.news != subject["entry"]:
            raise NoLongerAsked("The meeting is cancelled, or has another time. There is a newer mail about it.")
        if now >= meeting.starts_at:
            raise NoLongerAsked("The meeting has begun.")
        names = [await self.known.names(council) for council in meeting.councils]
        return AbsenceAct(meeting, names, done=meeting.absent.issuperset(subject["terms"].split()))

    async def perform(self, subject: Mapping[str, str], now: datetime) -> AbsenceAct:
        """Tell the registry, for each of the terms that the link names; done again, it is found done."""
        act = await self.look(subject, now)
        for term in subject["terms"].split():
            if term not in act.meeting.absent:
                key = derived_id("absence", act.meeting.id, term, subject["entry"])
                if await self.absences.tell(act.meeting.id, term=term, key=key) is Absence.REFUSED:
                    raise NoLongerAsked("Whoever this mail was for is no longer in the council.")
        return AbsenceAct(act.meeting, act.councils, done=True)
