"""What one reader's councils get to know: their own cases, those they were asked about, and their neighbours'."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Name(StrEnum):
    """The parts of a digest, in the order they are read."""

    OURS = "ours"
    ASKED = "asked"
    NEAR = "near"


AT_MOST: Mapping[Name, int] = {Name.OURS: 20, Name.ASKED: 20, Name.NEAR: 10}
"""How many cases of each part are told; how many more there are is said. A mail that is too long is read by nobody."""


@dataclass(frozen=True)
class Told:
    """A case that an edition tells of: who raised it, which councils it has been to, and when it moved last in time."""

    id: str
    origin: str
    councils: tuple[str, ...]
    moved: datetime
    joined: tuple[str, ...] = ()  # who raised cases that have become a part of it


@dataclass(frozen=True)
class Section:
    name: Name
    cases: tuple[str, ...]
    more: int = 0


def sections(told: Collection[Told], councils: Collection[str], parents: Mapping[str, str | None]) -> list[Section]:
    """Sort an edition's cases as readers of these councils meet them, the last moved first, each case once."""
    near = _near(councils, parents)
    found: dict[Name, list[str]] = {name: [] for name in Name}
    for case in sorted(told, key=lambda case: (case.moved, case.id), reverse=True):
        if name := _section_of(case, councils, near):
            found[name].append(case.id)
    return [_section(name, cases) for name, cases in found.items()]


def _near(councils: Collection[str], parents: Mapping[str, str | None]) -> set[str]:
    above = {parent for council in councils if (parent := parents.get(council))}
    below = {council for council, parent in parents.items() if parent in councils}
    return above | below


def _section_of(case: Told, councils: Collection[str], near: Collection[str]) -> Name | None:
    if not {case.origin, *case.joined}.isdisjoint(councils):
        return Name.OURS
    if not set(councils).isdisjoint(case.councils):
        return Name.ASKED
    if not set(near).isdisjoint(case.councils):
        return Name.NEAR
    return None


def _section(name: Name, cases: Sequence[str]) -> Section:
    shown = cases[: AT_MOST[name]]
    return Section(name, tuple(shown), more=len(cases) - len(shown))
