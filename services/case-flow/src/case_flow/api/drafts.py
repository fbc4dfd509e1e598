"""What is being written of a case: its writer's alone, until it is reported or dropped."""

from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, Field

from case_flow.api.dependencies import Service
from case_flow.api.raising_bodies import DraftBody, Reported
from case_flow.application.raising.read_drafts import list_drafts, read_draft
from case_flow.application.raising.report_draft import ReportDraft, report_draft
from case_flow.application.raising.save_draft import SaveDraft, save_draft
from case_flow.domain.draft import Draft
from case_flow.domain.refusals import (
    DayPassed,
    DraftReported,
    DraftUnfinished,
    LooksIndividual,
    NoSuchDraft,
    TooManyDrafts,
)
from councilkit.events.case_words import Phase, StartedBy, Theme
from councilkit.events.cases import Line
from councilkit.refusals import UnknownReference
from councilkit.web import Accepted, action
from councilkit.web.house_app import ANY_COMMAND, Acting, AnswerDep, Reader

router = APIRouter(prefix="/drafts", tags=["drafts"])

DraftId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{8,100}$", description="Yours to choose; nobody can guess it")]


class DraftShape(BaseModel):
    """A case that is being written; it is kept until `kept_until`, unless it is changed, or its writer's term ends."""

    id: str
    writer: str = Field(description="The term that writes it, and reports it as Acting-As")
    council: str
    title: str | None
    short: str | None
    description: str | None
    lines: tuple[Line, ...]
    phase: Phase | None
    theme: Theme | None
    started_by: StartedBy | None
    changed: datetime
    kept_until: datetime

    @classmethod
    def of(cls, draft: Draft) -> Self:
        return cls.model_validate(draft, from_attributes=True)


class DraftShapes(BaseModel):
    items: list[DraftShape]


@router.put("/{draft}", **action("save_draft", NoSuchDraft, DraftReported, TooManyDrafts))
async def save(draft: DraftId, body: DraftBody, reader: Reader, service: Service) -> DraftShape:
    command = SaveDraft(
        draft,
        body.council,
        body.title,
        body.short,
        body.description,
        body.lines,
        phase=body.phase,
        theme=body.theme,
        started_by=body.started_by,
    )
    drafts, cases, holdings, clock = service.drafts, service.cases, service.holdings, service.clock
    return DraftShape.of(
        await save_draft(command, reader.holdings, drafts=drafts, cases=cases, holdings=holdings, clock=clock)
    )


@router.get("", **action("list_drafts"))
async def drafts(reader: Reader, service: Service) -> DraftShapes:
    """Tell all drafts of the asker's terms, those first that changed last."""
    found = await list_drafts(reader.holdings, drafts=service.drafts, records=service.records, clock=service.clock)
    return DraftShapes(items=[DraftShape.of(draft) for draft in found])


@router.get("/{draft}", **action("read_draft", NoSuchDraft))
async def one(draft: DraftId, reader: Reader, service: Service) -> DraftShape:
    return DraftShape.of(await read_draft(draft, reader.holdings, drafts=service.drafts, clock=service.clock))


@router.delete("/{draft}", status_code=204, response_class=Response, **action("drop_draft"))
async def drop(draft: DraftId, reader: Reader, service: Service) -> None:
    """Drop a draft for good; one that is not there is dropped already."""
    await service.drafts.drop(draft, [holding.id for holding in reader.holdings])


@router.post(
    "/{draft}/report",
    status_code=201,
    **action("report_draft", NoSuchDraft, DraftUnfinished, UnknownReference, LooksIndividual, DayPassed, *ANY_COMMAND),
)
async def report(draft: DraftId, body: Reported, by: Acting, service: Service, answer: AnswerDep) -> Accepted:
    """Raise the case that was drafted; said twice, it makes one case, and answers with the same receipt."""
    command = ReportDraft(draft, body.hints_seen, body.restricted)
    return await answer(
        await report_draft(
            command,
            by.holding,
            by.call,
            cases=service.cases,
            known=service.known,
            drafts=service.drafts,
            clock=service.clock,
        )
    )
