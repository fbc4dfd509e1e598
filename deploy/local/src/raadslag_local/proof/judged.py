"""The judge, called as a process of its own: nothing of what is judged is loaded in it."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from raadslag_local.place import Place
from raadslag_local.proof.waiting import within

SECONDS = 120.0


@dataclass(frozen=True)
class Verdict:
    code: int
    lines: Sequence[str]


async def judged(judge: Path, place: Place, commands: Path, *more: str) -> Verdict:
    """Let the judge read what is left, and tell what it says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(judge),
        *("--mongo", place.mongo_url, "--prefix", place.database_prefix),
        *("--brokers", place.brokers, "--topics", place.topic_prefix),
        *("--commands", str(commands)),
        *more,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        said, _ = await within(SECONDS, "the judge", process.communicate())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return Verdict(process.returncode or 0, said.decode().splitlines())
