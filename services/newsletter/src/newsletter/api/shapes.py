"""What is told of editions and digests. A text is null where it was erased."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal, Self

from pydantic import BaseModel

from councilkit.events.cases import RuleStatus
from councilkit.mailing.mail import State as MailState
from councilkit.web import AllowedAction, Holding
from newsletter.application.digests import CaseTold, Digest, Part
from newsletter.application.list_tasks import Task
from newsletter.application.read_edition import Sending, Size, Trouble
from newsletter.application.records import Record
from newsletter.domain.digest import Name
from newsletter.domain.edition import State
from newsletter.domain.half import RULE, SOURCE, STATUS, Half
from newsletter.domain.policy import POLICY
from newsletter.domain.reader import Act


class DueShape(BaseModel):
    """The day by which an edition should be sent, and what it rests on."""

    on: date
    rule: str
    source: str
    status: RuleStatus

    @classmethod
    def of(cls, half: Half) -> Self:
        return cls(on=half.sends_on, rule=RULE, source=SOURCE, status=STATUS)


class GreetingShape(BaseModel):
    """The opening words; an empty one was erased, and English is null where nobody wrote any."""

    nb: str
    nn: str
    en: str | None


class TroubleShape(BaseModel):
    """A mail that has not arrived, or may not have: to whom is told by terms and councils, never by name."""

    state: MailState
    holds: tuple[str, ...]
    councils: tuple[str, ...]
    detail: str

    @classmethod
    def of(cls, trouble: Trouble) -> Self:
        row = trouble.row
        return cls(state=row.state, holds=row.holds, councils=tuple(trouble.councils), detail=row.detail)


class EditionLine(BaseModel):
    """An edition in a list."""

    id: str
    half: str
    starts: date
    ends: date
    sends_on: date
    state: State
    recipients: int
    cases: int
    actions: list[AllowedAction]
    sequence: int

    @classmethod
    def of(cls, record: Record, size: Size, asker: Sequence[Holding]) -> Self:
        edition, half = record.edition, record.edition.half
        return cls(
            id=edition.id,
            half=str(half),
            starts=half.starts,
            ends=half.ends,
            sends_on=half.sends_on,
            state=edition.state,
            recipients=size.recipients,
            cases=size.cases,
            actions=_actions(record, asker),
            sequence=record.sequence,
        )


class EditionShape(EditionLine):
    """An edition. How far its mails are is told to its editor only; `more_troubles` are in trouble and not told."""

    greeting: GreetingShape | None = None
    mails: dict[MailState, int] = {}
    troubles: list[TroubleShape] = []
    more_troubles: int = 0

    def with_greeting(self, greeting: Mapping[str, str | None] | None) -> Self:
        return self.model_copy(update={"greeting": GreetingShape.model_validate(greeting) if greeting else None})

    def with_sending(self, sending: Sending) -> Self:
        troubles = [TroubleShape.of(trouble) for trouble in sending.troubles]
        told = {"mails": dict(sending.counts), "troubles": troubles, "more_troubles": sending.more_troubles}
        return self.model_copy(update=told)


class CaseShape(BaseModel):
    """A case as a reader meets it; `where` says in one sentence where it is now."""

    id: str
    reference: str
    title: str | None
    short: str | None
    short_answer: str | None
    word: str
    origin: str
    origin_name: str
    where: str
    updated: datetime

    @classmethod
    def of(cls, told: CaseTold) -> Self:
        return cls.model_validate(told, from_attributes=True)


class SectionShape(BaseModel):
    """A part of a digest; `more` cases of it are not told."""

    name: Name
    cases: list[CaseShape]
    more: int

    @classmethod
    def of(cls, part: Part) -> Self:
        return cls(name=part.name, cases=[CaseShape.of(case) for case in part.cases], more=part.more)


class DigestShape(BaseModel):
    """An edition as readers of some councils get it by mail."""

    language: str
    greeting: str | None
    sections: list[SectionShape]

    @classmethod
    def of(cls, digest: Digest) -> Self:
        return cls(
            language=digest.language,
            greeting=digest.greeting,
            sections=[SectionShape.of(part) for part in digest.parts],
        )


class TaskShape(BaseModel):
    """Something that waits for the editor."""

    action: str
    edition: str | None
    half: str
    due: DueShape
    acting: str

    @classmethod
    def of(cls, task: Task[Holding]) -> Self:
        return cls(
            action=task.action,
            edition=task.edition,
            half=str(task.half),
            due=DueShape.of(task.half),
            acting=task.acting.id,
        )


class Tasks(BaseModel):
    """What waits for the asker, the oldest half-year first."""

    items: list[TaskShape]


class ActShape(BaseModel):
    """What a link is for, and whether that has been done: `done` tells that no digest is sent any more."""

    purpose: Literal["digest"] = "digest"
    done: bool

    @classmethod
    def of(cls, chosen: Act) -> Self:
        return cls(done=chosen is Act.DECLINE)


def _actions(record: Record, asker: Sequence[Holding]) -> list[AllowedAction]:
    opened = POLICY.open_to(record.edition.possible, asker, lambda _: ())
    return [AllowedAction(action=action, acting=holding.id) for action, holding in opened]
