"""How a case begins, and what is said of it before it is treated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from case_flow.domain import deadlines
from case_flow.domain.case import Case
from case_flow.domain.deadlines import NOTHING_AGREED, Numbers
from case_flow.domain.neighbours import Council
from case_flow.domain.policy import POLICY, Acting, Relation
from case_flow.domain.refusals import (
    AlreadyAppealed,
    DayFarOff,
    DayPassed,
    NoAppeal,
    NobodyAbove,
    NotProposed,
    TooLate,
    WrongState,
)
from case_flow.domain.transitions import Action
from councilkit.events.case_life import (
    AppealDecided,
    CaseAppealed,
    CaseKept,
    CaseScheduled,
    CaseTurnedAway,
    CaseWithdrawn,
    TurningAwayProposed,
)
from councilkit.events.case_words import Phase, Restriction, StartedBy, Theme, Unfit
from councilkit.events.cases import CaseReported, Due, Line
from councilkit.workdays import oslo_day

FARTHEST = timedelta(days=730)
"""So far ahead a day can be set that others wait for."""

TO_TAKE_HOME = timedelta(days=30)
"""So long the sender of an individual case can take its texts home before they are erased."""


@dataclass(frozen=True)
class About:
    """What a case is about, as its council sorts it."""

    lines: Sequence[Line]
    phase: Phase | None = None
    theme: Theme | None = None
    started_by: StartedBy | None = None
    restriction: Restriction | None = None


def report(
    by: Acting,
    council: Council,
    about: About,
    *,
    case: str,
    reference: str,
    now: datetime,
    numbers: Numbers = NOTHING_AGREED,
) -> CaseReported:
    council.require_open(field="/council")
    POLICY.require(Action.REPORT, by, {Relation.ORIGIN} if by.council == council.id else ())
    if about.restriction:
        require_ahead(about.restriction.until, now, field="/restriction/until")
    word_by = deadlines.WORD.counted_from(now, numbers)
    return _reported(council, about, by, case=case, reference=reference, word_by=word_by)


def _reported(council: Council, about: About, by: Acting, *, case: str, reference: str, word_by: Due) -> CaseReported:
    return CaseReported(
        case=case,
        reference=reference,
        council=council.id,
        lines=tuple(dict.fromkeys(about.lines)),
        language=council.language,
        reporter=by.id,
        phase=about.phase,
        theme=about.theme,
        started_by=about.started_by,
        restriction=about.restriction,
        word_by=word_by,
    )


def schedule(case: Case, by: Acting, on: date, *, now: datetime) -> CaseScheduled:
    case.require(Action.SCHEDULE, by)
    require_soon(on, now, field="/on")
    return CaseScheduled(case=case.id, council=case.holder, on=on)


def propose_turning_away(case: Case, by: Acting, why: Unfit) -> TurningAwayProposed:
    case.require(Action.PROPOSE_TURNING_AWAY, by)
    return TurningAwayProposed(case=case.id, council=case.holder, why=why)


def keep(case: Case, by: Acting) -> CaseKept:
    case.require(Action.KEEP, by)
    if case.turning_away is None:
        raise NotProposed("Nobody has proposed to turn the case away.")
    return CaseKept(case=case.id, council=case.holder)


def turn_away(case: Case, by: Acting, why: Unfit, *, now: datetime) -> CaseTurnedAway:
    case.require(Action.TURN_AWAY, by)
    erased_on = oslo_day(now) + TO_TAKE_HOME if why is Unfit.INDIVIDUAL else None
    return CaseTurnedAway(case=case.id, council=case.holder, why=why, erased_on=erased_on)


def appeal(case: Case, by: Acting, above: str | None, *, now: datetime) -> CaseAppealed:
    """Ask the council above, `above`, of the one that turned the case away. Once is enough."""
    case.require(Action.APPEAL, by)
    away = case.turning_away
    if away and away.appeals:
        raise AlreadyAppealed("The council above has been asked about this case before.")
    if away and away.has_passed(now):
        raise TooLate("What was written has been erased: raise it anew, as far as it concerns more than one person.")
    if above is None:
        raise NobodyAbove("No council is above the one that turned the case away.")
    return CaseAppealed(case=case.id, council=case.holder, to=above)


def decide_appeal(
    case: Case, by: Acting, *, stands: bool, now: datetime, numbers: Numbers = NOTHING_AGREED
) -> AppealDecided:
    """Say whether it stands; if not, the council that turned it away tells by a day when it takes it up."""
    case.require(Action.UPHOLD if stands else Action.OVERTURN, by)
    if case.turning_away is None or case.turning_away.appealed_to is None:
        raise NoAppeal("Nobody has asked for this to be looked at again.")
    word_by = None if stands else deadlines.WORD.counted_from(now, numbers)
    return AppealDecided(case=case.id, council=case.turning_away.appealed_to, stands=stands, word_by=word_by)


def withdraw(case: Case, by: Acting) -> CaseWithdrawn:
    case.require(Action.WITHDRAW, by)
    if case.holder != case.home:
        raise WrongState("A case that another council holds is not taken back any more; add a note instead.")
    if case.owes_others:
        raise WrongState("Others have raised this too, and wait for an answer; add a note instead.")
    return CaseWithdrawn(case=case.id, council=case.home)


def require_ahead(on: date, now: datetime, *, field: str) -> None:
    """Refuse a day that has come."""
    if on <= oslo_day(now):
        raise DayPassed("Name a day that has not come yet.", field=field)


def require_soon(on: date, now: datetime, *, field: str) -> None:
    """Refuse a day that has come, and one that nobody can wait for."""
    require_ahead(on, now, field=field)
    if on > oslo_day(now) + FARTHEST:
        raise DayFarOff("Name a day within two years.", field=field)
