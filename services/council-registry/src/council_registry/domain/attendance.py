"""Who is expected at a meeting, who said that they cannot come, and whom to ring instead."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from council_registry.domain.council import Council
from council_registry.domain.meeting_refusals import AbsenceKnown, NoAbsence, NotSignedUp, SignedUpAlready
from council_registry.domain.period import Period
from council_registry.domain.refusals import NotOfThisMeeting
from council_registry.domain.structure_refusals import CouncilOver
from councilkit.events.councils import TermRole


def sitting(councils: Sequence[Council], day: date) -> set[str]:
    """Tell the terms in these councils that run on that day."""
    return set().union(*(council.sitting(day) for council in councils))


Guests = Mapping[str, Period]
"""Terms and posts from elsewhere, and when they run."""

NO_GUESTS: Guests = {}


def expected(councils: Sequence[Council], guests: Guests, day: date) -> set[str]:
    """Tell who may be there on that day: whoever sits, and the guests who are what they signed up as."""
    return sitting(councils, day) | {id for id, period in guests.items() if period.covers(day)}


@dataclass(frozen=True)
class Absence:
    """Somebody cannot come; `ring` are the terms of those deputies for the same seat who can."""

    term: str
    council: str
    seat: str
    role: TermRole
    ring: tuple[str, ...]


def absences(absent: Mapping[str, str], councils: Mapping[str, Council], day: date) -> list[Absence]:
    return [_absence(term, councils[council], day, absent) for term, council in absent.items()]


def _absence(id: str, council: Council, day: date, absent: Collection[str]) -> Absence:
    term, seating = council.terms[id], council.seating
    deputies = [seating.in_seat(seat.id, day) for seat in seating.deputies_of(term.seat)]
    ring = tuple(deputy.id for deputy in deputies if deputy and deputy.id not in absent)
    return Absence(id, council.id, term.seat, term.role, ring)


class Presence(StrEnum):
    EXPECTED = "expected"
    CAME = "came"
    ABSENT = "absent"
    REGRETS = "regrets"  # absent, and said so before


class Met(Protocol):
    """The part of a meeting that says who came."""

    @property
    def day(self) -> date: ...

    @property
    def is_held(self) -> bool: ...

    @property
    def attended(self) -> Sequence[str]: ...

    @property
    def absent(self) -> Mapping[str, str]: ...


def presence(meeting: Met, councils: Sequence[Council]) -> dict[str, Presence]:
    """Tell of everybody who sat in the councils that day, or came from elsewhere."""
    expected = sitting(councils, meeting.day) | set(meeting.attended)
    return {id: _presence(id, meeting) for id in expected}


def _presence(id: str, meeting: Met) -> Presence:
    if id in meeting.attended:
        return Presence.CAME
    if id in meeting.absent:
        return Presence.REGRETS
    return Presence.ABSENT if meeting.is_held else Presence.EXPECTED


def require_open(councils: Sequence[Council], day: date) -> None:
    """Refuse a meeting of a council that is no more by then, or not yet."""
    for council in councils:
        council.require_begun(day, "/starts_at")
        council.require_open(Period(day, day), "/starts_at")


def nobody_meets(councils: Sequence[Council], day: date) -> bool:
    """Tell whether every one of the councils is closed by then; one that is left keeps a meeting that was planned."""
    return all(council.closed and council.closed.on <= day for council in councils)


def require_somebody_meets(councils: Sequence[Council], day: date) -> None:
    """Refuse to bring a meeting back of councils that are all no more by then."""
    if nobody_meets(councils, day):
        raise CouncilOver(f"Nobody is left to meet on {day}.")


def council_of(term: str, councils: Sequence[Council], day: date) -> str:
    """Tell for which of the councils the term sits on that day."""
    for council in councils:
        if term in council.sitting(day):
            return council.id
    raise NotOfThisMeeting("The term does not run in the meeting's councils that day.", field="/term")


def require_members(attended: Collection[str], members: Collection[str]) -> None:
    if strangers := sorted(set(attended) - set(members)):
        detail = f"Not a term in the meeting's councils that day: {', '.join(strangers)}."
        raise NotOfThisMeeting(detail, field="/attended")


def require_expected(term: str, absent: Mapping[str, str]) -> None:
    if term in absent:
        raise AbsenceKnown("It is known already that they cannot come.", field="/term")


def require_absent(term: str, absent: Mapping[str, str]) -> str:
    """Tell for which council somebody is absent."""
    if term not in absent:
        raise NoAbsence("Nobody has said that they cannot come.", field="/term")
    return absent[term]


def require_signed_up(holding: str, signed_up: Collection[str]) -> None:
    if holding not in signed_up:
        raise NotSignedUp("You have not signed up.")


def require_not_signed_up(holding: str, signed_up: Collection[str]) -> None:
    if holding in signed_up:
        raise SignedUpAlready("You have signed up already.")
