"""Enters an import that was accepted, to its end, whatever happens meanwhile: a job for `House.beside`.

It compares anew before it begins, so what was entered before a crash is no difference any more; and its commands have
the names that they had then.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog

from council_registry.application.importing.comparing import compare
from council_registry.application.importing.loading import Loading
from council_registry.application.importing.plan import Deed
from council_registry.application.importing.ports import Import, Imports, Stage
from council_registry.application.importing.reading import Problem, read_tables
from council_registry.application.importing.rows import Sheet
from council_registry.domain.holding import Holding
from councilkit.ledger import Call
from councilkit.refusals import Refusal, Unavailable

LOOK_EVERY = 1.0
AT_ONCE = 16

Perform = Callable[[Any, Holding, Call], Awaitable[object]]
"""Does a command."""

_log = structlog.get_logger(__name__)


@dataclass
class CarryingOut:
    imports: Imports
    loading: Loading
    performing: Mapping[type, Perform]
    level: Callable[[], Awaitable[bool]]
    _nudged: asyncio.Event = field(default_factory=asyncio.Event)

    def nudge(self) -> None:
        self._nudged.set()

    async def run(self) -> None:
        while True:
            try:
                await self.imports.prepare()
                if import_ := await self.imports.running():
                    await self.carry_out(import_)
                    continue
            except Unavailable as away:
                _log.warning("import_waits", cause=away.detail)
            await self._wait()

    async def carry_out(self, import_: Import) -> None:
        """Enter all of it that is not here yet, until our views show it. Raises `Unavailable`; then ask again."""
        await self._require_level()
        tables, problems = read_tables({Sheet(sheet): rows for sheet, rows in import_.rows.items()})
        plan = compare(tables, await self.loading.world(tables))
        left = [*problems, *plan.problems]
        if not left:
            left = await _Run(self, import_, import_.of - len(plan.deeds)).all(plan.waves)
            await self._require_level()  # whoever reads that it is done, and looks, finds it
        await self.imports.finish(import_.id, Stage.STUCK if left else Stage.DONE, left)
        _log.info("import_ended", id=import_.id, commands=import_.of, refused=len(left))

    async def _require_level(self) -> None:
        if not await self.level():
            raise Unavailable("Our views have not heard yet what was entered.")

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(LOOK_EVERY):
                await self._nudged.wait()
        except TimeoutError:
            return
        self._nudged.clear()


@dataclass
class _Run:
    """One time through an import: wave after wave, and within a wave stream beside stream."""

    carrying_out: CarryingOut
    import_: Import
    done: int
    left: list[Problem] = field(default_factory=list)
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def all(self, waves: Sequence[Sequence[Deed]]) -> list[Problem]:
        for wave in waves:
            lanes: defaultdict[str, list[Deed]] = defaultdict(list)
            for deed in wave:
                lanes[deed.lane].append(deed)
            try:
                async with asyncio.TaskGroup() as group:
                    for lane in lanes.values():
                        group.create_task(self._lane(lane))
            except* Unavailable as away:
                raise Unavailable("The database went away while an import was entered.") from away
            await self.carrying_out.imports.progress(self.import_.id, self.done)
        return self.left

    async def _lane(self, deeds: Sequence[Deed]) -> None:
        async with self._room:
            for deed in deeds:
                await self._do(deed)

    async def _do(self, deed: Deed) -> None:
        by = self.import_.by
        call = Call(by.id, deed.name, deed.name.encode(), correlation=self.import_.id)
        try:
            await self.carrying_out.performing[type(deed.command)](deed.command, by, call)
        except Unavailable:
            raise
        except Refusal as no:
            self.left.append(Problem.of(deed.sheet, deed.line, no))
        except Exception as mistake:  # noqa: BLE001 - of ours, in one row: it stops neither the others nor the house
            # Neither the name of the command nor the words of the mistake: both may hold what stands in a cell.
            kind = type(mistake).__name__
            _log.error("import_failed", id=self.import_.id, sheet=deed.sheet, line=deed.line, mistake=kind)
            self.left.append(Problem(deed.sheet, deed.line, None, "unexpected", "Something went wrong here."))
        else:
            self.done += 1
