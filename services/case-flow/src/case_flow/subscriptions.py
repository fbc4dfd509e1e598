"""What events do here: each publisher's, by view and type."""

from collections.abc import Mapping, Sequence
from functools import partial

from opentelemetry.metrics import Meter

from case_flow.application.following.due import LookAtDue, looks
from case_flow.application.following.follow_closings import FollowClosings
from case_flow.application.following.follow_mandates import remember_mandate
from case_flow.application.following.follow_mergings import FollowMergings
from case_flow.application.following.follow_registry import remember_council, remember_meeting, remember_unit
from case_flow.application.following.let_drafts_go import LetDraftsGo
from case_flow.application.known_mandates import VIEW as MANDATES_VIEW
from case_flow.application.known_numbers import NUMBERS
from case_flow.application.records import case_of, follow_case
from case_flow.application.rounds.follow_closings import FollowClosingsOfRounds
from case_flow.application.rounds.round_records import follow_round, round_of
from case_flow.application.service import CaseFlow
from case_flow.domain.evolve import BEGINNINGS, EFFECTS
from case_flow.domain.reach import REACHES
from councilkit.due import DueStore
from councilkit.due.loop import DueLoop
from councilkit.events.case_life import CaseJoined, CaseMerged
from councilkit.events.councils import CouncilFounded, TermEnded, UnitListed
from councilkit.events.meetings import MeetingCancelled, MeetingHeld, MeetingMoved, MeetingPlanned, MeetingRegretted
from councilkit.events.rounds import RoundAnswered, RoundConcluded, RoundDue, RoundOpened, RoundTakenOver
from councilkit.events.seating import MandateSet
from councilkit.events.structure import CouncilChanged, CouncilClosed, UnitChanged, UnitClosed
from councilkit.events.texts import TextErased
from councilkit.holdings import POSTS, TERMS
from councilkit.house import House
from councilkit.inbox import View

NAME = "case-flow"
REGISTRY = "council-registry"

CASES = View(
    "cases",
    key=case_of,
    folds=dict.fromkeys([*BEGINNINGS, *EFFECTS, TextErased], follow_case),  # so the record is as far on as its stream
    indexes=["position", "called", "councils", "waits_for_council", "waits_for_unit", "asked_units", "due", "appealed"],
    shape=7,
)
ROUND_EVENTS = (RoundOpened, RoundAnswered, RoundDue, RoundConcluded, RoundTakenOver)
ROUNDS = View(
    "rounds",
    key=round_of,
    folds=dict.fromkeys([*ROUND_EVENTS, TextErased], follow_round),
    indexes=["position", "councils", "waits", "within", "case"],
)
COUNCILS = View(
    "councils",
    key=lambda event: event.council,
    folds=dict.fromkeys([CouncilFounded, CouncilChanged, CouncilClosed], remember_council),
    shape=5,
)
MANDATES = View(MANDATES_VIEW, key=lambda event: event.council, folds={MandateSet: remember_mandate})
UNITS = View(
    "units",
    key=lambda event: event.unit,
    folds=dict.fromkeys([UnitListed, UnitChanged, UnitClosed], remember_unit),
    shape=3,
)
MEETINGS = View(
    "meetings",
    key=lambda event: event.meeting,
    folds=dict.fromkeys(
        [MeetingPlanned, MeetingMoved, MeetingCancelled, MeetingRegretted, MeetingHeld], remember_meeting
    ),
    shape=3,
)

VIEWS: Mapping[str, Sequence[View]] = {
    NAME: [CASES, NUMBERS, ROUNDS],
    REGISTRY: [COUNCILS, MANDATES, UNITS, MEETINGS, TERMS, POSTS],
}


async def all_level(house: House) -> bool:
    """Tell whether our views have taken in all that the registry and we ourselves have told."""
    return all([await house.level(source) for source in (REGISTRY, NAME)])


def follow_with_commands(house: House, closings: FollowClosings, of_rounds: FollowClosingsOfRounds) -> None:
    """Let somebody take over from a council or a unit that is no more."""
    house.follow(REGISTRY, "closings", {CouncilClosed: closings.at_council, UnitClosed: closings.at_unit})
    house.follow(NAME, "closings", dict.fromkeys(REACHES, closings.at_reaching))
    house.follow(REGISTRY, "closings-of-rounds", {CouncilClosed: of_rounds.at_council})
    house.follow(NAME, "closings-of-rounds", dict.fromkeys([RoundOpened, RoundTakenOver], of_rounds.at_round))


def follow_mergings(house: House, mergings: FollowMergings) -> None:
    """Let a case take in those who are to be answered of another one that has become a part of it."""
    house.follow(NAME, "mergings", {CaseMerged: mergings.at_merging, CaseJoined: mergings.at_joining})


def follow_endings(house: House, drafts: LetDraftsGo) -> None:
    """Let what was being written go with the term that wrote it."""
    house.follow(REGISTRY, "drafts", {TermEnded: drafts})


def follow_due(house: House, service: CaseFlow, due: DueStore, *, meter: Meter | None = None) -> DueLoop:
    """Do what falls due, at its time: see `following.due` for what that is."""
    loop = DueLoop(due, LookAtDue(looks(service)), clock=house.clock, ready=partial(all_level, house), meter=meter)
    house.follow(NAME, "due", dict.fromkeys([*BEGINNINGS, *EFFECTS, *ROUND_EVENTS], loop.look_again))
    house.beside(loop.run)
    return loop
