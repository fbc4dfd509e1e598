"""Proofs run on a copy of the sources: whoever goes on writing meanwhile does not change what is proved."""

import os
import shutil
from pathlib import Path

from raadslag_local.place import SERVICES

SOURCES = (
    "shared/src",
    *(f"services/{name}/src" for name in SERVICES),
    "deploy/local/src",
)


def copied(root: Path, into: Path) -> str:
    """Copy everything that runs in a proof; tell where Python finds it."""
    for sources in SOURCES:
        shutil.copytree(root / sources, into / sources)
    return os.pathsep.join(str(into / sources) for sources in SOURCES)
