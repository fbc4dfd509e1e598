"""The bus on Apache Kafka, through aiokafka: nothing else of the house imports that library."""

from councilkit.kafka.bus import KafkaBus
from councilkit.kafka.connection import Connection

__all__ = ["Connection", "KafkaBus"]
