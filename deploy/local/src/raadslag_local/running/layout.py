"""How a house of several processes is laid out: what is wanted, and where it then is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from councilkit.testing.kafka import Broker
from councilkit.testing.mongod import Mongod
from councilkit.testing.server import free_port
from raadslag_local.place import HOST, Addresses

SMTP = "smtp"
"""No app, but a port of the sink."""

IN_ORDER_OF_PORTS = ("portal", "council-registry", "case-flow", "issuer", "newsletter", "notifier", "sink", SMTP)

MAILLESS = {"newsletter": 0, "notifier": 0, "sink": 0}
"""For a house in which nobody gets mail."""


@dataclass(frozen=True)
class Layout:
    """What a house of processes shall be like; everything but the folder has a sensible beginning."""

    folder: Path
    """Where data, keys, logs and claims are."""

    port: int = 0
    """The portal's; the others have those that follow, in their order. 0: any free ones."""

    portal_url: str = ""
    """Where browsers find the portal, if not at localhost; `issuer_url` says the same of the issuer."""

    issuer_url: str = ""
    replicas: Mapping[str, int] = field(default_factory=dict)
    """How many processes a service has, by its name; one, if nothing is said."""

    env: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """More environment, by service."""

    crash_at: Mapping[str, str] = field(default_factory=dict)
    """A service's `RAADSLAG_CRASH_AT`, for the first start of each of its processes alone."""

    pythonpath: str = ""
    """Where Python looks first: a patched copy of the tree, as `<copy>/shared/src:<copy>/services/case-flow/src`."""

    mongod: Mongod | str | None = None
    """A mongod that runs already, or the address of a database; a mongod of its own in the folder, if None."""

    broker: Broker | str | None = None
    """The same for the broker; "" is no broker at all: services then look at each other every half minute."""

    database_prefix: str = "raadslag"
    topic_prefix: str = "raadslag"
    assets: Path | None = None


class Ports:
    """A port for each process, and for each service the one that it is known by."""

    def __init__(self, layout: Layout) -> None:
        ports = [layout.port + place if layout.port else free_port() for place in range(len(IN_ORDER_OF_PORTS))]
        self.known = dict(zip(IN_ORDER_OF_PORTS, ports, strict=True))
        self.own = {name: self._own(name, layout.replicas.get(name, 1)) for name in self.known}

    def _own(self, name: str, replicas: int) -> list[int]:
        """With several replicas somebody else listens at the port that is known, and shares out."""
        return [self.known[name]] if replicas == 1 else [free_port() for _ in range(replicas)]

    def addresses(self, layout: Layout) -> Addresses:
        return Addresses(
            portal=layout.portal_url or f"http://localhost:{self.known['portal']}",
            registry=at(self.known["council-registry"]),
            case_flow=at(self.known["case-flow"]),
            issuer=layout.issuer_url or f"http://localhost:{self.known['issuer']}",
            newsletter=at(self.known["newsletter"]),
            notifier=at(self.known["notifier"]),
            inbox=f"http://localhost:{self.known['sink']}",
        )


def at(port: int) -> str:
    return f"http://{HOST}:{port}"
