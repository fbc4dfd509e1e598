"""A person, as the contact store alone knows one. Nothing here may reach an event, a token or a log."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from councilkit.events.councils import Language


@dataclass(frozen=True)
class Contact:
    """How to reach somebody; hidden from every printout."""

    name: str = field(repr=False)
    email: str = field(repr=False)
    language: Language
    phone: str | None = field(default=None, repr=False)
    organisation: str | None = field(default=None, repr=False)
    user_group: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Person:
    id: str
    contact: Contact
    holds: tuple[str, ...]  # terms and posts, of all times


class HoldKind(StrEnum):
    TERM = "term"
    POST = "post"


@dataclass(frozen=True)
class Hold:
    """A term or post that is written down for a person before its event is: where that event will be."""

    id: str
    kind: HoldKind
    where: str  # the council or the unit
    since: datetime
