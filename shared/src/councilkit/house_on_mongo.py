"""A service's house as it is built for life: on MongoDB, by its settings, seen in its telemetry."""

from collections.abc import Mapping, Sequence

from councilkit.bus import Bus
from councilkit.chosen_bus import chosen_bus
from councilkit.clock import Clock
from councilkit.house import House
from councilkit.inbox import Source, View
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.settings import LedgerSettings
from councilkit.telemetry import Telemetry


def database_of(name: str, settings: LedgerSettings) -> str:
    """Spell the name of a service's database."""
    return f"{settings.database_prefix}_{name}"


def house_on_mongo(
    name: str,
    settings: LedgerSettings,
    mongo: Mongo,
    *,
    telemetry: Telemetry,
    views: Mapping[str, Sequence[View]],
    sources: Sequence[Source],
    bus: Bus | None,
    clock: Clock,
) -> House:
    """Build the house of the service `name`; without a `bus`, on the one that the settings choose."""
    return House(
        name,
        stores_on_mongo(mongo, database_of(name, settings)),
        views=views,
        sources=sources,
        bus=bus or chosen_bus(settings, name),
        clock=clock,
        mac_key=settings.mac_key.get_secret_value().encode(),
        tracer=telemetry.tracer,
        meter=telemetry.meter,
    )
