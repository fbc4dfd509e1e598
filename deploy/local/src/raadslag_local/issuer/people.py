"""Whom one can choose to be: everyone the registry knows, as its service token may ask, grouped by council or unit."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ROLES = {
    "leader": "leder",
    "deputy_leader": "nestleder",
    "member": "medlem",
    "deputy": "vara",
    "nav_representative": "Navs representant",
    "secretary": "sekretær",
    "coordinator": "koordinator",
    "observer": "observatør",
    "answering_manager": "svarer for enheten",
    "delegate": "stedfortreder",
    "regional_officer": "fagansvarlig i regionen",
    "directorate_contact": "direktoratets kontakt",
}

FOUNDER = "Husets grunnlegger"


@dataclass(frozen=True)
class Person:
    name: str
    subject: str
    role: str


@dataclass(frozen=True)
class Group:
    """A council or a unit, and who holds something there."""

    name: str
    people: tuple[Person, ...]

    @property
    def anchor(self) -> str:
        return "".join(letter if letter.isalnum() else "-" for letter in self.name.lower())


People = Callable[[], Awaitable[Sequence[Group]]]


def grouped(listed: Sequence[Mapping[str, Any]]) -> list[Group]:
    """Group people by what they hold; one who holds two things stands in both groups."""
    groups: dict[tuple[int, str], list[Person]] = defaultdict(list)
    for person in listed:
        for holding in person["holdings"]:
            role = ROLES.get(holding["role"], holding["role"])
            groups[_place(holding)].append(Person(person["name"], person["email"], role))
    return [Group(name, tuple(sorted(people, key=_leaders_first))) for (_, name), people in sorted(groups.items())]


def only_the_founder(subject: str) -> list[Group]:
    return [Group("Registeret er tomt", (Person(FOUNDER, subject, "direktoratets kontakt inntil videre"),))]


def _place(holding: Mapping[str, Any]) -> tuple[int, str]:
    """Councils before units, each by name."""
    if council := holding.get("council"):
        return 0, council["names"]["nb"]
    return 1, holding["unit"]["name"]


def _leaders_first(person: Person) -> tuple[int, str]:
    order = list(ROLES.values())
    return order.index(person.role) if person.role in order else len(order), person.name
