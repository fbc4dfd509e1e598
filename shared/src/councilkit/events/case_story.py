"""The part of the story in which a case lives through what can happen to one, and another one becomes a part of it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from councilkit.events.base import Event
from councilkit.events.case_life import (
    AnswerDelayed,
    CaseClosed,
    CaseDue,
    CaseJoined,
    CaseMerged,
    CasePostponed,
    CaseReopened,
    CaseRestricted,
    CaseScheduled,
    CaseTakenUpAgain,
    CaseWithdrawn,
    FollowUpAgreed,
    FollowUpReported,
    NoteAdded,
    PartGiven,
    RestrictionLifted,
    SendingRegretted,
)
from councilkit.events.case_words import Awaited, Basis, Late, Party, Progress
from councilkit.events.cases import (
    AlsoAsked,
    AnswerConfirmed,
    AnswerDisputed,
    AnswerGiven,
    AnswerOutcome,
    CasePutOnAgenda,
    CaseReceived,
    CaseSent,
    CaseTreated,
    Outcome,
    PartAs,
    RuleStatus,
    StatementMade,
    Wish,
)
from councilkit.events.councils import PostRole, PostStarted
from councilkit.events.first_case_versions import FirstAwaited, FirstCaseDue
from councilkit.events.meetings import MeetingForm, MeetingHeld, MeetingPlanned, MeetingType
from councilkit.events.registry_story import EAST, EAST_UNIT, REGIONAL, Told, told
from councilkit.events.short_story import due, reported

REGION_UNIT = "0800"
MANAGER = "svarlederskien6723456"
FIRST_MEETING, SECOND_MEETING = "moteskien34567234567a", "moteskien34567234567b"
REGION_MEETING = "moteregion345672345a7"
WAITING, PART, AGREED = "sakventerom6723456723", "sakkoe67234567234567a", "oppgave67234567234567"


def _at(day: str, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour, minute), UTC)


def _planned(meeting: str, council: str, day: str) -> Event:
    kind, form = MeetingType.COUNCIL_MEETING, MeetingForm.PHYSICAL
    return MeetingPlanned(meeting=meeting, councils=(council,), type=kind, form=form, starts_at=_at(day, 7))


def _held(meeting: str, council: str) -> Event:
    return MeetingHeld(meeting=meeting, councils=(council,), attended=())


_ANSWER = due("2028-05-30", "answer-region", "2028-04-04")
_PART = due("2028-05-16", "answer-local", "2028-04-04")
_LATER = due("2028-06-20", "set-by-hand", "2028-05-22", RuleStatus.AGREED)

CASE_STORY: Sequence[Told] = (
    *told(
        "2028-02-01",
        f"unit-{EAST_UNIT}",
        PostStarted(post=MANAGER, unit=EAST_UNIT, role=PostRole.ANSWERING_MANAGER, starts=date(2028, 2, 1)),
    ),
    *told("2028-02-01", f"meeting-{FIRST_MEETING}", _planned(FIRST_MEETING, EAST, "2028-02-22")),
    *told("2028-02-01", f"meeting-{SECOND_MEETING}", _planned(SECOND_MEETING, EAST, "2028-03-07")),
    *told("2028-02-01", f"meeting-{REGION_MEETING}", _planned(REGION_MEETING, REGIONAL, "2028-04-03")),
    *told(
        "2028-02-02",
        f"case-{WAITING}",
        reported(WAITING, "28-0417", EAST, due("2028-02-16", "word", "2028-02-02")),
        CaseScheduled(case=WAITING, council=EAST, on=date(2028, 2, 22)),
        CasePutOnAgenda(case=WAITING, council=EAST, meeting=FIRST_MEETING, number="LBU-SKI 1/28"),
    ),
    *told("2028-02-21", f"case-{WAITING}", CasePostponed(case=WAITING, council=EAST, until=date(2028, 2, 28))),
    *told(
        "2028-02-28",
        f"case-{WAITING}",
        CaseTakenUpAgain(case=WAITING, council=EAST),
        CasePutOnAgenda(case=WAITING, council=EAST, meeting=SECOND_MEETING, number="LBU-SKI 2/28"),
    ),
    *told("2028-03-07", f"meeting-{SECOND_MEETING}", _held(SECOND_MEETING, EAST)),
    *told(
        "2028-03-07",
        f"case-{WAITING}",
        CaseTreated(case=WAITING, council=EAST, meeting=SECOND_MEETING, outcome=Outcome.HOP),
    ),
    *told(
        "2028-03-08",
        f"case-{WAITING}",
        CaseSent(
            case=WAITING,
            sender=EAST,
            to=REGIONAL,
            wish=Wish.STATEMENT,
            due=due("2028-03-22", "receive", "2028-03-08"),
            regret_until=_at("2028-03-08", 9, 10),
        ),
        SendingRegretted(case=WAITING, council=EAST),
        CaseSent(
            case=WAITING,
            sender=EAST,
            to=REGIONAL,
            wish=Wish.ANSWER,
            due=due("2028-03-22", "receive", "2028-03-08"),
            regret_until=_at("2028-03-08", 9, 12),
        ),
    ),
    *told(
        "2028-03-10",
        f"case-{PART}",
        reported(PART, "28-0733", REGIONAL, due("2028-03-24", "word", "2028-03-10")),
    ),
    *told(
        "2028-03-13",
        f"case-{WAITING}",
        CaseReceived(case=WAITING, council=REGIONAL, word_by=due("2028-03-27", "word", "2028-03-13")),
    ),
    *told("2028-03-14", f"case-{PART}", CaseMerged(case=PART, council=REGIONAL, into=WAITING)),
    *told("2028-03-14", f"case-{WAITING}", CaseJoined(case=WAITING, joined=PART, origins=(REGIONAL,))),
    *told(
        "2028-03-15",
        f"case-{WAITING}",
        CasePutOnAgenda(case=WAITING, council=REGIONAL, meeting=REGION_MEETING, number="RBU-VES 1/28"),
    ),
    *told("2028-04-03", f"meeting-{REGION_MEETING}", _held(REGION_MEETING, REGIONAL)),
    *told(
        "2028-04-04",
        f"case-{WAITING}",
        CaseTreated(case=WAITING, council=REGIONAL, meeting=REGION_MEETING, outcome=Outcome.STATEMENT),
        StatementMade(
            case=WAITING,
            council=REGIONAL,
            unit=REGION_UNIT,
            due=_ANSWER,
            also=(AlsoAsked(unit=EAST_UNIT, part=PartAs.LINE, due=_PART),),
        ),
        NoteAdded(case=WAITING, council=EAST),
    ),
    *told(
        "2028-05-09",
        f"case-{WAITING}",
        FirstCaseDue(case=WAITING, awaited=FirstAwaited.ANSWER, late=Late.SOON, unit=REGION_UNIT, due=_ANSWER),
        CaseDue(
            case=WAITING,
            awaited=Awaited.PART,
            late=Late.SOON,
            unit=EAST_UNIT,
            due=_PART,
            above=REGIONAL,
            seen_on=date(2028, 5, 30),
            part=PartAs.LINE,
        ),
    ),
    *told(
        "2028-05-16",
        f"case-{WAITING}",
        PartGiven(case=WAITING, unit=EAST_UNIT, outcome=AnswerOutcome.FOLLOWED, part=PartAs.LINE),
    ),
    *told("2028-05-22", f"case-{WAITING}", AnswerDelayed(case=WAITING, unit=REGION_UNIT, due=_LATER)),
    *told(
        "2028-06-13",
        f"case-{WAITING}",
        AnswerGiven(
            case=WAITING,
            unit=REGION_UNIT,
            outcome=AnswerOutcome.PARTLY,
            receipt_by=due("2028-06-27", "receipt", "2028-06-13"),
        ),
        AnswerConfirmed(case=WAITING, council=EAST),
        AnswerDisputed(
            case=WAITING, council=REGIONAL, unit=REGION_UNIT, due=due("2028-08-08", "answer-region", "2028-06-13")
        ),
    ),
    *told(
        "2028-08-07",
        f"case-{WAITING}",
        AnswerGiven(
            case=WAITING,
            unit=REGION_UNIT,
            outcome=AnswerOutcome.FOLLOWED,
            receipt_by=due("2028-08-21", "receipt", "2028-08-07"),
        ),
        AnswerConfirmed(case=WAITING, council=EAST),
        AnswerConfirmed(case=WAITING, council=REGIONAL),
        FollowUpAgreed(
            case=WAITING,
            follow_up=AGREED,
            council=EAST,
            responsible=Party(unit=EAST_UNIT),
            involved=(Party(council=EAST),),
            informed=(Party(council=REGIONAL),),
            starts=date(2028, 8, 14),
            ends=date(2028, 10, 2),
        ),
    ),
    *told(
        "2028-10-02",
        f"case-{WAITING}",
        FollowUpReported(case=WAITING, follow_up=AGREED, progress=Progress.DONE),
        CaseClosed(case=WAITING, council=EAST),
    ),
    *told(
        "2028-10-30",
        f"case-{WAITING}",
        CaseReopened(case=WAITING, council=EAST, new_facts=True, word_by=due("2028-11-13", "word", "2028-10-30")),
        CaseRestricted(case=WAITING, council=EAST, basis=Basis.CONFIDENTIAL, until=date(2028, 12, 31)),
        RestrictionLifted(case=WAITING, council=EAST),
        CaseWithdrawn(case=WAITING, council=EAST),
    ),
)
"""Day, stream and event, in order."""
