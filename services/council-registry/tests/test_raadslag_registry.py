"""What somebody reads who brings tables into the register, or takes them out."""

import asyncio
import json
from pathlib import Path

import httpx2
import pytest
from typer.testing import CliRunner, Result

from council_registry import cli
from council_registry.application.people.grant_service_token import Client
from council_registry.testing import driver
from council_registry.testing.driver import Driver
from council_registry.testing.http import Http

SECRET = "a secret of the importer"
ENVIRONMENT = {
    "RAADSLAG_REGISTRY_URL": "http://registry",
    "RAADSLAG_CLIENT_ID": "importer",
    "RAADSLAG_CLIENT_SECRET": SECRET,
}
UNITS = "number,name,kind,parent\n9000,Nav direktoratet,directorate,\n0800,Nav Vestfold,region,9000\n"


class Across(httpx2.AsyncBaseTransport):
    """Asks the app in the loop that it lives in, from the one that the program has made for itself."""

    def __init__(self, http: Http) -> None:
        self._app = httpx2.ASGITransport(http.app)
        self._loop = asyncio.get_running_loop()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        content = await request.aread()
        asked = httpx2.Request(request.method, request.url, headers=request.headers, content=content)
        answer = asyncio.run_coroutine_threadsafe(self._app.handle_async_request(asked), self._loop)
        told = await asyncio.wrap_future(answer)
        read: bytes = await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(told.aread(), self._loop))
        return httpx2.Response(told.status_code, headers=told.headers, content=read)


class Desk:
    def __init__(self, http: Http) -> None:
        self.across = Across(http)

    async def says(self, *words: str, answer: str | None = None) -> Result:
        runner = CliRunner()
        return await asyncio.to_thread(runner.invoke, cli.app, words, input=answer, env=ENVIRONMENT)


@pytest.fixture(autouse=True)
def importer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the register know the program, before it is made."""
    client = Client(SECRET, frozenset({"registry:import", "registry:export"}))
    monkeypatch.setattr(driver, "CLIENTS", {"importer": client})
    monkeypatch.setattr(cli, "LOOK_EVERY", 0.001)


@pytest.fixture
async def desk(http: Http, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(http)
    monkeypatch.setattr(cli, "connect", lambda: httpx2.AsyncClient(transport=desk.across))
    return desk


@pytest.fixture
def units(tmp_path: Path) -> str:
    file = tmp_path / "units.csv"
    file.write_text(UNITS)
    return str(file)


async def test_a_preview_tells_every_difference_and_enters_nothing(registry: Driver, desk: Desk, units: str) -> None:
    told = await desk.says("preview", units)
    assert told.exit_code == 0
    assert "units line 3, new: 0800 (name: - > Nav Vestfold" in told.output
    assert "2 differences, 0 the same, 0 in the way." in told.output
    assert await registry.published() == []


async def test_an_import_asks_first(registry: Driver, desk: Desk, units: str) -> None:
    assert (await desk.says("import", units, answer="n\n")).exit_code == 1
    assert await registry.published() == []
    told = await desk.says("import", units, answer="y\n")
    assert told.exit_code == 0, told.output
    assert "2 of 2 commands are done." in told.output
    assert (await registry.service.units.get("0800")).name == "Nav Vestfold"


async def test_an_import_of_what_is_there_already_does_nothing(desk: Desk, units: str) -> None:
    await desk.says("import", units, "--yes")
    told = await desk.says("import", units, "--yes")
    assert told.exit_code == 0, told.output
    assert "0 differences, 2 the same" in told.output


async def test_what_is_in_the_way_is_told_and_ends_with_one(registry: Driver, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text(UNITS.replace(",9000\n", ",9999\n"))
    for told in (await desk.says("preview", str(file)), await desk.says("import", str(file), "--yes")):
        assert told.exit_code == 1
        assert "IN THE WAY: units line 3, column parent: There is no unit 9999." in told.output
    assert await registry.published() == []


async def test_what_was_exported_is_imported_again_without_a_difference(desk: Desk, units: str, tmp_path: Path) -> None:
    await desk.says("import", units, "--yes")
    for form, files in (("csv", ["units.csv", "councils.csv", "seats.csv"]), ("json", ["register.json"])):
        folder = tmp_path / form
        assert (await desk.says("export", str(folder), "--format", form)).exit_code == 0
        told = await desk.says("preview", *(str(folder / file) for file in files))
        assert told.exit_code == 0, told.output
        assert "0 differences" in told.output


async def test_an_export_tells_how_many_rows_it_leaves_out(registry: Driver, desk: Desk, tmp_path: Path) -> None:
    seated = await registry.a_seated_council()
    [lykt] = await registry.contacts.holding([seated.leader.id])
    await registry.service.erasing.erase(lykt, "directorate")
    await registry.settle()
    told = await desk.says("export", str(tmp_path))
    assert "1 rows are left out" in told.output


@pytest.mark.parametrize("name", ["people.csv", "units.xlsx", "all.json"])
async def test_a_file_that_is_no_table_is_named(desk: Desk, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(json.dumps([]))
    told = await desk.says("import", str(file))
    assert told.exit_code == 2, told.output
    assert name in told.output


async def test_a_register_that_gives_no_token_is_told_in_a_sentence(
    desk: Desk, units: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ENVIRONMENT, "RAADSLAG_CLIENT_SECRET", "another secret")
    told = await desk.says("preview", units)
    assert (told.exit_code, told.output) == (2, "The register gives no answer: HTTPStatusError.\n")
