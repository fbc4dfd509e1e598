"""What a case is after an event, field by field: the parts of the table in `evolve`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from case_flow.domain.case import Case
from case_flow.domain.follow_up import FollowUp
from case_flow.domain.question import Part, Question
from case_flow.domain.transitions import State
from case_flow.domain.turning_away import TurningAway
from councilkit.events.case_life import (
    AnswerDelayed,
    AppealDecided,
    CaseAppealed,
    CaseImported,
    CasePostponed,
    CaseReopened,
    CaseRestricted,
    CaseTurnedAway,
    FollowUpAgreed,
    FollowUpReported,
    PartGiven,
    SendingRegretted,
    TurningAwayProposed,
)
from councilkit.events.case_words import Restriction
from councilkit.events.cases import (
    AnswerConfirmed,
    AnswerDisputed,
    AnswerGiven,
    AnswerPassedOn,
    CasePutOnAgenda,
    CaseReceived,
    CaseReported,
    CaseReturned,
    CaseSent,
    StatementMade,
)

Changes = Mapping[str, Any]

ANEW: Changes = {"meeting": None, "number": None, "outcome": None, "scheduled": None, "postponed": 0, "returns": None}
"""What another council, or the same one that begins again, has not said yet."""


NO_HOP: Changes = {"receive_by": None, "regret_until": None, "copied_now": (), "sent_from": State.TREATED}
"""What is over once a case is on its way no more."""


def reported(event: CaseReported) -> Case:
    return Case(
        id=event.case,
        reference=event.reference,
        origin=event.council,
        lines=event.lines,
        language=event.language,
        holder=event.council,
        path=(event.council,),
        reporter=event.reporter,
        phase=event.phase,
        theme=event.theme,
        started_by=event.started_by,
        restriction=event.restriction,
        word_by=event.word_by,
    )


def imported(event: CaseImported) -> Case:
    asked = (Question(event.unit, event.due),) if event.unit and event.due else ()
    return Case(
        id=event.case,
        reference=event.reference,
        origin=event.council,
        lines=event.lines,
        language=event.language,
        holder=event.holder,
        path=tuple(dict.fromkeys((event.council, event.holder))),
        phase=event.phase,
        theme=event.theme,
        state=State(event.state),
        numbers=event.numbers,
        questions=asked,
    )


def turning_away(_case: Case, event: TurningAwayProposed) -> Changes:
    return {"turning_away": TurningAway(event.why)}


def turned_away(_case: Case, event: CaseTurnedAway) -> Changes:
    return {"turning_away": TurningAway(event.why, by_user=True, erased_on=event.erased_on), "word_by": None}


def appealed(case: Case, event: CaseAppealed) -> Changes:
    away = _away(case)
    return {"turning_away": replace(away, appealed_to=event.to, appeals=away.appeals + 1)}


def appeal_decided(case: Case, event: AppealDecided) -> Changes:
    if event.stands:
        return {"turning_away": replace(_away(case), appealed_to=None)}
    return {"state": State.REPORTED, "turning_away": None, "word_by": event.word_by, **ANEW}


def _away(case: Case) -> TurningAway:
    if case.turning_away is None:
        raise ValueError("Nobody has said that the case is not for a council.")
    return case.turning_away


def put_on_agenda(case: Case, event: CasePutOnAgenda) -> Changes:
    numbers = case.numbers if event.number is None or event.number in case.numbers else (*case.numbers, event.number)
    rest = {"returns": None, "word_by": None, "turning_away": None}
    return {"meeting": event.meeting, "number": event.number or case.number, "numbers": numbers, **rest}


def postponed(case: Case, event: CasePostponed) -> Changes:
    return {"meeting": None, "postponed": case.postponed + 1, "returns": event.until}


def sent(case: Case, event: CaseSent) -> Changes:
    new = tuple(one for one in dict.fromkeys(event.copies) if one not in case.copies)
    copies = {"copies": (*case.copies, *new), "copied_now": new}
    times = {"receive_by": event.due, "regret_until": event.regret_until}
    return {"path": (*case.path, event.to), "sent_from": case.state, **copies, **times}


def regretted(case: Case, _event: SendingRegretted) -> Changes:
    """Put it back where it stood: those who had hardly heard of the case have nothing to do with it."""
    copies = tuple(one for one in case.copies if one not in case.copied_now)
    return {"state": case.sent_from, "path": case.path[:-1], "copies": copies, **NO_HOP}


def received(_case: Case, event: CaseReceived) -> Changes:
    return {"holder": event.council, "word_by": event.word_by, "turning_away": None, **NO_HOP, **ANEW}


def came_back(_case: Case, _event: CaseReturned) -> Changes:
    return {"outcome": None, **NO_HOP}


def asked(case: Case, event: StatementMade) -> Changes:
    parts = tuple(Part(one.unit, one.part, one.due) for one in event.also)
    return {"questions": (*case.questions, Question(event.unit, event.due, event.due.since, parts))}


def asked_again(case: Case, event: AnswerDisputed) -> Changes:
    again = (case.question or Question(event.unit, event.due)).again(event.unit, event.due)
    return {"questions": (*case.questions, again), "received": frozenset()}


def delayed(case: Case, event: AnswerDelayed) -> Changes:
    *earlier, last = case.questions
    return {"questions": (*earlier, replace(last, due=event.due, delays=last.delays + 1))}


def part_given(case: Case, event: PartGiven) -> Changes:
    *earlier, last = case.questions
    return {"questions": (*earlier, last.given(event.unit, event.part, event.outcome))}


def answered(_case: Case, event: AnswerGiven) -> Changes:
    return {"received": frozenset(), "receipt_by": event.receipt_by}


def confirmed(case: Case, event: AnswerConfirmed) -> Changes:
    received = case.received | {event.council}
    if not received.issuperset(case.homes):
        return {"state": State.COMING_HOME, "received": received}
    return {"holder": case.home, "received": received}


def agreed(case: Case, event: FollowUpAgreed) -> Changes:
    new = FollowUp(event.follow_up, event.responsible, event.starts, event.ends, event.involved, event.informed)
    return {"follow_ups": (*case.follow_ups, new)}


def reported_on(case: Case, event: FollowUpReported) -> Changes:
    def now(one: FollowUp) -> FollowUp:
        if one.id != event.follow_up:
            return one
        return replace(one, progress=event.progress, ends=event.ends or one.ends)

    return {"follow_ups": tuple(now(one) for one in case.follow_ups)}


def reopened(case: Case, event: CaseReopened) -> Changes:
    anew = {"received": frozenset(), "word_by": event.word_by, **ANEW}
    return {"holder": case.home, "reopened": case.reopened + 1, **anew}


def restricted(_case: Case, event: CaseRestricted) -> Changes:
    return {"restriction": Restriction(basis=event.basis, until=event.until)}


def handed_on(case: Case, closed: str, heir: str) -> Changes:
    def now(council: str) -> str:
        return heir if council == closed else council

    names = ("path", "joined", "copies", "copied_now")
    several = {name: tuple(now(one) for one in getattr(case, name)) for name in names}
    late = {now(home) for home in case.homes if home not in case.received}
    received = frozenset(now(home) for home in case.homes) - late  # who came after two has it once both had it
    follow_ups = tuple(one.handed_on(closed, heir) for one in case.follow_ups)
    away = case.turning_away
    if away and away.appealed_to:
        away = replace(away, appealed_to=now(away.appealed_to))
    rest = {"received": received, "closed": (*case.closed, closed), "follow_ups": follow_ups, "turning_away": away}
    return {**several, **rest, "holder": now(case.holder)}


def passed_on(case: Case, event: AnswerPassedOn) -> Changes:
    questions = tuple(one.passed_on(event.unit, event.successor) for one in case.questions)
    follow_ups = tuple(one.handed_on(event.unit, event.successor) for one in case.follow_ups)
    return {"questions": questions, "follow_ups": follow_ups}
