"""What stands in the way of a date. Nothing of it forbids a meeting: who plans decides."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from council_registry.domain.meeting import Meeting
from councilkit.workdays import days_off


class ClashKind(StrEnum):
    SAME_COUNCIL = "same_council"
    SAME_PEOPLE = "same_people"
    SAME_SERIES = "same_series"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    SUMMER = "summer"
    CHRISTMAS = "christmas"


@dataclass(frozen=True)
class Clash:
    """`council` and `meeting` are what it clashes with; `roles` are held here by those who would be at both."""

    kind: ClashKind
    council: str | None = None
    meeting: str | None = None
    roles: tuple[str, ...] = ()


Elsewhere = Mapping[str, tuple[str, ...]]
"""Other councils in which some of those sit who sit here, with the roles that they have here."""


def clashes(
    day: date, *, councils: Collection[str], meetings: Sequence[Meeting], elsewhere: Elsewhere, others: Collection[date]
) -> list[Clash]:
    """Tell what stands in the way of a meeting of these councils on a day.

    `meetings` are those that are planned, and `others` the days of the other dates that are asked about.
    """
    same_day = [meeting for meeting in meetings if meeting.day == day]
    return [
        *(Clash(ClashKind(reason.value)) for reason in days_off(day)),
        *([Clash(ClashKind.SAME_SERIES)] if day in others else []),
        *(clash for meeting in same_day for clash in _with(meeting, councils, elsewhere)),
    ]


def _with(meeting: Meeting, councils: Collection[str], elsewhere: Elsewhere) -> Iterator[Clash]:
    for council in meeting.councils:
        if council in councils:
            yield Clash(ClashKind.SAME_COUNCIL, council, meeting.id)
        elif council in elsewhere:
            yield Clash(ClashKind.SAME_PEOPLE, council, meeting.id, elsewhere[council])
