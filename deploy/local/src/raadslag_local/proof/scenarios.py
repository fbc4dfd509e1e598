"""Builds with a known mistake: what is patched, how the build is driven, and what the judge must then say."""

import os
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from raadslag_local.proof.copies import copied
from raadslag_local.stopped import Stopped


class Poison(BaseModel):
    """A record that is no event, with a case's stream as its key, and who will park that stream."""

    model_config = ConfigDict(extra="forbid")

    topic: str
    service: str
    consumer: str


class Scenario(BaseModel):
    """See `scenarios.toml`, where each field is explained."""

    model_config = ConfigDict(extra="forbid")

    patch: str
    breaks: str
    replicas: Mapping[str, int] = {}
    crash_at: Mapping[str, str] = {}
    resume_after: float | None = None
    repeat: Sequence[str] = ()
    poison: Poison | None = None
    must_say: str

    @property
    def name(self) -> str:
        return self.patch.removesuffix(".patch")


def read_scenarios(sabotage: Path) -> list[Scenario]:
    told = tomllib.loads((sabotage / "scenarios.toml").read_text(encoding="utf-8"))
    return [Scenario.model_validate(one) for one in told["sabotage"]]


def sabotaged(root: Path, patch: Path, into: Path) -> str:
    """Copy the sources and patch the copy; tell where Python finds it."""
    path = copied(root, into)
    # A repository around the copy would be taken for the one that is meant.
    environment = os.environ | {"GIT_CEILING_DIRECTORIES": str(into.parent)}
    git = ["git", "apply", "-p1", str(patch.absolute())]
    done = subprocess.run(git, cwd=into, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - a patch of our own
    if done.returncode:
        raise Stopped(f"{patch.name} does not apply: {done.stderr.strip()}")
    return path
