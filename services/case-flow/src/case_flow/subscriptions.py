"""What events do here: each publisher's, by view and type."""

from collections.abc import Mapping, Sequence

from case_flow.application.follow_registry import remember_council, remember_meeting, remember_unit
from case_flow.application.records import case_of, follow_case
from case_flow.domain.evolve import EFFECTS
from councilkit.events.cases import CaseReported
from councilkit.events.councils import CouncilFounded, UnitListed
from councilkit.events.meetings import MeetingHeld, MeetingPlanned
from councilkit.events.texts import TextErased
from councilkit.holdings import POSTS, TERMS
from councilkit.inbox import View

NAME = "case-flow"
REGISTRY = "council-registry"

CASES = View(
    "cases",
    key=case_of,
    folds=dict.fromkeys([CaseReported, *EFFECTS, TextErased], follow_case),  # so the record is as far on as its stream
    indexes=["position", "councils", "waits_for_council", "waits_for_unit"],
)
COUNCILS = View("councils", key=lambda event: event.council, folds={CouncilFounded: remember_council})
UNITS = View("units", key=lambda event: event.unit, folds={UnitListed: remember_unit})
MEETINGS = View(
    "meetings",
    key=lambda event: event.meeting,
    folds={MeetingPlanned: remember_meeting, MeetingHeld: remember_meeting},
)

VIEWS: Mapping[str, Sequence[View]] = {
    NAME: [CASES],
    REGISTRY: [COUNCILS, UNITS, MEETINGS, TERMS, POSTS],
}
