"""What events do here: each publisher's, by view and type; what brings a council to the loop; the mails that follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from councilkit.events import Event, Item
from councilkit.events.case_life import CaseDue
from councilkit.events.cases import AnswerGiven
from councilkit.events.councils import CouncilFounded, TermEnded, TermStarted, UnitListed
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
)
from councilkit.events.notifications import (
    AlertRaised,
    CouncilDutiesClosed,
    CouncilDutiesSet,
    RuleAdopted,
    RuleWithdrawn,
)
from councilkit.events.rounds import RoundAnswered, RoundConcluded, RoundDue, RoundOpened, RoundTakenOver
from councilkit.events.seating import (
    MandateSet,
    NominationClosed,
    NominationRequested,
    PostInvited,
    SeatClosed,
    TermInvited,
)
from councilkit.events.structure import (
    CouncilChanged,
    CouncilClosed,
    CouncilCountingSet,
    CouncilRested,
    CouncilWoken,
    UnitChanged,
)
from councilkit.holdings import POSTS, TERMS
from councilkit.house import House
from councilkit.inbox import Done, Fate, Handler, View
from notifier.application import (
    follow_cases,
    follow_meetings,
    follow_own,
    follow_registry,
    follow_rounds,
    follow_seating,
)
from notifier.application.look_again import LookAgain
from notifier.application.set_duties import FollowCouncils
from notifier.domain.case_news import NEWS
from notifier.domain.round_news import ROUND_NEWS

NAME = "notifier"
REGISTRY = "council-registry"
CASE_FLOW = "case-flow"

RULES = View(
    follow_own.RULES,
    key=lambda event: event.rule,
    folds={RuleAdopted: follow_own.follow_rule, RuleWithdrawn: follow_own.follow_rule},
    shape=2,
)
SHEETS = View(
    follow_own.SHEETS,
    key=lambda event: event.council,
    folds={
        CouncilDutiesSet: follow_own.follow_settings,
        CouncilDutiesClosed: follow_own.follow_closing,
        AlertRaised: follow_own.follow_alert,
    },
    indexes=["successor"],
    shape=3,
)
COUNCILS = View(
    "councils",
    key=lambda event: event.council,
    folds={
        CouncilFounded: follow_registry.remember_council,
        CouncilChanged: follow_registry.remember_changed_council,
        CouncilRested: follow_registry.remember_rest,
        CouncilWoken: follow_registry.remember_waking,
        CouncilClosed: follow_registry.remember_closing,
    },
    indexes=["parent", "units"],
    shape=3,
)
UNITS = View(
    "units",
    key=lambda event: event.unit,
    folds={UnitListed: follow_registry.remember_unit, UnitChanged: follow_registry.remember_changed_unit},
    indexes=["parent"],
    shape=2,
)
MEETINGS = View(
    "meetings",
    key=lambda event: event.meeting,
    folds={
        MeetingPlanned: follow_meetings.remember_plan,
        MeetingArranged: follow_meetings.remember_arrangement,
        MeetingConvened: follow_meetings.remember_notice,
        MeetingMoved: follow_meetings.remember_move,
        MeetingCancelled: follow_meetings.remember_cancelling,
        MeetingRegretted: follow_meetings.remember_regret,
        MeetingHeld: follow_meetings.remember_held,
        MeetingCorrected: follow_meetings.remember_held,
        AbsenceTold: follow_meetings.remember_absence,
        AbsenceWithdrawn: follow_meetings.remember_absence,
    },
    indexes=["councils"],
    shape=3,
)
MANDATES = View("mandates", key=lambda event: event.council, folds={MandateSet: follow_seating.remember_mandate})
SEATS = View(
    "seats",
    key=lambda event: event.seat,
    folds={SeatClosed: follow_seating.remember_closed_seat},
    indexes=["council"],
)
REQUESTS = View(
    "requests",
    key=lambda event: event.request,
    folds={
        NominationRequested: follow_seating.remember_request,
        NominationClosed: follow_seating.remember_end_of_request,
    },
    indexes=["council"],
)
CASES = View(
    "cases",
    key=lambda event: event.case,
    folds=dict.fromkeys(follow_cases.FOLLOWED, follow_cases.remember),
    shape=3,
)
ROUNDS = View(
    "rounds",
    key=lambda event: event.round,
    folds=dict.fromkeys((RoundOpened, RoundAnswered, RoundDue, RoundConcluded, RoundTakenOver), follow_rounds.remember),
)

VIEWS: Mapping[str, Sequence[View]] = {
    NAME: [RULES, SHEETS],
    REGISTRY: [COUNCILS, UNITS, MEETINGS, MANDATES, SEATS, REQUESTS, TERMS, POSTS],
    CASE_FLOW: [CASES, ROUNDS],
}


@dataclass(frozen=True)
class Mails:
    """The follow-ups that plan mails."""

    duties: Handler
    answers: Handler
    cases: Handler
    late: Handler
    rounds: Handler
    notices: Handler
    invitations: Handler
    nominations: Handler


def follow_duties(house: House, again: LookAgain) -> None:
    """Let the loop look at a council when something about its duties or its seats has changed."""
    council, councils, all_ = again.at_council, again.at_councils, again.at_all
    of_a_council = (CouncilFounded, CouncilChanged, CouncilRested, CouncilWoken, TermStarted, TermEnded, SeatClosed)
    of_a_meeting = (MeetingPlanned, MeetingMoved, MeetingCancelled, MeetingRegretted, MeetingHeld, MeetingCorrected)
    house.follow(
        REGISTRY,
        "due",
        {
            **dict.fromkeys((*of_a_council, NominationRequested, NominationClosed), council),
            **dict.fromkeys(of_a_meeting, councils),
            MandateSet: again.at_line,
        },
    )
    house.follow(
        NAME,
        "due",
        {CouncilDutiesSet: council, CouncilDutiesClosed: again.at_heir, RuleAdopted: all_, RuleWithdrawn: all_},
    )
    follow = FollowCouncils(house.ledger)
    house.follow(REGISTRY, "duties", {CouncilCountingSet: follow.at_counting, CouncilClosed: follow.at_closing})


def both(first: Handler, second: Handler) -> Handler:
    """Let two follow the same event, the second when the first has done."""

    async def handle(event: Event, item: Item) -> Fate:
        fate = await first(event, item)
        return await second(event, item) if isinstance(fate, Done) else fate

    return handle


def follow_with_mails(house: House, mails: Mails) -> None:
    """Let mails follow what people are to hear of: alerts, cases, meetings, invitations and requests for names."""
    house.follow(NAME, "mails", {AlertRaised: mails.duties})
    cases: dict[type[Event], Handler] = dict.fromkeys(NEWS, mails.cases)
    cases |= dict.fromkeys(ROUND_NEWS, mails.rounds)
    cases |= {AnswerGiven: both(mails.answers, mails.cases), CaseDue: mails.late}
    house.follow(CASE_FLOW, "mails", cases)
    house.follow(
        REGISTRY,
        "mails",
        {
            **dict.fromkeys((MeetingConvened, MeetingMoved, MeetingCancelled), mails.notices),
            **dict.fromkeys((TermInvited, PostInvited), mails.invitations),
            NominationRequested: mails.nominations,
        },
    )
