"""Imports in memory, for tests and simulations."""

from collections.abc import Sequence
from dataclasses import replace

from council_registry.application.importing.ports import Import, Stage
from council_registry.application.importing.reading import Problem


class MemoryImports:
    """Implements `Imports` on a dictionary."""

    def __init__(self) -> None:
        self._imports: dict[str, Import] = {}

    async def prepare(self) -> None:
        """There is nothing to prepare."""

    async def accept(self, import_: Import) -> bool:
        running = await self.running()
        if running and running.id != import_.id:
            return False
        self._imports.setdefault(import_.id, import_)
        return True

    async def get(self, id: str) -> Import | None:
        return self._imports.get(id)

    async def running(self) -> Import | None:
        return next((one for one in self._imports.values() if one.stage is Stage.RUNNING), None)

    async def progress(self, id: str, done: int) -> None:
        self._imports[id] = replace(self._imports[id], done=done)

    async def finish(self, id: str, stage: Stage, left: Sequence[Problem]) -> None:
        self._imports[id] = replace(self._imports[id], stage=stage, left=tuple(left), rows={})
