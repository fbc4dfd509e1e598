"""What a council does with a case that it holds, until it has treated it."""

from datetime import date, datetime

from case_flow.domain.case import Case
from case_flow.domain.neighbours import Meeting
from case_flow.domain.numbering import Series
from case_flow.domain.policy import Acting
from case_flow.domain.raising import require_soon
from case_flow.domain.refusals import (
    KeptApart,
    MeetingNotHeld,
    NotHeldTogether,
    NotTheirMeeting,
    PostponedTwice,
    WrongState,
)
from case_flow.domain.transitions import Action, State
from councilkit.events.case_life import CaseJoined, CaseMerged, CasePostponed, CaseTakenUpAgain
from councilkit.events.cases import CasePutOnAgenda, CaseTreated, Outcome

MANY = 3
"""The postponement that is warned of."""

TAKES_IN = frozenset({State.REPORTED, State.ON_AGENDA, State.POSTPONED, State.TREATED})
"""Where a case may be that another one becomes a part of."""


def put_on_agenda(
    case: Case, by: Acting, meeting: Meeting, series: Series | None = None, running: int = 1
) -> CasePutOnAgenda:
    """Treat it in a meeting, under the next number of its holder's, `running`, if it keeps none that it has."""
    case.require(Action.PUT_ON_AGENDA, by)
    if case.holder not in meeting.councils:
        raise NotTheirMeeting("The council that holds the case does not meet there.", field="/meeting")
    meeting.require_ahead(field="/meeting")
    if series and series.council != case.holder:
        raise WrongState("The case has moved on since this was asked.")
    number = (series.kept_by(case) or str(series.number(running))) if series else None
    return CasePutOnAgenda(case=case.id, council=case.holder, meeting=meeting.id, number=number)


def postpone(case: Case, by: Acting, until: date, *, now: datetime, seen: bool) -> CasePostponed:
    """Postpone it; from the third time on only if the asker has `seen` how often that was done."""
    case.require(Action.POSTPONE, by)
    require_soon(until, now, field="/until")
    if case.postponed + 1 >= MANY and not seen:
        raise PostponedTwice(case.postponed)
    return CasePostponed(case=case.id, council=case.holder, until=until)


def take_up_again(case: Case, day: date) -> CaseTakenUpAgain:
    if case.state is not State.POSTPONED or case.returns is None or day < case.returns:
        raise WrongState("The case does not wait for this day.")
    return CaseTakenUpAgain(case=case.id, council=case.holder)


def treat(case: Case, by: Acting, outcome: Outcome, meeting: Meeting | None) -> CaseTreated:
    case.require(Action.TREAT, by)
    if meeting is None or meeting.id != case.meeting or not meeting.held:
        raise MeetingNotHeld("The registry has not told that the meeting was held.")
    return CaseTreated(case=case.id, council=case.holder, meeting=meeting.id, outcome=outcome)


def merge(case: Case, by: Acting, into: Case) -> CaseMerged:
    """Let it go on as a part of another case that the same council holds and has not sent on."""
    case.require(Action.MERGE, by)
    if into.id == case.id or into.holder != case.holder or into.state not in TAKES_IN:
        raise NotHeldTogether("The council joins cases that lie with it both, and are not on their way.", field="/into")
    if bool(case.restriction) != bool(into.restriction):  # each tells of the other for ever
        raise KeptApart("One of the cases is kept from others. Restrict both, or lift it first.", field="/into")
    return CaseMerged(case=case.id, council=case.holder, into=into.id)


def join(case: Case, merged: Case) -> CaseJoined:
    """Take in those who are to be answered of a case that was merged into this one."""
    origins = tuple(one for one in merged.homes if one not in case.homes)
    return CaseJoined(case=case.id, joined=merged.id, origins=origins)
