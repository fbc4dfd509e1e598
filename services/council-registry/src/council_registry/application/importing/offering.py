"""Looking at what an import would do, and accepting it: all of it, or nothing."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from council_registry.application.importing.comparing import compare
from council_registry.application.importing.loading import Loading
from council_registry.application.importing.plan import Plan
from council_registry.application.importing.ports import Import, Imports, Stage
from council_registry.application.importing.reading import Cells, read_tables
from council_registry.application.people.people_ports import Accesses
from council_registry.domain.holding import Holding
from council_registry.domain.import_refusals import ChangedSincePreview, ImportRuns, NoSuchImport, RowsRefused
from council_registry.domain.person import Access
from council_registry.domain.policy import IMPORTER
from councilkit.clock import Clock
from councilkit.ids import derived_id
from councilkit.ledger import KeyReused

WHY = "import"


@dataclass(frozen=True)
class Offering:
    loading: Loading
    imports: Imports
    accesses: Accesses
    clock: Clock
    nudge: Callable[[], None]

    async def preview(self, cells: Cells) -> Plan:
        """Tell every difference between the rows and what is here, and every reason why they cannot be entered."""
        tables, problems = read_tables(cells)
        plan = compare(tables, await self.loading.world(tables))
        plan.problems[:0] = problems
        return plan

    async def look(self, cells: Cells, by: Holding) -> Plan:
        """Show it to somebody. Whose contacts the differences tell is written down."""
        plan = await self.preview(cells)
        if plan.told_of:
            await self.accesses.write(Access(self.clock(), by.id, WHY, tuple(plan.told_of)))
        return plan

    async def accept(self, cells: Cells, *, digest: str, by: Holding, key: str) -> Import:
        """Let what somebody has looked at be entered. A repeat under the same key is the same import."""
        id = derived_id("import", by.id, key)
        macs = self.loading.subjects.hashes(_spelt(cells, digest))
        if known := await self.imports.get(id):
            if known.mac not in macs:
                raise KeyReused("This Idempotency-Key was used for other tables.", field="Idempotency-Key")
            return known
        plan = await self.preview(cells)
        if plan.problems:
            raise RowsRefused(f"{len(plan.problems)} things are in the way; look at the preview.", field="/rows")
        if plan.digest != digest:
            raise ChangedSincePreview("What would be done is not what you looked at; look again.", field="/digest")
        import_ = Import(
            id=id,
            by=replace(by, role=IMPORTER),
            at=self.clock(),
            stage=Stage.RUNNING,
            done=0,
            of=len(plan.deeds),
            mac=macs[0],
            rows={sheet: [(line, dict(row)) for line, row in rows] for sheet, rows in cells.items()},
        )
        if not await self.imports.accept(import_):
            raise ImportRuns("Another import is being entered; wait until it is done.")
        self.nudge()
        return import_

    async def get(self, id: str) -> Import:
        if (known := await self.imports.get(id)) is None:
            raise NoSuchImport("There is no such import.", field="path")
        return known


def _spelt(cells: Cells, digest: str) -> str:
    """Spell what was sent, to know it again once its rows are forgotten."""
    return json.dumps([digest, {sheet: list(rows) for sheet, rows in cells.items()}], sort_keys=True, default=str)
