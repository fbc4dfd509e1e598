from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from council_registry.domain.council import Council
from council_registry.domain.policy import Action
from council_registry.domain.refusals import (
    NotBegun,
    NotOfThisMeeting,
    WrongNumberOfCouncils,
    WrongState,
)
from councilkit.events import Event
from councilkit.events.meetings import MeetingForm, MeetingHeld, MeetingPlanned, MeetingType
from councilkit.workdays import oslo_day


class Status(StrEnum):
    PLANNED = "planned"
    HELD = "held"


TRANSITIONS = {
    (Status.PLANNED, Action.HOLD_MEETING): Status.HELD,
}


@dataclass(frozen=True)
class Meeting:
    id: str
    councils: tuple[str, ...]
    type: MeetingType
    form: MeetingForm
    starts_at: datetime
    status: Status = Status.PLANNED
    attended: tuple[str, ...] = ()

    def planned(self) -> MeetingPlanned:
        if (len(self.councils) > 1) is not (self.type is MeetingType.JOINT_MEETING):
            raise WrongNumberOfCouncils("A joint meeting has several councils, every other one.", field="/councils")
        return MeetingPlanned(
            meeting=self.id, councils=self.councils, type=self.type, form=self.form, starts_at=self.starts_at
        )

    def hold(self, attended: Sequence[str], *, councils: Sequence[Council], now: datetime) -> MeetingHeld:
        self.require(Action.HOLD_MEETING)
        if now < self.starts_at:
            raise NotBegun(f"The meeting begins at {self.starts_at.isoformat()}.")
        self._require_members(attended, councils)
        return MeetingHeld(meeting=self.id, councils=self.councils, attended=tuple(attended))

    def possible(self, now: datetime) -> list[Action]:
        return [action for status, action in TRANSITIONS if status is self.status and now >= self.starts_at]

    def require(self, action: Action) -> None:
        if (self.status, action) not in TRANSITIONS:
            raise WrongState(f"A meeting that is {self.status} does not allow {action}.")

    def _require_members(self, attended: Sequence[str], councils: Sequence[Council]) -> None:
        members = set().union(*(council.sitting(oslo_day(self.starts_at)) for council in councils))
        if strangers := sorted(set(attended) - members):
            raise NotOfThisMeeting(
                f"Not a term in the meeting's councils that day: {', '.join(strangers)}.", field="/attended"
            )


def evolve(meeting: Meeting | None, event: Event) -> Meeting:
    """Take one event in."""
    match meeting, event:
        case None, MeetingPlanned():
            return Meeting(event.meeting, event.councils, event.type, event.form, event.starts_at)
        case Meeting(), MeetingHeld():
            held = TRANSITIONS[meeting.status, Action.HOLD_MEETING]
            return replace(meeting, status=held, attended=event.attended)
    raise TypeError(event)
