"""Imports and exports, as the edges get them."""

from dataclasses import dataclass
from typing import Self

from council_registry.application.importing.carrying_out import CarryingOut
from council_registry.application.importing.exporting import Exporting
from council_registry.application.importing.loading import Loading
from council_registry.application.importing.offering import Offering
from council_registry.application.importing.performing import performing
from council_registry.application.importing.ports import Imports
from council_registry.application.service import Registry
from councilkit.house import House


@dataclass(frozen=True)
class Importing:
    offering: Offering
    exporting: Exporting
    carrying_out: CarryingOut

    @classmethod
    def on(cls, house: House, service: Registry, imports: Imports) -> Self:
        loading = Loading(
            service.directories,
            service.records,
            service.contacts,
            service.keeping.erasures,
            service.door.subjects,
            service.texts,
            service.clock,
        )

        async def level() -> bool:
            return await house.level(house.name) is not None

        carrying_out = CarryingOut(imports, loading, performing(service, level), level)
        exporting = Exporting(
            service.directories,
            service.records,
            service.contacts,
            service.keeping.accesses,
            service.texts,
            service.clock,
        )
        return cls(
            Offering(loading, imports, service.keeping.accesses, service.clock, carrying_out.nudge),
            exporting,
            carrying_out,
        )
