"""What is told to somebody of what waits, of the own terms, and of certificates."""

from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from council_registry.api.shapes import CouncilName, TermShape
from council_registry.application.reading.standing import Standing
from council_registry.application.seats.list_tasks import Task
from council_registry.application.seats.my_seats import MySeat
from council_registry.domain.training import Certificate
from councilkit.events.seating import HandoverItem


class TaskShape(BaseModel):
    """One thing that waits: the term or post that it waits for, and what it is about."""

    action: str
    acting: str = Field(description="Send it as Acting-As")
    council: CouncilName
    on: date | None = Field(description="The day by which it should be done, or was to be")
    seat: str | None
    term: str | None
    nomination: str | None
    meeting: str | None
    meets: date | None = Field(description="The day of the meeting")

    @classmethod
    def of(cls, task: Task) -> Self:
        return cls(**{**vars(task), "council": CouncilName.of(task.council)})


class Tasks(BaseModel):
    items: list[TaskShape]


class TrainingShape(BaseModel):
    """Until when the training should be taken, and the newest certificate: the meeting's id, and its day."""

    by: date
    certificate: str | None
    taken_on: date | None


class MyHandover(BaseModel):
    due: date
    missing: list[HandoverItem]


class MySeatShape(BaseModel):
    """A term of one's own; `deputies` are the terms that step in for it today."""

    council: CouncilName
    seat: str
    deputy_for: str | None
    term: TermShape
    running: bool
    days_left: int | None = Field(description="Null when it has no last day")
    deputies: list[TermShape]
    training: TrainingShape
    handover: MyHandover

    @classmethod
    def of(cls, mine: MySeat, day: date) -> Self:
        ends, got = mine.term.period.ends, mine.certificate
        return cls(
            council=CouncilName.of(mine.found.council),
            seat=mine.seat.id,
            deputy_for=mine.seat.deputy_for,
            term=TermShape.of(mine.term, mine.seat.side),
            running=mine.term.period.covers(day),
            days_left=max((ends - day).days, 0) if ends else None,
            deputies=[TermShape.of(deputy, mine.seat.side) for deputy in mine.deputies],
            training=TrainingShape(
                by=mine.training_by, certificate=got.meeting.id if got else None, taken_on=got.day if got else None
            ),
            handover=MyHandover(due=mine.handover.due, missing=list(mine.handover.missing)),
        )


class MySeats(BaseModel):
    items: list[MySeatShape]


class CertificateCard(BaseModel):
    meeting: str
    on: date
    councils: list[CouncilName]
    terms: list[str] = Field(description="Those of the asker's terms that were there")

    @classmethod
    def of(cls, certificate: Certificate, standing: Standing) -> Self:
        councils = [standing.councils[id].council for id in certificate.meeting.councils if id in standing.councils]
        return cls(
            meeting=certificate.meeting.id,
            on=certificate.day,
            councils=[CouncilName.of(council) for council in councils],
            terms=[term.id for term in certificate.terms],
        )


class Certificates(BaseModel):
    items: list[CertificateCard]
