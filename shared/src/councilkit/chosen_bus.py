"""Which bus a service has."""

from councilkit.bus import Bus, MemoryBus
from councilkit.settings import LedgerSettings


def chosen_bus(settings: LedgerSettings, service: str) -> Bus:
    """Choose Kafka when the settings name brokers, else a bus in memory. Raises `SettingsWrong`."""
    if not settings.kafka_brokers:
        return MemoryBus()
    from councilkit.kafka import Connection, KafkaBus  # noqa: PLC0415 - a tenth of a second, when it is wanted

    return KafkaBus(service, Connection.from_settings(settings))
