"""One replica of an app, as a house of processes keeps it."""

import os
import sys
from collections.abc import Iterator

import httpx2

from raadslag_local.place import HOST
from raadslag_local.running.kept import Kept, Tell
from raadslag_local.running.layout import Layout, Ports, at
from raadslag_local.running.process import Process
from raadslag_local.settings import AllSettings, environment

PROGRAMS = {
    "council-registry": "council_registry.main",
    "case-flow": "case_flow.main",
    "sink": "raadslag_local.mail",
    "newsletter": "newsletter.main",
    "notifier": "notifier.main",
    "issuer": "raadslag_local.issuer",
    "portal": "portal.main",
}
"""In the order in which they start; they stop in the other."""

ANSWERS_AT = {"issuer": "/.well-known/openid-configuration"}


class Service(Kept[Process]):
    def __init__(self, service: str, process: Process, *, tell: Tell) -> None:
        super().__init__(process.name, process, tell=tell)
        self.url = at(process.port)
        self._answers_at = ANSWERS_AT.get(service, "/isready")

    def crash_at(self, point: str) -> None:
        """Let its next start, and that one alone, have this `RAADSLAG_CRASH_AT`."""
        self.program.once(RAADSLAG_CRASH_AT=point)

    async def is_ready(self, http: httpx2.AsyncClient) -> bool:
        try:
            return (await http.get(self.url + self._answers_at)).is_success
        except httpx2.TransportError:
            return False


def replicas(name: str, layout: Layout, settings: AllSettings, ports: Ports, tell: Tell) -> list[Service]:
    """Make the processes of a service; none of them is started."""
    services = [Service(name, process, tell=tell) for process in _processes(name, layout, settings, ports)]
    if point := layout.crash_at.get(name):
        for service in services:
            service.crash_at(point)
    return services


def _processes(name: str, layout: Layout, settings: AllSettings, ports: Ports) -> Iterator[Process]:
    told = {**_inherited(layout), **environment(settings.of(name)), "RAADSLAG_HOST": HOST}
    for number, port in enumerate(ports.own[name], 1):
        yield Process(
            name if number == 1 else f"{name}-{number}",
            [sys.executable, "-m", PROGRAMS[name]],
            {**told, "RAADSLAG_PORT": str(port), **layout.env.get(name, {})},
            house=layout.folder,
            port=port,
        )


def _inherited(layout: Layout) -> dict[str, str]:
    """What a process has from us: nothing that belongs to a house, which is told everything."""
    ours = {name: value for name, value in os.environ.items() if not _is_a_houses(name, layout)}
    return ours | ({"PYTHONPATH": layout.pythonpath} if layout.pythonpath else {})


def _is_a_houses(name: str, layout: Layout) -> bool:
    """Whoever names a broker says beside it how one gets in."""
    if layout.broker and isinstance(layout.broker, str) and "KAFKA_" in name:
        return False
    return name.startswith(("RAADSLAG_", "KAFKA_"))
