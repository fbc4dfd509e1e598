"""The commands that prove something."""

import asyncio
import os
import secrets
import shutil
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from councilkit.testing.server import end_the_one_left_behind
from raadslag_local.canaries.flock import A_COUNCIL, MOST
from raadslag_local.canaries.proof import prove_canaries
from raadslag_local.claims import data_folder
from raadslag_local.database import database
from raadslag_local.options import log_in, tell
from raadslag_local.proof.journey import Account, Wish, journey
from raadslag_local.proof.sabotage import Court, prove_sabotage
from raadslag_local.proof.stories import prove_stories
from raadslag_local.stopped import Stopped

SEEDS = 2**32
INTERRUPTED = 130

Judge = Annotated[Path, typer.Option(help="Where the judge is, a program of its own.")]
Root = Annotated[Path, typer.Option(help="Where the sources are.")]
Folder = Annotated[Path, typer.Option(help="Where data and logs are kept; emptied first.")]


def prove_journey(
    *,
    kills: Annotated[int, typer.Option(min=0, help="How often something is killed.")] = 8,
    cases: Annotated[int, typer.Option(min=1, help="How many cases are on their way at any time.")] = 8,
    seed: Annotated[int | None, typer.Option(help="What happens when; any, if it is left out.")] = None,
    folder: Folder = Path(".run/journey"),
    judge: Judge = Path("tests/integration/judge"),
    root: Root = Path(),
) -> None:
    """Let cases travel while things are killed, and let the judge say what came of it."""
    chosen = secrets.randbelow(SEEDS) if seed is None else seed
    wish = Wish(kills, cases, chosen, root.absolute(), folder.absolute(), judge)
    with data_folder(wish.folder):
        empty(wish.folder)
        raise SystemExit(_to_its_end(_journey(wish)))


def prove_by_sabotage(
    *,
    only: Annotated[str, typer.Option(help="Only those whose name has this in it.")] = "",
    folder: Folder = Path(".run/sabotage"),
    patches: Annotated[Path, typer.Option(help="And their scenarios.")] = Path("tests/integration/sabotage"),
    judge: Judge = Path("tests/integration/judge"),
    root: Root = Path(),
) -> None:
    """Break the house in every way that is known, and make sure that the judge notices."""
    court = Court(root.absolute(), patches, judge, folder.absolute())
    with data_folder(court.folder):
        empty(court.folder)
        raise SystemExit(_to_its_end(_sabotage(court, only)))


def prove_by_canaries(
    *,
    people: Annotated[int, typer.Option(min=20, max=MOST, help="How many; whole councils of ten.")] = 200,
    folder: Folder = Path(".run/canaries"),
    root: Root = Path(),
) -> None:
    """Let people who cannot be mistaken live in a house, erase a quarter, and search everything for them."""
    where = folder.absolute()
    with data_folder(where):
        empty(where)
        raise SystemExit(_to_its_end(_canaries(people // A_COUNCIL * A_COUNCIL, where, root.absolute())))


def prove_by_stories(*, folder: Folder = Path(".run/stories")) -> None:
    """Tell the stories of the sample region, and see whether they end as they are told."""
    where = folder.absolute()
    with data_folder(where), log_in(where):
        empty(where)
        raise SystemExit(_to_its_end(_stories(where)))


async def _stories(folder: Path) -> int:
    with database(folder, os.environ.get("RAADSLAG_MONGO_URL", "")) as db:
        account = await prove_stories(db.url, folder, tell=tell)
    print(*account.lines(), sep="\n", flush=True)
    return account.code


async def _canaries(people: int, folder: Path, root: Path) -> int:
    verdict = await prove_canaries(people, folder, root=root, tell=tell)
    print(*verdict.lines(), sep="\n", flush=True)
    return verdict.code


async def _sabotage(court: Court, only: str) -> int:
    well = await prove_sabotage(court, only, tell=tell)
    print("sabotage: the judge noticed", "all of it" if well else "not what it must", flush=True)
    return 0 if well else 1


async def _journey(wish: Wish) -> int:
    account = Account(wish)
    try:
        verdict = await journey(wish, account, tell=tell)
    except BaseException:
        print(*account.lines(), sep="\n", flush=True)
        raise
    code = verdict.code or int(bool(account.gave_up))
    print(*(account.lines() if code else ()), *verdict.lines, sep="\n", flush=True)
    return code


def empty(folder: Path) -> None:
    """End what an earlier run left running in the folder, and remove all that is in it but the lock."""
    for pid in folder.rglob("pid"):
        end_the_one_left_behind(pid)
    for one in folder.iterdir():
        if one.is_dir():
            shutil.rmtree(one)
        elif one.name != "lock":
            one.unlink()


def _to_its_end(work: Coroutine[Any, Any, int]) -> int:
    """Run it; asked to stop, by Ctrl-C or by SIGTERM, it ends what it started."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return asyncio.run(work)
    except Stopped as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
