"""The authorization matrix: a table that a person can read, and the proof that the app answers by it.

The table is a Markdown file. Its first column names actions (`x-action`), its other columns name personas: who asks,
in which relation. A cell is the expected answer: `yes` (any 2xx), a status (`403`), or a status and a slug
(`403 not-allowed`). An empty cell is not asked; a row must ask at least once.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import httpx2
from fastapi import FastAPI

from councilkit.web.problems import TYPE_PREFIX

YES = "yes"
_METHODS = ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True)
class Operation:
    """One operation of the app, by the action that it names."""

    action: str
    method: str
    path: str


@dataclass(frozen=True)
class Cell:
    """One question of the matrix, and the answer that the table expects."""

    operation: Operation
    persona: str
    expected: str

    def told_by(self, answer: httpx2.Response) -> str:
        """Spell an answer as this cell would have expected it."""
        if answer.is_success:
            return YES
        slug = answer.json().get("type", "").removeprefix(TYPE_PREFIX)
        return f"{answer.status_code} {slug}" if " " in self.expected else str(answer.status_code)


Attempt = Callable[[Cell], Awaitable[httpx2.Response]]
"""Does what the cell's operation says, as its persona, on something that it stands in that relation to."""


@dataclass(frozen=True)
class PolicyMatrix:
    """The table as it is read."""

    personas: tuple[str, ...]
    rows: dict[str, dict[str, str]]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the first Markdown table of a file."""
        lines = [_cells(line) for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
        (_, *personas), _, *rows = lines
        named = {action: dict(zip(personas, cells, strict=True)) for action, *cells in rows}
        _insist(len(named) == len(rows), "an action has two rows")
        return cls(tuple(personas), named)

    def cells(self, app: FastAPI) -> list[Cell]:
        """List every question; an operation without a row, a row without one, and a row that asks nothing, fail."""
        known = {operation.action: operation for operation in operations(app)}
        _insist(not (missing := known.keys() - self.rows.keys()), f"operations without a row: {sorted(missing)}")
        _insist(not (spare := self.rows.keys() - known.keys()), f"rows without an operation: {sorted(spare)}")
        silent = [action for action, row in self.rows.items() if not any(row.values())]
        _insist(not silent, f"rows that ask nothing: {silent}")
        return [
            Cell(known[action], persona, expected)
            for action, row in self.rows.items()
            for persona, expected in row.items()
            if expected
        ]


def operations(app: FastAPI) -> list[Operation]:
    """List every operation of the app; one that names no action, or another one's, fails."""
    found = [
        Operation(told.get("x-action", ""), method.upper(), path)
        for path, item in app.openapi()["paths"].items()
        for method, told in item.items()
        if method in _METHODS
    ]
    unnamed = [f"{one.method} {one.path}" for one in found if not one.action]
    _insist(not unnamed, f"operations without x-action: {unnamed}")
    _insist(len({one.action for one in found}) == len(found), "two operations name the same action")
    return found


async def assert_policy(app: FastAPI, table: Path, attempt: Attempt) -> int:
    """Ask every question of the table, tell all wrong answers together, and how many questions there were."""
    cells = PolicyMatrix.read(table).cells(app)
    wrong = []
    for cell in cells:
        told = cell.told_by(await attempt(cell))
        if told != cell.expected:
            wrong.append(f"{cell.operation.action} by {cell.persona}: expected {cell.expected}, was told {told}")
    _insist(not wrong, "\n" + "\n".join(wrong))
    return len(cells)


async def assert_every_operation_needs_a_token(app: FastAPI, client: httpx2.AsyncClient, *public: str) -> None:
    """Ask every operation but the public ones without a token, and with a wrong one: 401."""
    open_to_all = []
    for operation in operations(app):
        for headers in ({}, {"Authorization": "Bearer x.y.z"}):
            answer = await client.request(operation.method, _filled(operation.path), headers=headers)
            if operation.action not in public and answer.status_code != httpx2.codes.UNAUTHORIZED:
                open_to_all.append(f"{operation.action} answered {answer.status_code}")
    _insist(not open_to_all, str(open_to_all))


def _insist(holds: object, complaint: str) -> None:
    if not holds:
        raise AssertionError(complaint)


def _filled(path: str) -> str:
    return path.replace("{", "").replace("}", "")


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip()[1:-1].split("|")]
