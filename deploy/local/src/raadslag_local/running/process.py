"""One app in a process of its own."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from councilkit.testing.server import Server, end_the_one_left_behind
from raadslag_local.running.layout import at

CLAIMS = "processes"


class Process(Server):
    """A command with its environment; what it prints is kept in the house's `logs`."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], *, house: Path, port: int
    ) -> None:
        super().__init__(house / CLAIMS / name, port=port)
        self.name = name
        self.log = house / "logs" / f"{name}.log"
        self._command = command
        self.environment = environment
        self._once: Mapping[str, str] = {}

    def once(self, **environment: str) -> None:
        """Add to the environment of the next start, and of that one alone."""
        self._once = environment

    def start(self) -> str:
        """Start it, and tell its address; when it answers is seen from outside."""
        self._take_the_folder()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._run(self._command, log=log, environment={**self.environment, **self._once})
        self._once = {}
        return at(self.port)


def end_left_behind(house: Path) -> None:
    """End every process that a killed supervisor left in this folder."""
    for pid in [*house.glob(f"{CLAIMS}/*/pid"), *house.glob("*/pid")]:
        end_the_one_left_behind(pid)
