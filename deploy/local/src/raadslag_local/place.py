"""Where a house stands: its addresses, its files, its database, its styles."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from councilkit.testing.server import free_port

HOST = "127.0.0.1"
"""Where everything on this machine listens."""

PATIENCE = 15.0
"""Seconds that a client within a house waits for an answer."""

FOUNDER = "founder@example.no"
REGISTRY, CASE_FLOW, NEWSLETTER, NOTIFIER = "/council-registry", "/case-flow", "/newsletter", "/notifier"
ISSUER, INBOX = "/issuer", "/innboks"
CLIENT = "portal"
SERVICES = ("council-registry", "case-flow", "newsletter", "notifier")
"""Those with a ledger, each at the path of its name in a house of one process."""


@dataclass(frozen=True)
class Addresses:
    """Where each app is found; the portal, the issuer and the inbox by browsers too."""

    portal: str
    registry: str
    case_flow: str
    issuer: str
    newsletter: str
    notifier: str
    inbox: str

    @classmethod
    def under(cls, url: str) -> Self:
        """Give every app its path under one address, with the portal at the root."""
        return cls(url, *(url + path for path in (REGISTRY, CASE_FLOW, ISSUER, NEWSLETTER, NOTIFIER, INBOX)))


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
    smtp_port: int = field(default_factory=free_port)
    """Where the sink takes mails."""

    @property
    def mail_folder(self) -> Path:
        """Where the sink keeps them."""
        return self.folder / "mail"
