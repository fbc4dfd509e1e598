"""Cases from before this house: a table of them is looked at first, then entered."""

from collections.abc import Sequence
from typing import Annotated, Any, Self

from fastapi import APIRouter
from pydantic import Base64Bytes, BaseModel, Field

from case_flow.api.bodies import Body
from case_flow.api.dependencies import Service
from case_flow.application.importing.enter_rows import EnterRows, enter_rows
from case_flow.application.importing.look_at_rows import Look, look_at_rows
from case_flow.application.importing.rows import Problem, Rows
from case_flow.domain.old_case import ChangedSincePreview, RowsRefused
from case_flow.domain.policy import IMPORT
from case_flow.domain.refusals import LooksIndividual
from councilkit.case_tables import read_cases
from councilkit.events.case_words import ImportedAs
from councilkit.ledger import ClaimTaken
from councilkit.spreadsheets import SheetWrong
from councilkit.web import action
from councilkit.web.house_app import ANY_COMMAND, Acting

router = APIRouter(prefix="/case-imports", tags=["imports"])

MOST_ROWS = 500
PATHS = ("/case-imports", "/case-imports/preview")
LARGE = 12 * 1024 * 1024
"""Bytes that a table may be: so many rows, each with all that its texts may hold."""


class TableBody(Body):
    """The table, as rows or as the file of a CSV. The fields of a row are its columns."""

    rows: Annotated[list[dict[str, Any]], Field(max_length=MOST_ROWS)] = Field(default=[])
    sheet: Base64Bytes | None = Field(
        default=None, description="A CSV in base64, headed with these names or in Norwegian"
    )

    def cells(self) -> Rows:
        """Tell the rows with their lines; raises `SheetWrong`."""
        read = [*enumerate(self.rows, 1), *(read_cases(self.sheet) if self.sheet else ())]
        if len(read) > MOST_ROWS:
            raise SheetWrong(f"A table has at most {MOST_ROWS} rows.", field="/sheet")
        return read


class EnterBody(TableBody):
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="The preview's, which somebody has looked at")]
    hints_seen: bool = Field(default=False, description="Somebody has looked: no text is about one person only")


class NewShape(BaseModel):
    line: int
    council: str
    title: str
    state: ImportedAs


class ProblemShape(BaseModel):
    line: int
    column: str | None
    rule: str
    detail: str

    @classmethod
    def of(cls, one: Problem) -> Self:
        return cls(line=one.line, column=one.column, rule=one.rule, detail=one.detail)


class HintShape(BaseModel):
    line: int
    column: str
    start: int
    end: int


class LookShape(BaseModel):
    """What would be entered, what is here already, and what is in the way."""

    new: list[NewShape]
    same: list[int] = Field(description="The lines of cases that are here already")
    problems: list[ProblemShape]
    hints: list[HintShape] = Field(description="Words that hint at one person's own case")
    digest: str

    @classmethod
    def of(cls, look: Look) -> Self:
        return cls(
            new=[
                NewShape(line=one.line, council=one.old.council.id, title=one.row.title, state=one.row.state)
                for one in look.new
            ],
            same=look.same,
            problems=[ProblemShape.of(one) for one in look.problems],
            hints=[
                HintShape(line=at.line, column=at.column, start=at.hint.start, end=at.hint.end) for at in look.hints
            ],
            digest=look.digest,
        )


class Entered(BaseModel):
    cases: Sequence[str]


@router.post("/preview", **action("preview_cases", SheetWrong, *ANY_COMMAND))
async def preview(body: TableBody, by: Acting, service: Service) -> LookShape:
    known, records, clock = service.known, service.records, service.clock
    return LookShape.of(await look_at_rows(body.cells(), by.holding, known=known, records=records, clock=clock))


@router.post(
    "",
    status_code=201,
    **action(IMPORT, SheetWrong, RowsRefused, LooksIndividual, ChangedSincePreview, ClaimTaken, *ANY_COMMAND),
)
async def enter(body: EnterBody, by: Acting, service: Service) -> Entered:
    command, cases = EnterRows(body.cells(), body.digest, body.hints_seen), service.cases
    known, records, clock = service.known, service.records, service.clock
    receipts = await enter_rows(command, by.holding, by.call, cases=cases, known=known, records=records, clock=clock)
    for receipt in receipts[-1:]:
        await service.seen(receipt)
    return Entered(cases=[cases.id_of(receipt) for receipt in receipts])
