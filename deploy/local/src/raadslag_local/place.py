"""Where a house stands: its addresses, its files, its database, its styles."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

HOST = "127.0.0.1"
"""Where everything on this machine listens."""

PATIENCE = 15.0
"""Seconds that a client within a house waits for an answer."""

FOUNDER = "founder@example.no"
REGISTRY, CASE_FLOW, ISSUER = "/council-registry", "/case-flow", "/issuer"
CLIENT = "portal"


@dataclass(frozen=True)
class Addresses:
    """Where each app is found; the portal and the issuer by browsers too."""

    portal: str
    registry: str
    case_flow: str
    issuer: str

    @classmethod
    def under(cls, url: str) -> Self:
        """Give every app its path under one address, with the portal at the root."""
        return cls(url, url + REGISTRY, url + CASE_FLOW, url + ISSUER)


@dataclass(frozen=True)
class Place:
    addresses: Addresses
    folder: Path
    mongo_url: str
    assets: Path | None = None
    database_prefix: str = "raadslag"
    brokers: str = ""
    """Kafka's; without any, the apps hear of each other in another way."""

    topic_prefix: str = "raadslag"
