"""Whom one can choose to be: everyone the registry knows, as its service token may ask, grouped by council or unit.

What a role is called is the portal's to say: the same person must not be two things on two pages.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from councilkit.events.councils import PostRole, TermRole
from portal.adapters.catalogues import wordings

UNITS = "De som svarer for enhetene i Nav"
RANKS: Final = [*TermRole, *PostRole]
WORDS: Final = wordings()["nb"]

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
    return [
        Group(
            "Registeret er tomt",
            (Person(FOUNDER, subject, f"{WORDS.label('role', PostRole.DIRECTORATE_CONTACT)} inntil videre"),),
        )
    ]


def _entry(person: Mapping[str, Any], role: str, unit: Mapping[str, str] | None) -> tuple[int, Person]:
    words = WORDS.label("role", role)
    if unit:
        words = WORDS.say("%(role)s at %(place)s", role=words, place=unit["name"])
    return RANKS.index(role), Person(person["name"], person["email"] or person["person"], words)


def _leaders_first(entry: tuple[int, Person]) -> tuple[int, str]:
    rank, person = entry
    return rank, person.name
