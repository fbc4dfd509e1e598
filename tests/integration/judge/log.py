"""What the load generator noted: each try of a command before it was sent and after it was answered, and each fault."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

OK, REFUSED, BROKEN = 200, 400, 500
GOES_ON = " goes on"


@dataclass(frozen=True)
class Outcome:
    """What came back of one try: a status, or none at all."""

    at: datetime
    status: int | None
    receipt: str | None

    @property
    def accepted(self) -> bool:
        return self.status is not None and OK <= self.status < OK + 100

    @property
    def refused(self) -> bool:
        return self.status is not None and REFUSED <= self.status < BROKEN


@dataclass
class Command:
    """One command: all tries with one key, each by its number."""

    service: str
    actor: str
    key: str
    path: str
    began: datetime
    sent: set[int] = field(default_factory=set)
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"http/{self.actor}/{self.key}"

    @property
    def accepted(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes.values() if outcome.accepted]

    @property
    def refused(self) -> bool:
        """Every try was sent, answered and refused, so nothing may have come of it."""
        return self.sent == self.outcomes.keys() and all(outcome.refused for outcome in self.outcomes.values())

    @property
    def is_many(self) -> bool:
        """Loading units and planning a series write several events, one for each that is missing, and no receipt."""
        return self.is_import or self.path.endswith(("/units/load", "/meetings/series"))

    @property
    def is_import(self) -> bool:
        """An import writes whatever is missing of its rows; its commands are named by what they do, not by its key."""
        return self.path.endswith("/imports")


@dataclass(frozen=True)
class Strike:
    """A fault that was made: `newsletter is killed`."""

    at: datetime
    what: str

    def hits(self, *programs: str) -> bool:
        """Tell whether one of these was struck, or a replica of it; one that goes on is not struck again."""
        if self.what.endswith(GOES_ON):
            return False
        name = self.what.partition(" ")[0]
        return any(name == program or name.startswith(f"{program}-") for program in programs)


@dataclass(frozen=True)
class Log:
    commands: Sequence[Command] = ()
    faults: Sequence[Strike] = ()

    @property
    def answers_took(self) -> float | None:
        """Seconds from the last fault (the first command, if there was none) to the last answer that came home."""
        homes = [
            outcome.at for command in self.commands if command.path.endswith("/confirm") for outcome in command.accepted
        ]
        if not homes:
            return None
        began = max((fault.at for fault in self.faults), default=min(command.began for command in self.commands))
        return max(0.0, (max(homes) - began).total_seconds())


def read_log(lines: Iterable[str]) -> Log:
    """Read the log. A line without an end was being written when its writer died, and says nothing yet."""
    commands: dict[tuple[str, str, str], Command] = {}
    faults = []
    for line in lines:
        if not line.endswith("\n") or not line.strip():
            continue
        noted = json.loads(line)
        if "fault" in noted:
            faults.append(Strike(_at(noted), noted["fault"]))
        else:
            _take(noted, commands)
    return Log(list(commands.values()), faults)


def _take(noted: dict[str, Any], commands: dict[tuple[str, str, str], Command]) -> None:
    name = noted["service"], noted["actor"], noted["key"]
    command = commands.setdefault(name, Command(*name, noted["path"], _at(noted)))
    command.sent.add(noted["sent"])
    if outcome := noted["outcome"]:
        command.outcomes[noted["sent"]] = Outcome(_at(noted), outcome["status"], outcome.get("receipt"))


def _at(noted: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(noted["at"])


def by_service(commands: Iterable[Command]) -> dict[str, list[Command]]:
    sorted_out: dict[str, list[Command]] = defaultdict(list)
    for command in commands:
        sorted_out[command.service].append(command)
    return sorted_out
