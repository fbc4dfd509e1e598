"""What events do here: each publisher's, by view and type, what must be heard first, and the mails that follow."""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence

from councilkit.events import case_life, cases
from councilkit.events.cases import CaseReported, CaseSent, CaseTakenOver
from councilkit.events.councils import CouncilFounded, UnitListed
from councilkit.events.newsletters import DigestDeclined, DigestWanted, EditionFrozen, EditionGreeted, EditionOpened
from councilkit.events.structure import CouncilChanged, UnitChanged
from councilkit.holdings import POSTS, TERMS
from councilkit.house import House
from councilkit.inbox import View
from newsletter.application.follow_cases import (
    remember_decision,
    remember_heir,
    remember_joining,
    remember_keeping,
    remember_move,
    remember_old_case,
    remember_proposal,
    remember_regret,
    remember_report,
    remember_restriction,
    remember_sending,
    remember_taking_up,
    remember_turning_away,
)
from newsletter.application.follow_registry import remember_council, remember_unit
from newsletter.application.plan_digests import PlanDigests
from newsletter.application.records import VIEW, follow_frozen, follow_greeted, follow_opened, follow_reader

NAME = "newsletter"
REGISTRY = "council-registry"
CASE_FLOW = "case-flow"

EDITIONS = View(
    VIEW,
    key=lambda event: event.edition,
    folds={EditionOpened: follow_opened, EditionGreeted: follow_greeted, EditionFrozen: follow_frozen},
    indexes=["half", "state"],
    shape=2,
)
READERS = View(
    "readers",
    key=lambda event: event.term,
    folds={DigestDeclined: follow_reader, DigestWanted: follow_reader},
    indexes=["wants"],
)
COUNCILS = View(
    "councils",
    key=lambda event: event.council,
    folds={CouncilFounded: remember_council, CouncilChanged: remember_council},
)
UNITS = View("units", key=lambda event: event.unit, folds={UnitListed: remember_unit, UnitChanged: remember_unit})
MOVES = (
    cases.CaseTreated,
    cases.CaseReturned,
    cases.StatementMade,
    cases.AnswerGiven,
    cases.AnswerConfirmed,
    cases.AnswerDisputed,
    cases.AnswerPassedOn,
    case_life.CasePostponed,
    case_life.CaseWithdrawn,
    case_life.CaseMerged,
    case_life.AnswerDelayed,
    case_life.CaseClosed,
    case_life.CaseReopened,
    case_life.FollowUpAgreed,
    case_life.FollowUpReported,
)
"""What a reader would call news of a case, beside what is kept of it."""

TAKES_UP = (case_life.CaseScheduled, cases.CasePutOnAgenda, cases.CaseReceived)
"""What says besides that it is not one person's own case."""

CASES = View(
    "cases",
    key=lambda event: event.case,
    folds={
        CaseReported: remember_report,
        case_life.CaseImported: remember_old_case,
        CaseSent: remember_sending,
        case_life.SendingRegretted: remember_regret,
        case_life.CaseJoined: remember_joining,
        case_life.TurningAwayProposed: remember_proposal,
        case_life.CaseKept: remember_keeping,
        case_life.CaseTurnedAway: remember_turning_away,
        case_life.AppealDecided: remember_decision,
        **dict.fromkeys([case_life.CaseRestricted, case_life.RestrictionLifted], remember_restriction),
        CaseTakenOver: remember_heir,
        **dict.fromkeys(MOVES, remember_move),
        **dict.fromkeys(TAKES_UP, remember_taking_up),
    },
    indexes=["halves"],
    shape=4,
)

VIEWS: Mapping[str, Sequence[View]] = {
    NAME: [EDITIONS, READERS],
    REGISTRY: [COUNCILS, UNITS, TERMS, POSTS],
    CASE_FLOW: [CASES],
}

# Also ourselves: who has just said that they want digests again would be left out of an edition for good.
HEARD_BEFORE_FREEZING = (NAME, REGISTRY, CASE_FLOW)

WAITED = 3.0
"""Seconds that an editor waits at most."""


async def all_is_heard(house: House) -> bool:
    """Tell whether we have heard all that freezing stands on, or do soon; all are asked at once."""
    return all(await asyncio.gather(*(_is_heard(house, source) for source in HEARD_BEFORE_FREEZING)))


async def _is_heard(house: House, source: str) -> bool:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(WAITED):  # the source itself may be slow to tell how far it is
            return await house.level(source, WAITED) is not None
    return False


def follow_editions(house: House, plan: PlanDigests) -> None:
    """Let mails follow a frozen edition."""
    house.follow(NAME, "mails", {EditionFrozen: plan})
