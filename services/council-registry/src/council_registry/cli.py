"""`raadslag-registry`: tables into the register, and out of it."""

import asyncio
import json
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import httpx2
import typer

from council_registry.application.importing.rows import Sheet, columns
from councilkit.clock import utc_now
from councilkit.ids import random_id
from councilkit.settings import ServiceSettings, SettingsWrong
from councilkit.spreadsheets import write_csv
from councilkit.web.service_tokens import ServiceTokens

T = TypeVar("T")

SCOPE = "registry:import registry:export"
PATIENCE = httpx2.Timeout(10.0, read=120.0)
LOOK_EVERY = 0.5
REFUSED = 400


def patient_client() -> httpx2.AsyncClient:
    return httpx2.AsyncClient(timeout=PATIENCE)


connect: Callable[[], httpx2.AsyncClient] = patient_client
"""Makes the client that asks; tests ask an app in their own process."""

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

Files = Annotated[
    list[Path],
    typer.Argument(
        exists=True,
        dir_okay=False,
        help="One .json with all tables, or .csv files named after theirs, as seats.csv.",
    ),
]


class Format(StrEnum):
    """What a table is written as."""

    CSV = "csv"
    JSON = "json"


class CannotDo(Exception):
    """It was refused, or the files are not what they should be; one sentence for whoever asked."""


@app.callback()
def work() -> None:
    """Bring units, councils, people, seats, posts and meetings into the register, or take them out.

    The environment tells where it is and who asks: RAADSLAG_REGISTRY_URL, RAADSLAG_CLIENT_ID and
    RAADSLAG_CLIENT_SECRET, of a client with the scopes registry:import and registry:export.
    """


@app.command("preview")
def preview_(files: Files) -> None:
    """Show every difference to what is there, and everything that is in the way. Ends with 1 if something is."""
    told = _run(lambda asker: asker.preview(tables(files)))
    _show(told)
    raise typer.Exit(1 if told["problems"] else 0)


@app.command("import")
def import_(files: Files, *, yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False) -> None:
    """Show the differences, ask, and enter all of them or none."""
    sent = _or_exit(lambda: tables(files))
    told = _run(lambda asker: asker.preview(sent))
    _show(told)
    if told["problems"]:
        typer.echo("Nothing is entered.")
        raise typer.Exit(1)
    if not told["differences"]:
        return
    if not yes:
        typer.confirm("Enter all of this?", abort=True)
    done = _run(lambda asker: asker.enter(sent, told["digest"]))
    for problem in done["left"]:
        typer.echo(_problem(problem))
    typer.echo(f"{done['done']} of {done['of']} commands are done.")
    raise typer.Exit(0 if done["stage"] == "done" else 1)


UNSAID = {
    "rest": "that it rests from {on} is in no table.",
    "mandate": "its mandate from {on} is in no table.",
    "earlier": "what it was before {on} is in no table.",
    "nomination": "that somebody is asked for names by {on} is in no table.",
}


@app.command("export")
def export_(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="Where the tables are put.")],
    *,
    as_: Annotated[Format, typer.Option("--format", help="A .csv for each table, or one .json.")] = Format.CSV,
) -> None:
    """Write all tables into a folder, as an import takes them. They hold names and addresses: keep them safe."""
    told = _run(lambda asker: asker.export())
    rows = told["rows"]
    folder.mkdir(parents=True, exist_ok=True)
    if as_ is Format.JSON:
        (folder / "register.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        for sheet in Sheet:
            (folder / f"{sheet}.csv").write_bytes(write_csv(columns(sheet), rows[sheet]).encode())
    typer.echo(f"{sum(map(len, rows.values()))} rows are in {folder}.")
    if left_out := sum(told["left_out"].values()):
        typer.echo(f"{left_out} rows are left out: nobody is known who held it, or nothing is held.")
    for one in told["unsaid"]:
        typer.echo(f"{one['name']}: {UNSAID[one['what']].format(on=one['on'])}")


def tables(files: Iterable[Path]) -> dict[str, Any]:
    """Spell files as the register takes them; raises `CannotDo`."""
    sent: dict[str, Any] = {"rows": {}, "sheets": {}}
    for file in files:
        if file.suffix == ".json":
            sent["rows"] |= _json(file)
        elif file.suffix == ".csv" and file.stem in set(Sheet):
            sent["sheets"][file.stem] = b64encode(file.read_bytes()).decode()
        else:
            raise CannotDo(f"{file.name} is no table of ours; a .csv is called {', '.join(Sheet)}.")
    return sent


def _json(file: Path) -> Mapping[str, Any]:
    try:
        read = json.loads(file.read_text())
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise CannotDo(f"{file.name} is no JSON object of tables.")
    return read


class Asker:
    """Asks the register as a service does."""

    def __init__(self, http: httpx2.AsyncClient, url: str, tokens: ServiceTokens) -> None:
        self._http = http
        self._url = url
        self._tokens = tokens

    async def preview(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        return await self._ask("POST", "/imports/preview", json=sent)

    async def enter(self, sent: Mapping[str, Any], digest: str) -> dict[str, Any]:
        headers = {"Idempotency-Key": random_id()}
        told = await self._ask("POST", "/imports", json={**sent, "digest": digest}, headers=headers)
        while told["stage"] == "running":
            await asyncio.sleep(LOOK_EVERY)
            told = await self._ask("GET", f"/imports/{told['id']}")
        return told

    async def export(self) -> dict[str, Any]:
        return await self._ask("GET", "/export")

    async def _ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        **rest: Any,  # noqa: ANN401 - as httpx2 takes them
    ) -> dict[str, Any]:
        try:
            own = {"Authorization": f"Bearer {await self._tokens()}", **(headers or {})}
            answer = await self._http.request(method, f"{self._url}{path}", headers=own, **rest)
        except (httpx2.HTTPError, KeyError, TypeError, ValueError) as error:
            raise CannotDo(f"The register gives no answer: {type(error).__name__}.") from None
        told: dict[str, Any] = answer.json()
        if answer.status_code >= REFUSED:
            raise CannotDo(str(told.get("detail", answer.status_code)))
        return told


def _run(ask: Callable[[Asker], Awaitable[T]]) -> T:
    async def asked() -> T:
        settings = ServiceSettings.from_environment()
        async with connect() as http:
            tokens = ServiceTokens.of(settings, http, scope=SCOPE, clock=utc_now)
            return await ask(Asker(http, str(settings.registry_url).rstrip("/"), tokens))

    return _or_exit(lambda: asyncio.run(asked()))


def _or_exit(do: Callable[[], T]) -> T:
    try:
        return do()
    except (CannotDo, SettingsWrong) as no:
        typer.echo(str(no), err=True)
        raise typer.Exit(2) from None


def _show(told: Mapping[str, Any]) -> None:
    for one in told["differences"]:
        changes = [f"{field['name']}: {field['was'] or '-'} > {field['becomes'] or '-'}" for field in one["fields"]]
        typer.echo(f"{one['sheet']} line {one['line']}, {one['change']}: {one['name']} ({', '.join(changes)})")
    for problem in told["problems"]:
        typer.echo(_problem(problem))
    typer.echo(f"{len(told['differences'])} differences, {told['same']} the same, {len(told['problems'])} in the way.")


def _problem(problem: Mapping[str, Any]) -> str:
    column = f", column {problem['column']}" if problem["column"] else ""
    return f"IN THE WAY: {problem['sheet']} line {problem['line']}{column}: {problem['detail']}"
