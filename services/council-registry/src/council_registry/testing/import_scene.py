"""What the rows of the authorization matrix act on that are about tables."""

import asyncio
from typing import Any

from council_registry.domain.holding import Holding
from council_registry.domain.period import Period
from council_registry.domain.person import HoldKind
from council_registry.testing.driver import Driver
from council_registry.testing.people import TODAY
from councilkit.events.councils import PostRole, Side
from councilkit.ids import random_id

BY = Holding("directorate", HoldKind.POST, PostRole.DIRECTORATE_CONTACT, Side.NAV, Period(TODAY), unit="9000")


class ImportScene:
    """Tells the path's parts and the body of an action that would be accepted, by the action's name."""

    def __init__(self, registry: Driver) -> None:
        self._registry = registry

    async def preview_import(self) -> tuple[dict[str, str], dict[str, Any]]:
        return {}, {"rows": {"units": []}}

    async def read_import(self) -> tuple[dict[str, str], dict[str, Any]]:
        await self._until_none_runs()
        offering = self._registry.importing.offering
        digest = (await offering.preview({})).digest
        accepted = await offering.accept({}, digest=digest, by=BY, key=random_id())
        await self._until_none_runs()
        return {"id": accepted.id}, {}

    async def import_tables(self) -> tuple[dict[str, str], dict[str, Any]]:
        await self._until_none_runs()
        return {}, {"digest": (await self._registry.importing.offering.preview({})).digest}

    async def export_sheet(self) -> tuple[dict[str, str], dict[str, Any]]:
        return {"sheet": "councils"}, {}

    async def _until_none_runs(self) -> None:
        imports = self._registry.importing.carrying_out.imports
        while await imports.running():  # noqa: ASYNC110 - as any reader finds out
            await asyncio.sleep(0.001)
