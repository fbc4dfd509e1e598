"""What events do here: each publisher's, by view and type."""

from collections.abc import Mapping, Sequence

from council_registry.application import records
from council_registry.application.follow_cases import remember_answer, remember_case
from councilkit.events.cases import AnswerConfirmed, AnswerDisputed, CaseReported
from councilkit.events.councils import (
    CouncilFounded,
    PostEnded,
    PostStarted,
    SeatAdded,
    TermEnded,
    TermStarted,
    UnitListed,
)
from councilkit.events.meetings import MeetingHeld, MeetingPlanned
from councilkit.inbox import View

NAME = "council-registry"
CASE_FLOW = "case-flow"

UNITS = View(
    "units",
    key=lambda event: event.unit or (),  # a post may be at an organisation
    folds=dict.fromkeys([UnitListed, PostStarted, PostEnded], records.UNITS.fold),
)
COUNCILS = View(
    "councils",
    key=lambda event: event.council,
    folds=dict.fromkeys([CouncilFounded, SeatAdded, TermStarted, TermEnded], records.COUNCILS.fold),
)
MEETINGS = View(
    "meetings",
    key=lambda event: event.meeting,
    folds=dict.fromkeys([MeetingPlanned, MeetingHeld], records.MEETINGS.fold),
    indexes=["councils", "starts_at"],
)
HOLDINGS = View(
    "holdings",
    key=records.holding_of,
    folds=dict.fromkeys([TermStarted, TermEnded, PostStarted, PostEnded], records.HOLDINGS.fold),
)
CASES = View(
    "cases",
    key=lambda event: event.case,
    folds={CaseReported: remember_case, AnswerConfirmed: remember_answer, AnswerDisputed: remember_answer},
    indexes=["council", "answered", "raised_on", "answered_on"],
    shape=2,
)

VIEWS: Mapping[str, Sequence[View]] = {
    NAME: [UNITS, COUNCILS, MEETINGS, HOLDINGS],
    CASE_FLOW: [CASES],
}
