"""What events do here: each publisher's, by view and type; what brings a council to the loop; the mails that follow."""

from collections.abc import Mapping, Sequence

from councilkit.events.cases import AnswerGiven, CaseReported
from councilkit.events.councils import CouncilFounded, TermEnded, TermStarted, UnitListed
from councilkit.events.meetings import MeetingHeld, MeetingPlanned
from councilkit.events.notifications import AlertRaised, CouncilDutiesSet, RuleAdopted, RuleWithdrawn
from councilkit.holdings import POSTS, TERMS
from councilkit.house import House
from councilkit.inbox import View
from notifier.application import follow_own
from notifier.application.follow_cases import remember_answer, remember_report
from notifier.application.follow_registry import remember_council, remember_held, remember_plan, remember_unit
from notifier.application.look_again import LookAgain
from notifier.application.plan_answer_mails import PlanAnswerMails
from notifier.application.plan_duty_mails import PlanDutyMails

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
    folds={CouncilDutiesSet: follow_own.follow_settings, AlertRaised: follow_own.follow_alert},
    shape=2,
)
COUNCILS = View(
    "councils",
    key=lambda event: event.council,
    folds={CouncilFounded: remember_council},
    indexes=["parent", "units"],
    shape=2,
)
UNITS = View("units", key=lambda event: event.unit, folds={UnitListed: remember_unit}, indexes=["parent"])
MEETINGS = View(
    "meetings",
    key=lambda event: event.meeting,
    folds={MeetingPlanned: remember_plan, MeetingHeld: remember_held},
    indexes=["councils"],
)
CASES = View(
    "cases",
    key=lambda event: event.case,
    folds={CaseReported: remember_report, AnswerGiven: remember_answer},
)

VIEWS: Mapping[str, Sequence[View]] = {
    NAME: [RULES, SHEETS],
    REGISTRY: [COUNCILS, UNITS, MEETINGS, TERMS, POSTS],
    CASE_FLOW: [CASES],
}


def follow_duties(house: House, again: LookAgain) -> None:
    """Let the loop look at a council when something about its duties has changed."""
    council, councils, all_ = again.at_council, again.at_councils, again.at_all
    house.follow(
        REGISTRY,
        "due",
        {
            CouncilFounded: council,
            TermStarted: council,
            TermEnded: council,
            MeetingPlanned: councils,
            MeetingHeld: councils,
        },
    )
    house.follow(NAME, "due", {CouncilDutiesSet: council, RuleAdopted: all_, RuleWithdrawn: all_})


def follow_with_mails(house: House, duties: PlanDutyMails, answers: PlanAnswerMails) -> None:
    """Let mails follow an alert, and an answer on its way home."""
    house.follow(NAME, "mails", {AlertRaised: duties})
    house.follow(CASE_FLOW, "mails", {AnswerGiven: answers})
