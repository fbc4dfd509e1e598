"""What one meeting's page tells a person: what comes next, whether they come themselves, and who is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.application.meeting_deeds import (
    ABSENCE,
    ARRANGE,
    MEETING_DEEDS,
    MINUTES,
    NEXT,
    REGRET,
    SIGN_OFF,
    SIGN_UP,
    WITHDRAW,
    MeetingDeed,
)
from portal.application.meetings import Absence, Meeting
from portal.application.resources import Council, Holding
from portal.application.sessions import Session
from portal.application.waiting import holders


@dataclass(frozen=True)
class Doing:
    """One thing that may be done now with the meeting, and the term that it is done for."""

    deed: MeetingDeed
    holding: Holding


@dataclass(frozen=True)
class Chair:
    """A term among those that belong to the meeting, with its place in its council."""

    term: str
    role: str
    side: str
    council: Council
    number: int


@dataclass(frozen=True)
class Mine:
    """One of the person's own terms in the meeting: whether it comes, and which press changes that."""

    holding: Holding
    absent: bool


@dataclass(frozen=True)
class Gap:
    """Somebody who cannot come, whom to ask instead, and the term that may take it back for them."""

    who: Chair | None
    term: str
    deputies: tuple[Chair, ...]
    back: Holding | None


def doings(meeting: Meeting, session: Session) -> list[Doing]:
    """Tell everything that the person may do on a page of its own, in the order of the deeds."""
    pairs = ((deed, holders(meeting.actions, deed.action, session)) for deed in MEETING_DEEDS)
    return [Doing(deed, holding) for deed, found in pairs for holding in found]


def following(meeting: Meeting, session: Session) -> list[Doing]:
    """Tell what comes next for the meeting, once for each term that may do it."""
    may = [one for one in doings(meeting, session) if not _over(meeting, one.deed)]
    action = next((action for action in NEXT if any(one.deed.action == action for one in may)), None)
    return [one for one in may if one.deed.action == action]


def besides(meeting: Meeting, session: Session) -> list[Doing]:
    """Tell what else may be done, each thing once."""
    first = {one.deed.action for one in following(meeting, session)}
    rest = {one.deed.action: one for one in reversed(doings(meeting, session)) if one.deed.action not in first}
    return list(reversed(rest.values()))


def mine(meeting: Meeting, session: Session) -> list[Mine]:
    """Tell the person's own terms in the meeting that may still say that they cannot come, or that they can."""
    able = {holding.id for action in (ABSENCE, WITHDRAW) for holding in holders(meeting.actions, action, session)}
    own = (one for one in session.holdings if one.council and one.council.id in meeting.councils and one.id in able)
    told = (Mine(one, meeting.absent(one.id)) for one in own)
    return [one for one in told if one.absent or not meeting.sign_up]


def on_behalf(meeting: Meeting, session: Session) -> list[Holding]:
    """Tell for which terms the person may say that somebody else cannot come: those that arrange the meeting."""
    arranging = holders(meeting.actions, ARRANGE, session)
    return [holding for holding in holders(meeting.actions, ABSENCE, session) if holding in arranging]


def gaps(meeting: Meeting, chairs: Mapping[str, Chair], session: Session) -> list[Gap]:
    back = holders(meeting.actions, WITHDRAW, session)
    return [_gap(one, chairs, back) for one in meeting.absences]


def chairs(councils: Iterable[Council]) -> dict[str, Chair]:
    """Find the chairs by the terms that sit in them on the meeting's day."""
    return {
        seat.term.id: Chair(seat.term.id, seat.term.role, seat.side, council, number)
        for council in councils
        for number, seat in enumerate(council.seats, 1)
        if seat.term
    }


def regretting(meeting: Meeting, session: Session, *, now: datetime) -> Holding | None:
    """Tell for which term the last mail to everybody may still be taken back, if it may."""
    if meeting.regret_until is None or meeting.regret_until <= now:
        return None
    return next(iter(holders(meeting.actions, REGRET, session)), None)


def joining(meeting: Meeting, session: Session) -> Doing | None:
    """Tell for which term or post the person may sign up, or off again."""
    for action in (SIGN_OFF, SIGN_UP):
        for holding in holders(meeting.actions, action, session):
            return Doing(MeetingDeed(action, action.replace("_", "-")), holding)
    return None


def _over(meeting: Meeting, deed: MeetingDeed) -> bool:
    return deed.action == MINUTES and meeting.minutes is not None


def _gap(absence: Absence, chairs: Mapping[str, Chair], back: list[Holding]) -> Gap:
    deputies = tuple(chairs[term] for term in absence.ring if term in chairs)
    same = (one for one in back if one.council and one.council.id == absence.council)
    return Gap(chairs.get(absence.term), absence.term, deputies, next(same, None))
