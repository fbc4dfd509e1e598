"""The committed table is what the app does; a route without a row, or a wrong answer, fails."""

from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI

from councilkit.testing.client import Asker
from councilkit.testing.matrix import (
    Attempt,
    Cell,
    PolicyMatrix,
    assert_every_operation_needs_a_token,
    assert_policy,
    operations,
)
from councilkit.testing.notes import Notes
from councilkit.testing.tokens import TokenMaker, a_term

TABLE = Path(__file__).with_name("policy_matrix.md")
TERMS = {role: a_term("larvik", role) for role in ("leader", "secretary", "observer")}


@pytest.fixture
def attempt(client: httpx2.AsyncClient, maker: TokenMaker, notes: Notes) -> Attempt:
    notes.titles = ["a"]
    askers = {role: Asker(client, maker.token(term), term.id) for role, term in TERMS.items()}
    askers["service"] = Asker(client, maker.token(scopes=["ledger:read"]), "no-term")

    async def ask(cell: Cell) -> httpx2.Response:
        asker = askers[cell.persona]
        path = cell.operation.path.format(note=0)
        if cell.operation.method == "GET":
            return await asker.get(path)
        return await asker.post(path, {"title": "a", "text": "b"})

    return ask


def without(line: str, tmp_path: Path) -> Path:
    kept = [one for one in TABLE.read_text().splitlines() if line not in one]
    return written("\n".join(kept), tmp_path)


def written(text: str, tmp_path: Path) -> Path:
    path = tmp_path / "matrix.md"
    path.write_text(text)
    return path


async def test_the_app_answers_by_its_table(app: FastAPI, attempt: Attempt) -> None:
    assert await assert_policy(app, TABLE, attempt) == 15


async def test_an_operation_without_a_row_fails(app: FastAPI, attempt: Attempt, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"operations without a row: \['read_items'\]"):
        await assert_policy(app, without("read_items", tmp_path), attempt)


async def test_a_row_without_an_operation_fails(app: FastAPI, attempt: Attempt, tmp_path: Path) -> None:
    spare = written(TABLE.read_text() + "| strike_note | yes | 403 | 403 | 403 |\n", tmp_path)
    with pytest.raises(AssertionError, match=r"rows without an operation: \['strike_note'\]"):
        await assert_policy(app, spare, attempt)


async def test_every_wrong_answer_is_told_with_what_it_was(app: FastAPI, attempt: Attempt, tmp_path: Path) -> None:
    other = TABLE.read_text().replace("403 not-allowed", "yes").replace("403 scope-missing", "403 not-allowed")
    with pytest.raises(AssertionError) as told:
        await assert_policy(app, written(other, tmp_path), attempt)
    assert "write_note by observer: expected yes, was told 403" in str(told.value)
    assert "read_items by leader: expected 403 not-allowed, was told 403 scope-missing" in str(told.value)


def test_a_row_that_asks_nothing_fails(app: FastAPI, tmp_path: Path) -> None:
    silent = written(TABLE.read_text().replace("| yes | yes | yes | yes |", "| | | | |"), tmp_path)
    with pytest.raises(AssertionError, match="rows that ask nothing"):
        PolicyMatrix.read(silent).cells(app)


def test_a_route_that_names_no_action_fails(app: FastAPI) -> None:
    app.add_api_route("/secret", lambda: None)
    with pytest.raises(AssertionError, match=r"operations without x-action: \['GET /secret'\]"):
        operations(app)


async def test_every_operation_asks_who_is_there(app: FastAPI, client: httpx2.AsyncClient) -> None:
    await assert_every_operation_needs_a_token(app, client)


async def test_an_operation_open_to_all_is_found(app: FastAPI, client: httpx2.AsyncClient) -> None:
    app.add_api_route("/open", lambda: None, openapi_extra={"x-action": "look_around"})
    with pytest.raises(AssertionError, match="look_around answered 200"):
        await assert_every_operation_needs_a_token(app, client)
    await assert_every_operation_needs_a_token(app, client, "look_around")
