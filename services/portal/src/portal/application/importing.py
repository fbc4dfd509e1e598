"""Tables that the directorate enters: what would become of them, and how far it is."""

from typing import Final

from pydantic import Field

from portal.application.resources import Resource

SHEETS: Final = ("units", "organisations", "councils", "contacts", "seats", "posts", "meetings")
LARGE: Final = 8 * 1024 * 1024
"""Bytes that a whole country's tables may be."""


class Cell(Resource):
    name: str
    was: str | None = Field(default=None, repr=False)
    becomes: str | None = Field(default=None, repr=False)


class Difference(Resource):
    sheet: str
    line: int
    name: str = Field(repr=False)
    change: str
    fields: tuple[Cell, ...] = ()


class RowProblem(Resource):
    sheet: str
    line: int
    column: str | None = None
    rule: str
    detail: str


class ImportPreview(Resource):
    digest: str
    same: int
    commands: int
    differences: tuple[Difference, ...] = ()
    problems: tuple[RowProblem, ...] = ()


class ImportState(Resource):
    id: str
    stage: str
    done: int
    of: int
    left: tuple[RowProblem, ...] = ()
