"""What is done after an answer or an agreement, and how a case ends, begins again, or is kept from others."""

from collections.abc import Sequence
from datetime import date, datetime

from case_flow.domain import deadlines
from case_flow.domain.case import Case
from case_flow.domain.deadlines import NOTHING_AGREED, Numbers
from case_flow.domain.follow_up import FINISHED, FollowUp
from case_flow.domain.policy import Acting
from case_flow.domain.raising import require_ahead, require_soon
from case_flow.domain.refusals import (
    BackToFront,
    FinishedBefore,
    NoSuchFollowUp,
    NotTheirs,
    OpenFollowUps,
    ReopenedBefore,
    RestrictedBefore,
)
from case_flow.domain.transitions import Action
from case_flow.domain.voice import OWN_VOICE, Voice, home_of
from councilkit.events.case_life import (
    CaseClosed,
    CaseReopened,
    CaseRestricted,
    FollowUpAgreed,
    FollowUpReported,
    RestrictionLifted,
)
from councilkit.events.case_words import Progress, Restriction


def agree(case: Case, by: Acting, follow_up: FollowUp, *, now: datetime) -> FollowUpAgreed:
    case.require(Action.AGREE_FOLLOW_UP, by)
    require_soon(follow_up.ends, now, field="/ends")
    if follow_up.ends < follow_up.starts:
        raise BackToFront("It ends before it starts.", field="/ends")
    return FollowUpAgreed(
        case=case.id,
        follow_up=follow_up.id,
        council=case.holder,
        responsible=follow_up.responsible,
        involved=follow_up.involved,
        informed=follow_up.informed,
        starts=follow_up.starts,
        ends=follow_up.ends,
    )


def report_on(
    case: Case, by: Acting, follow_up: str, progress: Progress, ends: date | None, *, now: datetime
) -> FollowUpReported:
    case.require(Action.REPORT_FOLLOW_UP, by)
    one = _follow_up(case.follow_ups, follow_up)
    if by.council != case.holder and not one.is_of(by):
        raise NotTheirs("Whoever is responsible for this tells how far it is, or the council.")
    if one.finished and progress in FINISHED:
        raise FinishedBefore(f"Somebody has told already that this is {one.progress}.")
    if ends is not None:
        require_soon(ends, now, field="/ends")
    return FollowUpReported(case=case.id, follow_up=follow_up, progress=progress, ends=ends)


def _follow_up(several: Sequence[FollowUp], id: str) -> FollowUp:
    for one in several:
        if one.id == id:
            return one
    raise NoSuchFollowUp(f"The case has no follow-up with the id {id}.", field="path")


def close(case: Case, by: Acting, *, voice: Voice = OWN_VOICE) -> CaseClosed:
    case.require(Action.CLOSE, by, stand_ins=voice.stand_ins)
    if not case.may_close:
        raise OpenFollowUps([one.id for one in case.follow_ups if not one.finished])
    return CaseClosed(case=case.id, council=home_of(case, by, voice), on_behalf_of=voice.term)


def reopen(
    case: Case,
    by: Acting,
    *,
    new_facts: bool,
    now: datetime,
    voice: Voice = OWN_VOICE,
    numbers: Numbers = NOTHING_AGREED,
) -> CaseReopened:
    """Take it up again: once for the asking, after that only with something new."""
    case.require(Action.REOPEN, by, stand_ins=voice.stand_ins)
    if case.reopened and not new_facts:
        raise ReopenedBefore("The case was taken up again before. Say what is new.", field="/new_facts")
    council = home_of(case, by, voice)
    word_by = deadlines.WORD.counted_from(now, numbers)
    term = voice.term
    return CaseReopened(case=case.id, council=council, new_facts=new_facts, on_behalf_of=term, word_by=word_by)


def restrict(case: Case, by: Acting, restriction: Restriction, *, now: datetime) -> CaseRestricted:
    case.require(Action.RESTRICT, by)
    if case.restriction:
        raise RestrictedBefore("The case is restricted already.")
    require_ahead(restriction.until, now, field="/until")
    return CaseRestricted(case=case.id, council=case.holder, basis=restriction.basis, until=restriction.until)


def lift(case: Case, by: Acting) -> RestrictionLifted:
    case.require(Action.LIFT_RESTRICTION, by)
    return lifted(case)


def lift_on(case: Case, day: date) -> RestrictionLifted:
    """Lift it by itself, once its day has come."""
    if case.restriction and case.restriction.until > day:
        raise RestrictedBefore("The case is restricted for longer.")
    return lifted(case)


def lifted(case: Case) -> RestrictionLifted:
    if case.restriction is None:
        raise RestrictedBefore("The case is open to everybody already.")
    return RestrictionLifted(case=case.id, council=case.holder)
