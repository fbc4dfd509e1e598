"""Cases from before this house: what is told of them, and what must be so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from case_flow.domain import deadlines
from case_flow.domain.neighbours import Council, Unit
from case_flow.domain.policy import IMPORT, POLICY, Acting, Relation
from case_flow.domain.raising import FARTHEST
from case_flow.domain.refusals import DayFarOff, NobodyAnswers
from councilkit.events.case_life import CaseImported
from councilkit.events.case_words import ImportedAs, Phase, Theme
from councilkit.events.cases import AnswerOutcome, Due, Line
from councilkit.refusals import Kind, Refusal
from councilkit.workdays import oslo_day


class DayToCome(Refusal):
    slug = "day-to-come"
    kind = Kind.INVALID


class NotOfThisState(Refusal):
    """Something is told of the old case that nobody could know yet."""

    slug = "not-of-this-state"
    kind = Kind.INVALID


class NumberTaken(Refusal):
    """Another case has this number, or another row this key."""

    slug = "number-taken"
    kind = Kind.CONFLICT


class EnteredOtherwise(Refusal):
    """The case is here, and was told otherwise then."""

    slug = "entered-otherwise"
    kind = Kind.CONFLICT


class RowsRefused(Refusal):
    slug = "rows-refused"
    kind = Kind.INVALID


class ChangedSincePreview(Refusal):
    slug = "changed-since-preview"
    kind = Kind.CONFLICT


ANSWERED = frozenset({ImportedAs.ANSWERED, ImportedAs.CLOSED})


@dataclass(frozen=True)
class OldCase:
    council: Council
    holder: Council
    lines: Sequence[Line]
    raised: date
    state: ImportedAs
    phase: Phase | None = None
    theme: Theme | None = None
    numbers: tuple[str, ...] = ()
    unit: Unit | None = None
    due: date | None = None
    outcome: AnswerOutcome | None = None


def enter(by: Acting, old: OldCase, *, case: str, reference: str, now: datetime) -> CaseImported:
    """Let it be known here; an answer that is still to come has its own day, or from today as long as a new one."""
    POLICY.require(IMPORT, by, {Relation.ORIGIN} if by.council == old.council.id else ())
    _require_sense(old, now)
    return CaseImported(
        case=case,
        reference=reference,
        council=old.council.id,
        lines=tuple(dict.fromkeys(old.lines)),
        language=old.council.language,
        raised=old.raised,
        state=old.state,
        phase=old.phase,
        theme=old.theme,
        holder=old.holder.id,
        numbers=old.numbers,
        unit=old.unit.number if old.unit else None,
        due=_due(old, now),
        outcome=old.outcome,
    )


def _require_sense(old: OldCase, now: datetime) -> None:
    old.holder.require_open(field="/holder")
    if old.raised > oslo_day(now):
        raise DayToCome("It was raised on a day that has come.", field="/raised")
    waits = old.state is ImportedAs.AWAITING_ANSWER
    if waits and (old.unit is None or not old.unit.answers_on(oslo_day(now))):
        raise NobodyAnswers("Name a unit with somebody who answers there.", field="/unit")
    if not waits and old.due:
        raise NotOfThisState("Only a case that awaits an answer has a day for it.", field="/due")
    if old.due and old.due > oslo_day(now) + FARTHEST:
        raise DayFarOff("Name a day within two years.", field="/due")
    if old.outcome and old.state not in ANSWERED:
        raise NotOfThisState("Only a case that was answered has an outcome.", field="/outcome")


def _due(old: OldCase, now: datetime) -> Due | None:
    if old.state is not ImportedAs.AWAITING_ANSWER or old.unit is None:
        return None
    return deadlines.chosen(old.due, now) if old.due else deadlines.ANSWER[old.unit.kind].counted_from(now)
