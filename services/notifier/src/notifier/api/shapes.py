"""What is told of duties, rules and links."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal, Self

from pydantic import BaseModel

from councilkit.callers import Holding
from councilkit.events.cases import RuleStatus
from councilkit.events.meetings import MeetingType
from councilkit.web import AllowedAction
from notifier.application import compose_answer, compose_notice
from notifier.application.absence_by_link import AbsenceAct
from notifier.application.confirm_by_link import Act
from notifier.application.known import Sheet
from notifier.application.list_duties import Relation, Shown
from notifier.application.list_rules import RuleNow
from notifier.application.list_tasks import Task
from notifier.domain.duty import Duty, Standing


class DueShape(BaseModel):
    """A day by which something is to be done, and what it rests on."""

    on: date
    rule: str
    source: str
    status: RuleStatus

    @classmethod
    def of(cls, duty: Duty) -> Self:
        return cls(on=duty.last_day, rule=duty.rule.id, source=duty.rule.source, status=duty.status)


class AlertShape(BaseModel):
    """A step that was raised, and the day that it was meant for."""

    step: str
    on: date
    meeting: str | None


class DutyShape(BaseModel):
    """One rule, one council, one year. Only what binds is ever at risk or missed.

    `untold` are the meetings that are past, and of which nobody has told whether they were held: ask that first.
    """

    council: str
    relation: Relation
    rule: str
    year: int
    status: RuleStatus
    source: str
    required: int
    held: int
    booked: int
    missing: int
    standing: Standing
    meeting_type: MeetingType
    due: DueShape | None
    next_meeting: datetime | None
    untold: list[str]
    quiet: bool
    counts_from: date
    alerts: list[AlertShape]
    actions: list[AllowedAction]

    @classmethod
    def of(cls, shown: Shown[Holding], now: datetime) -> Self:
        duty = shown.duty
        following, missing = duty.next_meeting(now), duty.missing(now)
        return cls(
            council=duty.council.id,
            relation=shown.relation,
            rule=duty.rule.id,
            year=duty.year,
            status=duty.status,
            source=duty.rule.source,
            required=duty.required,
            held=duty.held,
            booked=duty.booked(now),
            missing=missing,
            standing=duty.standing(now),
            meeting_type=duty.rule.meeting_type,
            due=DueShape.of(duty) if missing else None,
            next_meeting=following.starts_at if following else None,
            untold=_untold(duty, now),
            quiet=duty.council.settings.quiet,
            counts_from=duty.council.first_day,
            alerts=[AlertShape(**{name: alert[name] for name in AlertShape.model_fields}) for alert in shown.alerts],
            actions=_allowed(shown.open_now),
        )


class Duties(BaseModel):
    """`more`: some councils of the level below are left out; each is told when it is asked for by its id."""

    items: list[DutyShape]
    more: bool


class TaskShape(BaseModel):
    """A meeting that is to be booked, by the asker or by others: do it, or see to it, as `acting`.

    Where there are `untold` meetings, as a duty tells them, the act is to register the first of them.
    """

    action: str
    council: str
    rule: str
    year: int
    missing: int
    untold: list[str]
    meeting_type: MeetingType
    due: DueShape
    acting: str

    @classmethod
    def of(cls, task: Task[Holding], now: datetime) -> Self:
        duty = task.duty
        return cls(
            action=task.action,
            council=duty.council.id,
            rule=duty.rule.id,
            year=duty.year,
            missing=duty.missing(now),
            untold=_untold(duty, now),
            meeting_type=duty.rule.meeting_type,
            due=DueShape.of(duty),
            acting=task.acting.id,
        )


class Tasks(BaseModel):
    items: list[TaskShape]


class RuleShape(BaseModel):
    rule: str
    status: RuleStatus
    source: str
    required: int
    actions: list[AllowedAction]

    @classmethod
    def of(cls, now: RuleNow[Holding]) -> Self:
        rule = now.rule
        return cls(
            rule=rule.id, status=now.status, source=rule.source, required=rule.a_year, actions=_allowed(now.open_now)
        )


class Rules(BaseModel):
    items: list[RuleShape]


class SettingsShape(BaseModel):
    """How a council's duties count, as its mandate and the registry say."""

    agreed: list[str]
    meetings_a_year: int | None
    counts_from: date | None
    quiet: bool
    sequence: int

    @classmethod
    def of(cls, sheet: Sheet) -> Self:
        settings = sheet.settings
        return cls(
            agreed=sorted(settings.agreed),
            meetings_a_year=settings.meetings_a_year,
            counts_from=settings.counts_from,
            quiet=settings.quiet,
            sequence=sheet.sequence,
        )


class LinkedCase(BaseModel):
    """As much of the case as the mail told."""

    id: str
    reference: str
    title: str | None
    short_answer: str | None


class LinkedMeeting(BaseModel):
    """As much of the meeting as the mail told; the councils by their names, by language."""

    id: str
    councils: list[Mapping[str, str]]
    starts_at: datetime


class ActShape(BaseModel):
    """What a link does, and whether it is done: about a case, or about a meeting."""

    purpose: Literal["confirm", "absence"]
    case: LinkedCase | None = None
    meeting: LinkedMeeting | None = None
    done: bool

    @classmethod
    def of(cls, act: Act) -> Self:
        card = act.card
        case = LinkedCase(id=card.id, reference=card.reference, title=card.title, short_answer=card.short_answer)
        return cls(purpose=compose_answer.PURPOSE, case=case, done=act.done)

    @classmethod
    def of_absence(cls, act: AbsenceAct) -> Self:
        told = act.meeting
        meeting = LinkedMeeting(id=told.id, councils=list(act.councils), starts_at=told.starts_at)
        return cls(purpose=compose_notice.PURPOSE, meeting=meeting, done=act.done)


def _untold(duty: Duty, now: datetime) -> list[str]:
    return [meeting.id for meeting in duty.untold(now)]


def _allowed(open_now: Sequence[tuple[str, Holding]]) -> list[AllowedAction]:
    return [AllowedAction(action=action, acting=holding.id) for action, holding in open_now]
