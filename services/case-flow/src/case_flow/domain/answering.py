"""A council asks a unit, the unit answers, and those who raised the case say whether the answer has come."""

from collections.abc import Sequence
from datetime import date, datetime

from case_flow.domain import deadlines
from case_flow.domain.case import Case
from case_flow.domain.deadlines import NOTHING_AGREED, Numbers
from case_flow.domain.neighbours import Meeting, Unit
from case_flow.domain.policy import Acting
from case_flow.domain.raising import require_soon
from case_flow.domain.refusals import (
    AskedTwice,
    MeetingNotHeld,
    NobodyAnswers,
    NotAgreed,
    NotTheirs,
    PartGivenBefore,
    PartsMissing,
    WrongState,
)
from case_flow.domain.transitions import Action
from case_flow.domain.voice import OWN_VOICE, Voice, home_of
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
    _require_all_answering(unit, also, now)
    parts = [
        AlsoAsked(unit=other.number, part=part, due=deadlines.ANSWER[other.kind].counted_from(now, numbers))
        for other, part in also
    ]
    due = deadlines.ANSWER[unit.kind].counted_from(now, numbers)
    return StatementMade(case=case.id, council=case.holder, unit=unit.number, due=due, also=tuple(parts))


def _require_all_answering(unit: Unit, also: Sequence[tuple[Unit, PartAs]], now: datetime) -> None:
    _require_answering(unit, PartAs.LINE, now, field="/unit")
    for place, (other, part) in enumerate(also):
        _require_answering(other, part, now, field=f"/also/{place}/unit")
    if len({(unit.number, PartAs.LINE), *((other.number, part) for other, part in also)}) <= len(also):
        raise AskedTwice("Ask each unit once, and its municipal owner once.", field="/also")


def _require_answering(unit: Unit, part: PartAs, now: datetime, *, field: str) -> None:
    unit.require_open(field=field)
    if part is PartAs.OWNER and not unit.is_owned_on(oslo_day(now)):
        raise NobodyAnswers("Nobody has the post of municipal owner at the unit.", field=field)
    if part is PartAs.LINE and not unit.answers_on(oslo_day(now)):
        raise NobodyAnswers("Nobody has the post of answering manager at the unit.", field=field)


def delay(case: Case, by: Acting, until: date, *, now: datetime) -> AnswerDelayed:
    """Tell that the unit is at work on it, and when the answer comes."""
    case.require(Action.DELAY_ANSWER, by)
    require_soon(until, now, field="/until")
    return AnswerDelayed(case=case.id, unit=case.questions[-1].unit, due=deadlines.chosen(until, now))


def give_part(case: Case, by: Acting, outcome: AnswerOutcome) -> PartGiven:
    """Give an owner's word, or the share of one's own line."""
    case.require(Action.GIVE_PART, by)
    part = case.part_of(by)
    if part is None:
        raise NotTheirs("Somebody else gives the part that was asked of the unit.", field="Acting-As")
    if part.given:
        raise PartGivenBefore("Somebody has given this part of the answer meanwhile.")
    return PartGiven(case=case.id, unit=part.unit, outcome=outcome, part=part.part)


def answer(
    case: Case, by: Acting, outcome: AnswerOutcome, *, now: datetime, numbers: Numbers = NOTHING_AGREED
) -> AnswerGiven:
    """Give the one answer: with every owner's word, and with every line's part that is not overdue.

    It follows the statement in full only if every owner does.

    `numbers` are those of the council that raised the case.
    """
    case.require(Action.ANSWER, by)
    _require_parts(case, outcome, oslo_day(now))
    receipt_by = deadlines.RECEIPT.counted_from(now, numbers)
    return AnswerGiven(case=case.id, unit=case.questions[-1].unit, outcome=outcome, receipt_by=receipt_by)


def _require_parts(case: Case, outcome: AnswerOutcome, today: date) -> None:
    asked = case.questions[-1]
    missing = [part.unit for part in asked.missing if part.part is PartAs.OWNER or today <= part.due.on]
    if missing:
        raise PartsMissing(missing)
    if outcome is AnswerOutcome.FOLLOWED and (refused := [part.unit for part in asked.parts if part.is_refusal]):
        raise NotAgreed(refused)


def register(
    case: Case,
    by: Acting,
    outcome: AnswerOutcome,
    meeting: Meeting,
    *,
    now: datetime,
    numbers: Numbers = NOTHING_AGREED,
) -> AnswerGiven:
    """Write down an answer that the unit gave by word of mouth in one of the holder's meetings; with the same parts."""
    case.require(Action.REGISTER_ANSWER, by)
    if case.holder not in meeting.councils or not meeting.held:
        raise MeetingNotHeld("The council that holds the case has held no such meeting.", field="/meeting")
    _require_parts(case, outcome, oslo_day(now))
    receipt_by = deadlines.RECEIPT.counted_from(now, numbers)
    unit = case.questions[-1].unit
    return AnswerGiven(case=case.id, unit=unit, outcome=outcome, meeting=meeting.id, receipt_by=receipt_by)


def confirm(case: Case, by: Acting, *, voice: Voice = OWN_VOICE) -> AnswerConfirmed:
    """Tell that the answer has come home."""
    case.require(Action.CONFIRM, by, stand_ins=voice.stand_ins)
    home = home_of(case, by, voice)
    if home in case.received:
        raise WrongState("This council has told already that the answer has come.")
    return AnswerConfirmed(case=case.id, council=home, on_behalf_of=voice.term)


def dispute(
    case: Case,
    by: Acting,
    unit: Unit | None,
    *,
    now: datetime,
    voice: Voice = OWN_VOICE,
    numbers: Numbers = NOTHING_AGREED,
) -> AnswerDisputed:
    """Ask the unit once more."""
    case.require(Action.DISPUTE, by, stand_ins=voice.stand_ins)
    if unit is None or unit.number != case.unit:
        raise WrongState("Another unit is asked now.")
    asked = case.questions[-1]
    due = deadlines.again(asked.due, now, numbers, by=unit.kind)
    also = tuple(AlsoAsked(unit=one.unit, part=one.part, due=due) for one in asked.parts if one.is_refusal)
    home = home_of(case, by, voice)
    return AnswerDisputed(case=case.id, council=home, unit=unit.number, due=due, on_behalf_of=voice.term, also=also)


def pass_on(case: Case, closed: str, successor: str) -> AnswerPassedOn:
    if closed not in case.units:
        raise WrongState(f"Nothing was asked of {closed}.")
    return AnswerPassedOn(case=case.id, unit=closed, successor=successor)
