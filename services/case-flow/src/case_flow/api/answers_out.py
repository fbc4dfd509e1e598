"""What the levels above look at: every answer that has not come home, and how often they were appealed to."""

from datetime import date
from typing import Annotated, Literal, Self

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from case_flow.api.dependencies import Service
from case_flow.api.shapes import Card, DueShape
from case_flow.application.reading.count_appeals import count_appeals
from case_flow.application.reading.list_answers_out import Wanted, list_answers_out
from case_flow.application.reading.list_cards import card_texts
from case_flow.application.records import Record, Texts
from case_flow.domain.lateness import first_due, late
from councilkit.web import CursorMalformed, Page, Paging, PagingDep, action
from councilkit.web.house_app import Reader
from councilkit.workdays import oslo_day

router = APIRouter(tags=["reading"])


class AnswerOut(Card):
    """A case that waits for an answer, or for word that it has come."""

    due: DueShape | None = Field(description="The first day that it waits for")
    late: Literal["none", "soon", "overdue", "above"]

    @classmethod
    def waiting(cls, record: Record, texts: Texts, today: date) -> Self:
        due = first_due(record.case)
        how = late(due, today) if due else None
        return cls(
            **Card.of(record, texts, cancelled=()).model_dump(),
            due=DueShape.of(due) if due else None,
            late=how.value if how else "none",
        )


@router.get("/answers-out", **action("list_answers_out", CursorMalformed))
async def answers_out(
    _: Reader,
    service: Service,
    paging: PagingDep,
    council: Annotated[str | None, Query(max_length=100, description="Only cases that it has to do with")] = None,
    region: Annotated[str | None, Query(max_length=100, description="Only those of this council's and below")] = None,
) -> Page[AnswerOut]:
    found = await list_answers_out(
        Wanted(council, region), after=_place(paging), limit=paging.fetch, records=service.records, known=service.known
    )
    texts = await card_texts(found[: paging.limit], records=service.records)
    today = oslo_day(service.clock())
    return paging.page(
        found,
        key=lambda record: [record.due, record.case.id],
        show=lambda record: AnswerOut.waiting(record, texts, today),
    )


class AppealsShape(BaseModel):
    """How often a council was asked whether it was right to turn a case away."""

    council: str
    waiting: int
    stands: int = Field(description="It was right")
    falls: int = Field(description="It was not: the case was taken up")


@router.get("/councils/{council}/appeals", **action("count_appeals"))
async def appeals(
    council: Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,100}$")], _: Reader, service: Service
) -> AppealsShape:
    found = await count_appeals(council, records=service.records)
    return AppealsShape(council=council, waiting=found.waiting, stands=found.stands, falls=found.falls)


def _place(paging: Paging) -> tuple[str, str] | None:
    match paging.after:
        case None:
            return None
        case [str(due), str(case)]:
            return due, case
        case _:
            raise CursorMalformed("The cursor is not one that this list gave.", field="cursor")
