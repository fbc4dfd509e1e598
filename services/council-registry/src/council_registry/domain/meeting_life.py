"""Where a meeting stands, and what may be done with it there."""

from collections.abc import Mapping
from enum import StrEnum

from council_registry.domain.policy import Action
from councilkit.events.meetings import MeetingType


class Status(StrEnum):
    PLANNED = "planned"
    CONVENED = "convened"
    HELD = "held"
    CANCELLED = "cancelled"


_EITHER_WAY = {
    (status, action): status
    for status in (Status.PLANNED, Status.CONVENED)
    for action in (
        Action.ARRANGE_MEETING,
        Action.MOVE_MEETING,
        Action.TELL_ABSENCE,
        Action.WITHDRAW_ABSENCE,
        Action.SIGN_UP,
        Action.SIGN_OFF,
    )
}
TRANSITIONS: Mapping[tuple[Status, Action], Status] = {
    **_EITHER_WAY,
    (Status.PLANNED, Action.CONVENE_MEETING): Status.CONVENED,
    (Status.PLANNED, Action.CANCEL_MEETING): Status.CANCELLED,
    (Status.CONVENED, Action.CANCEL_MEETING): Status.CANCELLED,
    (Status.PLANNED, Action.HOLD_MEETING): Status.HELD,
    (Status.CONVENED, Action.HOLD_MEETING): Status.HELD,
    (Status.HELD, Action.CORRECT_MEETING): Status.HELD,
    (Status.HELD, Action.SEND_MINUTES): Status.HELD,
}
"""A regret is not among them: it leads back to where the notice that it takes back found the meeting."""

ONCE_BEGUN = {Action.HOLD_MEETING, Action.CORRECT_MEETING, Action.SEND_MINUTES}
UNTIL_BEGUN = {
    Action.CONVENE_MEETING,
    Action.TELL_ABSENCE,
    Action.WITHDRAW_ABSENCE,
    Action.SIGN_UP,
    Action.SIGN_OFF,
}
WITH_SIGN_UP = {Action.SIGN_UP, Action.SIGN_OFF}

# How many councils meet, at the least and at the most; the types that are not here leave it open.
COUNCILS = {
    MeetingType.JOINT_MEETING: range(2, 51),
    MeetingType.COUNCIL_MEETING: range(1, 2),
    MeetingType.CONSTITUTING_MEETING: range(1, 2),
    MeetingType.WORKING_COMMITTEE: range(1, 2),
    MeetingType.LEADER_MEETING: range(1, 2),
    MeetingType.DIRECTOR_MEETING: range(1, 2),
    MeetingType.ANNUAL_MEETING: range(1, 2),
}
