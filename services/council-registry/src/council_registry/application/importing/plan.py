"""What an import would do: the differences that somebody looks at, and the commands behind them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from council_registry.application.importing.reading import Problem
from council_registry.application.importing.rows import Sheet


class Change(StrEnum):
    NEW = "new"
    CHANGED = "changed"


Fields = tuple[tuple[str, str | None, str | None], ...]
"""Of each field that differs: its name, what it was, and what it would be."""


@dataclass(frozen=True)
class Difference:
    """One row that is not as it is here, with what it was and would be of each field."""

    sheet: Sheet
    line: int
    name: str = field(repr=False)
    change: Change
    fields: Fields = field(default=(), repr=False)


@dataclass(frozen=True)
class Deed:
    """A command of the import. Deeds of one `lane` are done one after another; `name` is the command's for ever."""

    sheet: Sheet
    line: int
    lane: str
    name: str
    command: Any = field(repr=False)


@dataclass
class Plan:
    """Grows row by row. The deeds of a wave stand on those of the waves before it."""

    differences: list[Difference] = field(default_factory=list)
    waves: list[list[Deed]] = field(default_factory=lambda: [[]])
    problems: list[Problem] = field(default_factory=list)
    same: int = 0
    told_of: list[str] = field(default_factory=list)  # people whose contacts the differences tell

    def add(self, difference: Difference, *deeds: Deed) -> None:
        self.differences.append(difference)
        self.waves[-1].extend(deeds)

    def next_wave(self) -> None:
        self.waves.append([])

    @property
    def deeds(self) -> list[Deed]:
        return [deed for wave in self.waves for deed in wave]

    @property
    def digest(self) -> str:
        """Tell two plans apart: what somebody has looked at is what is done."""
        told = [(one.sheet, one.name, one.change, one.fields) for one in self.differences]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def changed_fields(was: dict[str, Any], wanted: dict[str, Any]) -> Fields:
    """Tell the fields that differ, each as people read it."""
    return tuple(
        (name, _spelt(was.get(name)), _spelt(value)) for name, value in wanted.items() if value != was.get(name)
    )


def _spelt(value: Any) -> str | None:  # noqa: ANN401 - any cell
    if value is None:
        return None
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " ".join(map(str, value))
    return str(value)
