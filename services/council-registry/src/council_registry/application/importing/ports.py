"""What imports need of the world, beside what every use case does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from council_registry.application.importing.reading import Problem
from council_registry.domain.holding import Holding


class Stage(StrEnum):
    """How far an import is. One is stuck when somebody changed meanwhile what it stands on."""

    RUNNING = "running"
    DONE = "done"
    STUCK = "stuck"


@dataclass(frozen=True)
class Import:
    """An import that was accepted. Its rows are kept until they are entered, and no longer."""

    id: str
    by: Holding
    at: datetime
    stage: Stage
    done: int
    of: int
    left: tuple[Problem, ...] = ()
    mac: str | None = None  # of what was sent
    rows: Mapping[str, Sequence[tuple[int, Mapping[str, Any]]]] = field(default_factory=dict, repr=False)


class Imports(Protocol):
    """The imports that were accepted. All methods may raise `Unavailable`."""

    async def prepare(self) -> None:
        """Make sure that one runs at a time."""

    async def accept(self, import_: Import) -> bool:
        """Keep one that is to be entered; False when another one is running. A repeat is the same one."""
        ...

    async def get(self, id: str) -> Import | None: ...

    async def running(self) -> Import | None:
        """Tell the one that is to be entered now."""
        ...

    async def progress(self, id: str, done: int) -> None:
        """Tell how many of its commands are done."""

    async def finish(self, id: str, stage: Stage, left: Sequence[Problem]) -> None:
        """Let it be over, and forget its rows."""
