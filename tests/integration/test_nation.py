"""A whole country begins: its tables come in by `raadslag-registry`, as one import where nobody is known."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from council_registry.testing.nation import Nation, nation
from council_registry.testing.nation_tables import tables_of
from councilkit.workdays import oslo_day
from raadslag_local.place import REGISTRY
from raadslag_local.testing import Town, empty_town

pytestmark = [pytest.mark.mongo, pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

FEW = 25
"""Councils; RAADSLAG_NATION=300 takes them all."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def empty(mongo_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    async with empty_town(mongo_url, tmp_path_factory.mktemp("nation")) as town:
        yield town


def some_of(whole: Nation) -> Nation:
    """Leave the first councils, above which no other is missing."""
    return replace(whole, councils=whole.councils[: int(os.environ.get("RAADSLAG_NATION", FEW))])


async def registry(town: Town, *words: str) -> list[str]:
    """Tell the lines that the program prints; it must end well."""
    program = [sys.executable, "-c", "from council_registry.cli import app; app()", *words]
    own = {
        "RAADSLAG_REGISTRY_URL": f"{town.url}{REGISTRY}",
        "RAADSLAG_CLIENT_ID": "operator",
        "RAADSLAG_CLIENT_SECRET": json.loads((town.folder / "secrets.json").read_text())["operator"],
    }
    process = await asyncio.create_subprocess_exec(
        *program, env={**os.environ, **own}, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await process.communicate()
    lines = said.decode().splitlines()
    assert process.returncode == 0, lines[-5:]
    return lines


def told(rows: list[dict[str, Any]], *columns: str) -> set[tuple[Any, ...]]:
    return {tuple(row.get(column) for column in columns) for row in rows}


@pytest.mark.timeout(900)
async def test_a_nation_comes_in_whole_and_out_again_and_is_not_doubled(empty: Town, tmp_path: Path) -> None:
    tables = {str(sheet): rows for sheet, rows in tables_of(some_of(nation(oslo_day(empty.clock())))).items()}
    (tmp_path / "nation.json").write_text(json.dumps(tables))
    first = await registry(empty, "import", str(tmp_path / "nation.json"), "--yes")
    done, _, of, *_ = first[-1].split()
    assert done == of
    assert int(done) > sum(map(len, tables.values()))

    again = await registry(empty, "preview", str(tmp_path / "nation.json"))
    assert again[-1].startswith("0 differences, ")

    await registry(empty, "export", str(tmp_path / "out"), "--format", "json")
    out = json.loads((tmp_path / "out" / "register.json").read_text())
    assert told(out["units"], "number", "name") == told(tables["units"], "number", "name")
    assert told(out["councils"], "short", "name_nb") == told(tables["councils"], "short", "name_nb")
    assert told(out["contacts"], "name", "email") == told(tables["contacts"], "name", "email")
    assert len(out["seats"]) == len(tables["seats"])
