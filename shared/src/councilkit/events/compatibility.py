"""Holds the event types against every version of them that was ever committed.

`python -m councilkit.events.compatibility [--since REF]` names each break in a sentence. Without `--since` it reads the
whole history of the schemas, with it what lay there at REF and what came after.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from councilkit.events.evolution import Schema, breaks
from councilkit.events.schemas import FOLDER

SCHEMAS = FOLDER / "schemas"


class NoHistory(Exception):
    """There is nothing to compare with, and why; a sentence."""


@dataclass(frozen=True, slots=True)
class Committed:
    """A type's schema as it lies in the history, and the newest commit in which it does."""

    type: str
    commit: str
    schema: Schema


def committed(folder: Path, since: str | None = None) -> Iterator[Committed]:
    """Tell every schema that a commit ever left in the folder, the newest first and each content once.

    Raises:
        NoHistory: this is no checkout with a history, or has no such commit.

    """
    told = set()
    for commit in _commits(folder, since):
        for line in _git(folder, "ls-tree", commit, "./").splitlines():
            found, _, name = line.partition("\t")
            if name.endswith(".json") and (name, blob := found.split()[2]) not in told:
                told.add((name, blob))
                yield Committed(name.removesuffix(".json"), commit, json.loads(_git(folder, "cat-file", "blob", blob)))
    if not told:
        raise NoHistory(f"no commit has any of them in {folder}.")


def present(folder: Path) -> dict[str, Schema]:
    """Tell the schemas that lie in the folder now, committed or not."""
    return {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}


def refusals(past: Iterable[Committed], now: Mapping[str, Schema]) -> list[str]:
    """Tell in sentences what the types may not have become; each break once, though it breaks with many commits."""
    found: dict[str, str] = {}
    for one in past:
        for broken in breaks(one.schema, now.get(one.type)):
            found.setdefault(f"{one.type}: {broken}", one.commit)
    return [f"{sentence} (Compared with {commit[:10]}.)" for sentence, commit in sorted(found.items())]


def main(arguments: list[str], folder: Path = SCHEMAS) -> int:
    """Compare; tell the exit code."""
    parser = argparse.ArgumentParser(prog="python -m councilkit.events.compatibility", description=__doc__)
    parser.add_argument("--since", metavar="REF", help="leave out what lay there before this commit, tag or branch")
    since = parser.parse_args(arguments).since
    try:
        past = list(committed(folder, since))
        shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip() == "true"
    except NoHistory as nothing:
        sys.stderr.write(f"THE EVENT TYPES WERE COMPARED WITH NOTHING: {nothing}\n")
        return 1 if since else 0
    if shallow:
        sys.stderr.write("THE EVENT TYPES WERE COMPARED WITH A PART OF THEIR PAST: this clone has no older commits.\n")
    refused = refusals(past, now := present(folder))
    sys.stderr.writelines(f"{sentence}\n" for sentence in refused)
    sys.stdout.write(f"{len(now)} event types against {len(past)} committed schemas: {len(refused)} breaks\n")
    return 1 if refused else 0


def _commits(folder: Path, since: str | None) -> list[str]:
    if since is None:
        return _changing(folder, "HEAD")
    try:
        first = _git(folder, "rev-parse", "--verify", "--end-of-options", f"{since}^{{commit}}").strip()
    except NoHistory:
        raise NoHistory(f"there is no commit {since} here.") from None
    return [*_changing(folder, f"{first}..HEAD"), first]


def _changing(folder: Path, range_: str) -> list[str]:
    return _git(folder, "log", "--full-history", "--format=%H", range_, "--", ".").split()


def _git(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - words of ours, and a name of a commit that cannot be an option
            ["git", "-C", str(folder), *words],  # noqa: S607 - whichever git this machine has
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
    except FileNotFoundError:
        raise NoHistory("there is no git here.") from None
    except subprocess.CalledProcessError as error:
        raise NoHistory(f"git says {error.stderr.strip()!r}.") from None
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
