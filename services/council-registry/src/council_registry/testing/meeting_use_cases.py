"""The commands on meetings."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from council_registry.application.meetings.arrange_meeting import ArrangeMeeting, arrange_meeting
from council_registry.application.meetings.cancel_meeting import CancelMeeting, cancel_meeting
from council_registry.application.meetings.convene_meeting import ConveneMeeting, convene_meeting
from council_registry.application.meetings.correct_meeting import CorrectMeeting, correct_meeting
from council_registry.application.meetings.drop_meeting_type import DropMeetingType, drop_meeting_type
from council_registry.application.meetings.hold_meeting import HoldMeeting, hold_meeting
from council_registry.application.meetings.make_meeting_type import MakeMeetingType, make_meeting_type
from council_registry.application.meetings.move_meeting import MoveMeeting, move_meeting
from council_registry.application.meetings.plan_meeting import PlanMeeting, plan_meeting
from council_registry.application.meetings.plan_series import PlanSeries, plan_series
from council_registry.application.meetings.regret_meeting import RegretMeeting, regret_meeting
from council_registry.application.meetings.send_minutes import SendMinutes, send_minutes
from council_registry.application.meetings.sign_off import SignOff, sign_off
from council_registry.application.meetings.sign_up import SignUp, sign_up
from council_registry.application.meetings.tell_absence import TellAbsence, tell_absence
from council_registry.application.meetings.withdraw_absence import WithdrawAbsence, withdraw_absence
from council_registry.application.service import Registry


def meeting_use_cases(service: Registry) -> Mapping[type, Callable[..., Awaitable[Any]]]:
    meetings, councils, units, types = service.meetings, service.councils, service.units, service.meeting_types
    return {
        PlanMeeting: partial(plan_meeting, meetings=meetings, councils=councils, units=units, meeting_types=types),
        PlanSeries: partial(plan_series, meetings=meetings, councils=councils, units=units, meeting_types=types),
        ArrangeMeeting: partial(arrange_meeting, meetings=meetings),
        ConveneMeeting: partial(convene_meeting, meetings=meetings),
        MoveMeeting: partial(move_meeting, meetings=meetings, councils=councils),
        CancelMeeting: partial(cancel_meeting, meetings=meetings),
        RegretMeeting: partial(regret_meeting, meetings=meetings, councils=councils),
        HoldMeeting: partial(hold_meeting, meetings=meetings, councils=councils, records=service.records),
        CorrectMeeting: partial(correct_meeting, meetings=meetings, councils=councils, records=service.records),
        SendMinutes: partial(send_minutes, meetings=meetings),
        TellAbsence: partial(tell_absence, meetings=meetings, councils=councils),
        WithdrawAbsence: partial(withdraw_absence, meetings=meetings),
        SignUp: partial(sign_up, meetings=meetings),
        SignOff: partial(sign_off, meetings=meetings),
        MakeMeetingType: partial(make_meeting_type, councils=councils, units=units, meeting_types=types),
        DropMeetingType: partial(drop_meeting_type, councils=councils, units=units, meeting_types=types),
    }
