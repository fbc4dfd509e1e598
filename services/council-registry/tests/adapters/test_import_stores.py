"""One suite for what keeps imports, in memory and on MongoDB."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from council_registry.adapters.memory_imports import MemoryImports
from council_registry.adapters.mongo_imports import MongoImports
from council_registry.application.importing.ports import Import, Imports, Stage
from council_registry.application.importing.reading import Problem
from council_registry.application.importing.rows import Sheet
from council_registry.domain.holding import Holding
from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from councilkit.events.councils import Side
from councilkit.ids import random_id
from councilkit.mongo import Mongo

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BY = Holding("directorate", HoldKind.POST, "importer", Side.NAV, Period(AT.date()), unit="9000")
ROWS = {"contacts": [(2, {"key": "modig", "name": "Modig Lykt"})]}


def an_import(id: str = "first") -> Import:
    return Import(id, BY, AT, Stage.RUNNING, done=0, of=3, mac="2026:of-what-was-sent", rows=ROWS)


@pytest.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.mongo)])
async def imports(request: pytest.FixtureRequest) -> AsyncIterator[Imports]:
    if request.param == "memory":
        yield MemoryImports()
        return
    mongo = Mongo(request.getfixturevalue("mongo_url"))
    kept = MongoImports(mongo.database(f"test_{random_id()}"))
    await kept.prepare()
    yield kept
    await mongo.close()


async def test_an_import_is_kept_as_it_was_accepted(imports: Imports) -> None:
    assert await imports.running() is None
    assert await imports.accept(an_import())
    assert await imports.get("first") == await imports.running() == an_import()


async def test_one_import_runs_at_a_time(imports: Imports) -> None:
    await imports.accept(an_import())
    assert not await imports.accept(an_import("other"))
    assert await imports.get("other") is None


async def test_the_same_import_again_is_the_one_that_is_there(imports: Imports) -> None:
    await imports.accept(an_import())
    await imports.progress("first", 2)
    assert await imports.accept(an_import())
    running = await imports.running()
    assert running
    assert running.done == 2


@pytest.mark.parametrize("stage", [Stage.DONE, Stage.STUCK])
async def test_one_that_is_over_has_no_rows_and_makes_room_for_the_next(imports: Imports, stage: Stage) -> None:
    problem = Problem(Sheet.SEATS, 4, None, "seat-taken", "The seat is taken.")
    await imports.accept(an_import())
    await imports.finish("first", stage, [problem])
    over = await imports.get("first")
    assert over
    assert (over.stage, over.left, over.rows) == (stage, (problem,), {})
    assert await imports.running() is None
    assert await imports.accept(an_import("other"))
