"""A council asks a unit, the unit answers, and those who raised the case say whether the answer has come."""

from collections.abc import Sequence
from datetime import date, datetime

from case_flow.domain import deadlines
from case_flow.domain.case import Case
from case_flow.domain.deadlines import NOTHING_AGREED, Numbers
from case_flow.domain.neighbours import Meeting, Unit
from case_flow.domain.policy import SECRETARIAT, Acting, Relation
from case_flow.domain.raising import require_ahead
from case_flow.domain.refusals import (
    AskedTwice,
    MeetingNotHeld,
    NobodyAnswers,
    NoMore,
    NotInTheirName,
    PartsMissing,
    WrongState,
)
from case_flow.domain.transitions import Action
from councilkit.events.case_life import AnswerDelayed, PartGiven
from councilkit.events.cases import (
    AlsoAsked,
    AnswerConfirmed,
    AnswerDisputed,
    AnswerGiven,
    AnswerOutcome,
    AnswerPassedOn,
    PartAs,
    StatementMade,
)
from councilkit.events.councils import Side
from councilkit.workdays import oslo_day


def make_statement(
    case: Case,
    by: Acting,
    unit: Unit,
    *,
    also: Sequence[tuple[Unit, PartAs]] = (),
    now: datetime,
    numbers: Numbers = NOTHING_AGREED,
) -> StatementMade:
    """Ask a unit, and others for their part of the one answer; `numbers` are those of the council that asks."""
    case.require(Action.MAKE_STATEMENT, by)
    _require_answering(unit, now, field="/unit")
    for place, (other, _) in enumerate(also):
        _require_answering(other, now, field=f"/also/{place}/unit")
    if len({unit.number, *(other.number for other, _ in also)}) <= len(also):
        raise AskedTwice("Ask each unit once.", field="/also")
    parts = [
        AlsoAsked(unit=other.number, part=part, due=deadlines.ANSWER[other.kind].counted_from(now, numbers))
        for other, part in also
    ]
    due = deadlines.ANSWER[unit.kind].counted_from(now, numbers)
    return StatementMade(case=case.id, council=case.holder, unit=unit.number, due=due, also=tuple(parts))


def _require_answering(unit: Unit, now: datetime, *, field: str) -> None:
    if unit.closed:
        raise NoMore("This unit is no more.", field=field)
    if not unit.answers_on(oslo_day(now)):
        raise NobodyAnswers("Nobody has the post of answering manager at the unit.", field=field)


def delay(case: Case, by: Acting, until: date, *, now: datetime) -> AnswerDelayed:
    """Tell that the unit is at work on it, and when the answer comes."""
    case.require(Action.DELAY_ANSWER, by)
    require_ahead(until, now, field="/until")
    return AnswerDelayed(case=case.id, unit=case.questions[-1].unit, due=deadlines.chosen(until, now))


def give_part(case: Case, by: Acting, outcome: AnswerOutcome) -> PartGiven:
    case.require(Action.GIVE_PART, by)
    return PartGiven(case=case.id, unit=str(by.unit), outcome=outcome)


def answer(case: Case, by: Acting, outcome: AnswerOutcome, *, now: datetime) -> AnswerGiven:
    """Give the one answer: with every owner's word, and with every line's part that is not overdue."""
    case.require(Action.ANSWER, by)
    _require_parts(case, oslo_day(now))
    return AnswerGiven(case=case.id, unit=case.questions[-1].unit, outcome=outcome)


def _require_parts(case: Case, today: date) -> None:
    missing = [part.unit for part in case.questions[-1].missing if part.part is PartAs.OWNER or today <= part.due.on]
    if missing:
        raise PartsMissing(missing)


def register(case: Case, by: Acting, outcome: AnswerOutcome, meeting: Meeting) -> AnswerGiven:
    """Write down an answer that the unit gave by word of mouth in one of the holder's meetings."""
    case.require(Action.REGISTER_ANSWER, by)
    if case.holder not in meeting.councils or not meeting.held:
        raise MeetingNotHeld("The council that holds the case has held no such meeting.", field="/meeting")
    return AnswerGiven(case=case.id, unit=case.questions[-1].unit, outcome=outcome, meeting=meeting.id)


def confirm(case: Case, by: Acting, *, named: Acting | None = None, stand_in: str | None = None) -> AnswerConfirmed:
    """Tell that the answer has come home; `named` is the term whose holder rang, if the secretary writes it down."""
    case.require(Action.CONFIRM, by, stand_in=stand_in)
    home = home_of(case, by, named)
    if home in case.received:
        raise WrongState("This council has told already that the answer has come.")
    return AnswerConfirmed(case=case.id, council=home, on_behalf_of=named.id if named else None)


def dispute(
    case: Case,
    by: Acting,
    unit: Unit | None,
    *,
    now: datetime,
    named: Acting | None = None,
    stand_in: str | None = None,
    numbers: Numbers = NOTHING_AGREED,
) -> AnswerDisputed:
    """Ask the unit once more."""
    case.require(Action.DISPUTE, by, stand_in=stand_in)
    if unit is None or unit.number != case.unit:
        raise WrongState("Another unit is asked now.")
    due = deadlines.again(case.questions[-1].due, now, numbers, by=unit.kind)
    return AnswerDisputed(
        case=case.id,
        council=home_of(case, by, named),
        unit=unit.number,
        due=due,
        on_behalf_of=named.id if named else None,
    )


def home_of(case: Case, by: Acting, named: Acting | None) -> str:
    """Tell for which of the councils that raised the case somebody speaks: a user's seat, or who writes down its word.

    Raises `NotInTheirName` when the secretariat names no term of a user in the same council, or others name one.
    """
    if Relation.ORIGIN not in case.relations(by):
        return case.home  # the council above stands in
    home = str(by.council)
    if by.role in SECRETARIAT and by.side != Side.USER:
        if named is None or named.council != home or named.side != Side.USER:
            raise NotInTheirName("Name the user's seat in your council that asked you to.", field="/on_behalf_of")
    elif named is not None:
        raise NotInTheirName("Only the secretary writes down what others have said.", field="/on_behalf_of")
    return home


def pass_on(case: Case, closed: str, successor: str) -> AnswerPassedOn:
    if closed not in {unit for question in case.questions for unit in question.units}:
        raise WrongState(f"Nothing was asked of {closed}.")
    return AnswerPassedOn(case=case.id, unit=closed, successor=successor)
