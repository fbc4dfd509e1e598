"""Whom one can choose to be: everyone the registry knows, as its service token may ask, grouped by council or unit."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

UNITS = "De som svarer for enhetene i Nav"
ROLES = {
    "leader": "leder",
    "deputy_leader": "nestleder",
    "member": "medlem",
    "deputy": "vara",
    "nav_representative": "Navs representant",
    "secretary": "sekretær",
    "coordinator": "koordinator",
    "observer": "observatør",
    "answering_manager": "svarer for {unit}",
    "delegate": "stedfortreder ved {unit}",
    "regional_officer": "fagansvarlig i {unit}",
    "directorate_contact": "direktoratets kontakt",
}
FIRST = list(ROLES.values())

FOUNDER = "Husets grunnlegger"


@dataclass(frozen=True)
class Person:
    name: str
    subject: str
    role: str


@dataclass(frozen=True)
class Group:
    """A council, or the units together, and who holds something there."""

    name: str
    people: tuple[Person, ...]

    @property
    def anchor(self) -> str:
        return "".join(letter if letter.isalnum() else "-" for letter in self.name.lower())


People = Callable[[], Awaitable[Sequence[Group]]]


def grouped(listed: Sequence[Mapping[str, Any]]) -> list[Group]:
    """Group people by council, and those with posts together; one who holds two things is there twice."""
    groups: dict[str, list[tuple[int, Person]]] = defaultdict(list)
    for person in listed:
        for holding in person["holdings"]:
            council, unit = holding.get("council"), holding.get("unit")
            name = council["names"]["nb"] if council else UNITS
            groups[name].append(_entry(person, holding["role"], unit))
    ordered = sorted(groups, key=lambda name: (name == UNITS, name))
    return [Group(name, tuple(one for _, one in sorted(groups[name], key=_leaders_first))) for name in ordered]


def only_the_founder(subject: str) -> list[Group]:
    return [Group("Registeret er tomt", (Person(FOUNDER, subject, "direktoratets kontakt inntil videre"),))]


def _entry(person: Mapping[str, Any], role: str, unit: Mapping[str, str] | None) -> tuple[int, Person]:
    words = ROLES.get(role, role)
    shown = Person(person["name"], person["email"], words.format(unit=unit["name"] if unit else ""))
    return FIRST.index(words) if words in FIRST else len(FIRST), shown


def _leaders_first(entry: tuple[int, Person]) -> tuple[int, str]:
    rank, person = entry
    return rank, person.name
