"""What each event makes of a meeting."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from council_registry.domain.meeting import Meeting, Notice
from council_registry.domain.meeting_life import TRANSITIONS, Status
from council_registry.domain.policy import Action
from councilkit.events import Event
from councilkit.events.meetings import (
    AbsenceTold,
    AbsenceWithdrawn,
    MeetingArranged,
    MeetingCancelled,
    MeetingConvened,
    MeetingCorrected,
    MeetingHeld,
    MeetingMoved,
    MeetingPlanned,
    MeetingRegretted,
    MinutesSent,
    SignedOff,
    SignedUp,
)


class Told(Protocol):
    """Where and when an event was told."""

    @property
    def id(self) -> str: ...

    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True)
class _Unknown:
    id: str
    at: datetime


LONG_AGO = _Unknown("", datetime(1, 1, 1, tzinfo=UTC))
"""For those who do not ask where and when: nothing that was told then can be taken back."""


def evolve(meeting: Meeting | None, event: Event, told: Told = LONG_AGO) -> Meeting:
    """Take one event in."""
    if meeting is None and isinstance(event, MeetingPlanned):
        return _planned(event, told)
    if meeting is None or type(event) not in EFFECTS:
        raise TypeError(event)
    return EFFECTS[type(event)](meeting, event, told)


def _planned(event: MeetingPlanned, told: Told) -> Meeting:
    return Meeting(
        event.meeting,
        event.councils,
        event.type,
        event.form,
        event.starts_at,
        event.ends_at,
        event.access,
        own_type=event.own_type,
        sign_up=event.sign_up,
        series=event.series,
        arranged=told.id,
    )


def _arranged(meeting: Meeting, event: MeetingArranged, told: Told) -> Meeting:
    return replace(meeting, form=event.form, access=event.access, arranged=told.id)


def _convened(meeting: Meeting, _: MeetingConvened, told: Told) -> Meeting:
    return replace(meeting, status=_after(meeting, Action.CONVENE_MEETING), notice=_notice(meeting, told))


def _moved(meeting: Meeting, event: MeetingMoved, told: Told) -> Meeting:
    status, notice = _after(meeting, Action.MOVE_MEETING), _notice(meeting, told)
    moved = replace(meeting, starts_at=event.starts_at, ends_at=event.ends_at, status=status, notice=notice)
    # Who cannot come on one day may be able to on another: they say it again.
    return moved if moved.day == meeting.day else replace(moved, absent={})


def _cancelled(meeting: Meeting, _: MeetingCancelled, told: Told) -> Meeting:
    status = _after(meeting, Action.CANCEL_MEETING)
    return replace(meeting, status=status, cancelled=told.id, notice=_notice(meeting, told))


def _regretted(meeting: Meeting, _: MeetingRegretted, __: Told) -> Meeting:
    was = meeting.notice
    assert was is not None  # noqa: S101 - only what was told is taken back
    absent = meeting.absent if was.day == meeting.day else was.absent
    back = replace(meeting, starts_at=was.starts_at, ends_at=was.ends_at, status=was.status, absent=absent)
    return replace(back, cancelled=None, notice=None)


def _held(meeting: Meeting, event: MeetingHeld, _: Told) -> Meeting:
    return replace(meeting, status=_after(meeting, Action.HOLD_MEETING), attended=event.attended, notice=None)


def _corrected(meeting: Meeting, event: MeetingCorrected, told: Told) -> Meeting:
    return replace(meeting, attended=event.attended, corrected=(*meeting.corrected, told.id))


def _minutes(meeting: Meeting, event: MinutesSent, _: Told) -> Meeting:
    return replace(meeting, minutes=event.on)


def _absent(meeting: Meeting, event: AbsenceTold, _: Told) -> Meeting:
    return replace(meeting, absent={**meeting.absent, event.term: event.council})


def _not_absent(meeting: Meeting, event: AbsenceWithdrawn, _: Told) -> Meeting:
    return replace(meeting, absent={term: where for term, where in meeting.absent.items() if term != event.term})


def _signed_up(meeting: Meeting, event: SignedUp, _: Told) -> Meeting:
    return replace(meeting, signed_up=(*meeting.signed_up, event.holding))


def _signed_off(meeting: Meeting, event: SignedOff, _: Told) -> Meeting:
    return replace(meeting, signed_up=tuple(one for one in meeting.signed_up if one != event.holding))


EFFECTS: Mapping[type[Event], Callable[[Meeting, Any, Told], Meeting]] = {
    MeetingArranged: _arranged,
    MeetingConvened: _convened,
    MeetingMoved: _moved,
    MeetingCancelled: _cancelled,
    MeetingRegretted: _regretted,
    MeetingHeld: _held,
    MeetingCorrected: _corrected,
    MinutesSent: _minutes,
    AbsenceTold: _absent,
    AbsenceWithdrawn: _not_absent,
    SignedUp: _signed_up,
    SignedOff: _signed_off,
}


def _after(meeting: Meeting, action: Action) -> Status:
    return TRANSITIONS[meeting.status, action]


def _notice(meeting: Meeting, told: Told) -> Notice:
    return Notice(told.id, told.at, meeting.status, meeting.starts_at, meeting.ends_at, meeting.absent)
