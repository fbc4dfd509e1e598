"""What events do here: each publisher's, by view and type."""

from collections.abc import Mapping, Sequence

from opentelemetry.metrics import Meter

from council_registry.application import records
from council_registry.application.meetings.cancel_meetings import CancelMeetings
from council_registry.application.reading.follow_cases import (
    remember_answer,
    remember_beginning,
    remember_case,
    remember_end,
    remember_heir,
    remember_old_case,
)
from council_registry.application.service import Registry
from council_registry.application.structure.carry_out import CarryOut
from council_registry.application.structure.end_holdings import EndHoldings
from council_registry.domain import council, organisation, unit
from council_registry.domain.meeting_effects import EFFECTS
from councilkit.due import DueStore
from councilkit.due.loop import DueLoop
from councilkit.events.case_life import (
    AppealDecided,
    CaseClosed,
    CaseImported,
    CaseMerged,
    CaseReopened,
    CaseTurnedAway,
    CaseWithdrawn,
)
from councilkit.events.cases import AnswerConfirmed, AnswerDisputed, CaseReported, CaseTakenOver
from councilkit.events.councils import (
    CouncilFounded,
    PostEnded,
    PostStarted,
    TermEnded,
    TermStarted,
    UnitListed,
)
from councilkit.events.meetings import MeetingPlanned, MeetingTypeDropped, MeetingTypeMade
from councilkit.events.seating import (
    MandateSet,
    NominationAnswered,
    NominationClosed,
    NominationRequested,
    OrganisationListed,
)
from councilkit.events.structure import (
    CouncilChangeAgreed,
    CouncilClosed,
    CouncilPlanDropped,
    UnitChangeAgreed,
    UnitClosed,
    UnitPlanDropped,
)
from councilkit.house import House
from councilkit.inbox import View

NAME = "council-registry"
CASE_FLOW = "case-flow"

UNITS = View(
    "units",
    key=lambda event: event.unit or (),  # a post may be at an organisation
    folds=dict.fromkeys([UnitListed, *unit.EFFECTS], records.UNITS.fold),
)
COUNCILS = View(
    "councils",
    key=lambda event: event.council,
    folds=dict.fromkeys([CouncilFounded, *council.EFFECTS], records.COUNCILS.fold),
    shape=2,
)
MANDATES = View("mandates", key=lambda event: event.council, folds={MandateSet: records.MANDATES.fold})
NOMINATIONS = View(
    "nominations",
    key=lambda event: event.request,
    folds=dict.fromkeys([NominationRequested, NominationAnswered, NominationClosed], records.NOMINATIONS.fold),
    indexes=["council"],
)
MEETINGS = View(
    "meetings",
    key=lambda event: event.meeting,
    folds=dict.fromkeys([MeetingPlanned, *EFFECTS], records.MEETINGS.fold),
    indexes=["councils", "starts_at"],
    shape=3,
)
OWN_TYPES = View(
    "meeting-types",
    key=lambda event: event.own_type,
    folds=dict.fromkeys([MeetingTypeMade, MeetingTypeDropped], records.OWN_TYPES.fold),
)
ORGANISATIONS = View(
    "organisations",
    key=lambda event: event.organisation or (),  # a post may be at a unit
    folds=dict.fromkeys([OrganisationListed, *organisation.EFFECTS], records.ORGANISATIONS.fold),
)
HOLDINGS = View(
    "holdings",
    key=records.holding_of,
    folds=dict.fromkeys([TermStarted, TermEnded, PostStarted, PostEnded], records.HOLDINGS.fold),
)
CASES = View(
    "cases",
    key=lambda event: event.case,
    folds={
        CaseReported: remember_case,
        CaseImported: remember_old_case,
        AnswerConfirmed: remember_answer,
        **dict.fromkeys([CaseClosed, CaseWithdrawn, CaseTurnedAway, CaseMerged], remember_end),
        **dict.fromkeys([AnswerDisputed, CaseReopened, AppealDecided], remember_beginning),
        CaseTakenOver: remember_heir,
    },
    indexes=["council", "origin", "answered", "raised_on", "answered_on", "settled_on"],
    shape=3,
)

VIEWS: Mapping[str, Sequence[View]] = {
    NAME: [UNITS, COUNCILS, MANDATES, NOMINATIONS, MEETINGS, OWN_TYPES, ORGANISATIONS, HOLDINGS],
    CASE_FLOW: [CASES],
}


def follow_ourselves(house: House, service: Registry, due: DueStore, *, meter: Meter | None = None) -> DueLoop:
    """Carry out what was agreed when its day has come, and let nobody sit on in what is closed."""
    loop = DueLoop(due, CarryOut(service.councils, service.units), clock=house.clock, meter=meter)
    agreed = (CouncilChangeAgreed, CouncilPlanDropped, UnitChangeAgreed, UnitPlanDropped)
    house.follow(NAME, "due", dict.fromkeys(agreed, loop.look_again))
    house.beside(loop.run)
    ending = EndHoldings(service.councils, service.units)
    house.follow(NAME, "commands", {CouncilClosed: ending.of_council, UnitClosed: ending.of_unit})
    cancelling = CancelMeetings(service.meetings, service.councils, service.records, house.seen)
    house.follow(NAME, "meetings", {CouncilClosed: cancelling.of_council})
    return loop
