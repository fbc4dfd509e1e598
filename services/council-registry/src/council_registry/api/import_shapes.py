"""What an import is sent as, and what is told of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Self

from pydantic import Base64Bytes, BaseModel, Field

from council_registry.api.bodies import Body
from council_registry.application.importing.exporting import Exported
from council_registry.application.importing.plan import Change, Difference, Plan
from council_registry.application.importing.ports import Import, Stage
from council_registry.application.importing.reading import Cells, Problem
from council_registry.application.importing.rows import Sheet
from council_registry.application.importing.unsaid import Unsaid, What
from councilkit.spreadsheets import Row, SheetWrong, read_csv

MOST_ROWS = 20_000
Rows = Annotated[list[dict[str, Any]], Field(max_length=MOST_ROWS)]


class TablesBody(Body):
    """Tables, each as rows or as the file of a CSV. The fields of a row are the columns of its table."""

    rows: dict[Sheet, Rows] = Field(default={})
    sheets: dict[Sheet, Base64Bytes] = Field(default={}, description="CSV files, in base64")

    def cells(self) -> Cells:
        """Tell the rows of each table with their lines; raises `SheetWrong`."""
        rows = {sheet: enumerate(rows, 1) for sheet, rows in self.rows.items()}
        files = {sheet: _read(sheet, table) for sheet, table in self.sheets.items()}
        return {sheet: [*rows.get(sheet, ()), *files.get(sheet, ())] for sheet in rows.keys() | files.keys()}


def _read(sheet: Sheet, table: bytes) -> list[Row]:
    try:
        return read_csv(table)
    except SheetWrong as wrong:
        raise SheetWrong(f"{sheet}: {wrong.detail}", field=f"/sheets/{sheet}{wrong.field or ''}") from None


class ImportBody(TablesBody):
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="The preview's, which somebody has looked at")]


class FieldShape(BaseModel):
    name: str
    was: str | None
    becomes: str | None


class DifferenceShape(BaseModel):
    sheet: Sheet
    line: int
    name: str
    change: Change
    fields: list[FieldShape]

    @classmethod
    def of(cls, one: Difference) -> Self:
        fields = [FieldShape(name=name, was=was, becomes=becomes) for name, was, becomes in one.fields]
        return cls(sheet=one.sheet, line=one.line, name=one.name, change=one.change, fields=fields)


class ProblemShape(BaseModel):
    sheet: Sheet
    line: int
    column: str | None
    rule: str
    detail: str

    @classmethod
    def of(cls, problem: Problem) -> Self:
        return cls(**vars(problem))


class PreviewShape(BaseModel):
    """Every difference to what is here, and every reason why nothing is entered; `same` counts the rows without one."""

    digest: str
    same: int
    commands: int
    differences: list[DifferenceShape]
    problems: list[ProblemShape]

    @classmethod
    def of(cls, plan: Plan) -> Self:
        return cls(
            digest=plan.digest,
            same=plan.same,
            commands=len(plan.deeds),
            differences=[DifferenceShape.of(one) for one in plan.differences],
            problems=[ProblemShape.of(one) for one in plan.problems],
        )


class ImportShape(BaseModel):
    """How far an import is: `done` of `of` commands; `left` is what could not be done when one is stuck."""

    id: str
    stage: Stage
    done: int
    of: int
    left: list[ProblemShape]

    @classmethod
    def told(cls, one: Import) -> Self:
        left = [ProblemShape.of(problem) for problem in one.left]
        return cls(id=one.id, stage=one.stage, done=one.done, of=one.of, left=left)


class UnsaidShape(BaseModel):
    what: What
    name: str = Field(description="The short code of the council that it is about")
    on: date

    @classmethod
    def of(cls, one: Unsaid) -> Self:
        return cls(**vars(one))


class ExportShape(BaseModel):
    """All tables; `left_out` counts what an import would not take, as terms of those of whom nothing is known.

    `unsaid` lists what is here and no table says.
    """

    rows: dict[Sheet, list[dict[str, Any]]]
    left_out: dict[Sheet, int]
    unsaid: list[UnsaidShape]

    @classmethod
    def of(cls, tables: Mapping[Sheet, Exported], unsaid: Sequence[Unsaid]) -> Self:
        rows = {sheet: one.rows for sheet, one in tables.items()}
        left_out = {sheet: one.left_out for sheet, one in tables.items() if one.left_out}
        return cls(rows=rows, left_out=left_out, unsaid=[UnsaidShape.of(one) for one in unsaid])
