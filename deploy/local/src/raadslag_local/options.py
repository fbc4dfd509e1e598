"""What whoever starts a house asks for, and how it speaks to them."""

import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from councilkit.logging import configure_logging
from councilkit.workdays import OSLO
from raadslag_local.stopped import Stopped
from raadslag_local.story.sample import Sample, sample, without_stories

LOG = "raadslag.log"

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""What asks a house to stop."""


@dataclass(frozen=True)
class Options:
    folder: Path
    port: int
    speed: float
    url: str
    """Where browsers find the portal."""

    issuer_url: str = ""
    """Where browsers find the issuer, if it has a process and an address of its own."""

    mongo_url: str = ""
    brokers: str = ""
    assets: Path | None = None
    reset: bool = False
    quick: bool = False

    @property
    def sample(self) -> Sample:
        return without_stories() if self.quick else sample()


def tell(sentence: str) -> None:
    print(f"{datetime.now(OSLO):%H:%M:%S}  {sentence}", flush=True)


def tell_where(found: Mapping[str, object]) -> None:
    """Say where everything is, set apart from what happens."""
    tell("")
    for what, where in found.items():
        tell(f"{what:<25} {where}")
    tell("")


def forget_everything(options: Options) -> None:
    """Empty the folder of what was told and kept; keys and secrets stay."""
    if options.mongo_url or options.brokers:
        raise Stopped(
            "RESET=1 empties the embedded MongoDB and Kafka alone; "
            "those that RAADSLAG_MONGO_URL and KAFKA_BROKERS name are yours to empty."
        )
    (options.folder / "story.json").unlink(missing_ok=True)
    for data in ("mongo", "kafka", "mail"):  # Kafka holds what the ledgers in MongoDB tell, and mails come of it
        shutil.rmtree(options.folder / data, ignore_errors=True)


@contextmanager
def log_in(folder: Path) -> Iterator[TextIO]:
    """Keep what this process logs in a file."""
    with (folder / LOG).open("a", encoding="utf-8") as log:
        configure_logging(stream=log)
        yield log
