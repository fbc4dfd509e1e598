from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from council_registry.application.reading.activity import Activities
from council_registry.application.reading.standing import CouncilOnDay, Standing
from council_registry.application.reading.succession import Succession, predecessors, successors
from council_registry.application.records import Records
from council_registry.domain.dated import Status
from council_registry.domain.refusals import NoSuchCouncil
from councilkit.events.meetings import MeetingForm, MeetingType

MEETINGS_TOLD = 4


@dataclass(frozen=True)
class PublicMeeting:
    on: date
    type: MeetingType
    form: MeetingForm


@dataclass(frozen=True)
class Public:
    """What anybody may know of a council."""

    found: CouncilOnDay
    parent: CouncilOnDay | None
    meetings: Sequence[PublicMeeting]
    raised: int
    answered: int
    seats: int
    vacant: int
    predecessors: Sequence[Succession]
    successors: Sequence[Succession]


async def read_public(short: str, standing: Standing, *, activities: Activities, records: Records) -> Public:
    found = _called(short, standing)
    activity = await activities.of_one(standing.day, found.id)
    raised, answered = await records.count_cases(found.id)
    council = found.council
    seats = [id for id, seat in council.seating.seats.items() if seat.stands_on(standing.day)]
    return Public(
        found,
        standing.councils.get(found.charter.parent or ""),
        [PublicMeeting(one.day, one.type, one.form) for one in activity.coming[:MEETINGS_TOLD]],
        raised,
        answered,
        seats=len(seats),
        vacant=sum(council.in_seat(seat, standing.day) is None for seat in seats),
        predecessors=predecessors(found.id, standing),
        successors=successors(found.id, standing),
    )


def _called(short: str, standing: Standing) -> CouncilOnDay:
    """Find a council by its short code; one that is closed gives way to one that took the code after it."""
    called = [one for one in standing.councils.values() if one.charter.short.casefold() == short.casefold()]
    if not called:
        raise NoSuchCouncil("No council has this short code.", field="path")
    return min(called, key=lambda one: one.status is Status.CLOSED)
