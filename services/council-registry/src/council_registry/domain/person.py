"""A person, as the contact store alone knows one. Nothing here may reach an event, a token or a log."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from councilkit.events.councils import Language


class Channel(StrEnum):
    """How somebody wants to be written to."""

    EMAIL = "email"
    PAPER = "paper"


class Group(StrEnum):
    """Whom somebody in a council speaks for, as its composition is counted."""

    YOUTH = "youth"
    EMPLOYER = "employer"
    ORGANISATION = "organisation"
    UNORGANISED = "unorganised"


@dataclass(frozen=True)
class Contact:
    """How to reach somebody, and what somebody is asked for there; hidden from every printout."""

    name: str = field(repr=False)
    email: str | None = field(repr=False)
    language: Language
    phone: str | None = field(default=None, repr=False)
    phone_shared: bool = field(default=False, repr=False)  # with those who sit in the same councils
    address: str | None = field(default=None, repr=False)
    protected: bool = field(default=False, repr=False)  # the address is told to nobody but its owner
    channel: Channel = Channel.EMAIL
    optional_mail: bool = True
    organisation: str | None = field(default=None, repr=False)  # its id
    user_group: str | None = field(default=None, repr=False)
    groups: tuple[Group, ...] = field(default=(), repr=False)

    @property
    def mailed(self) -> bool:
        """Tell if what is written to this one goes by e-mail."""
        return self.email is not None and self.channel is Channel.EMAIL


@dataclass(frozen=True)
class Person:
    id: str
    contact: Contact
    holds: tuple[str, ...]  # terms and posts, of all times
    signed_in: bool = True  # an outside identity is bound to this person


class HoldKind(StrEnum):
    TERM = "term"
    POST = "post"


@dataclass(frozen=True)
class Hold:
    """A term or post that is written down for a person before its event is: where that event will be."""

    id: str
    kind: HoldKind
    where: str  # the council, the unit or the organisation
    since: datetime


@dataclass(frozen=True)
class Erased:
    """What is kept of a person who was erased: enough to erase the same person again, and to know the person again.

    The marks are keyed hashes of the e-mail address and of the outside identity.
    """

    person: str
    marks: tuple[str, ...]
    holds: tuple[str, ...]
    by: str  # the term or post that asked for it: the own one, or an officer's
    at: datetime


class Purpose(StrEnum):
    """What a code lets somebody do, once."""

    INVITATION = "invitation"  # bind an outside identity
    VOUCHER = "voucher"  # come in without one, as an employee vouches
    SESSION = "session"  # stay in for the day that the voucher began


@dataclass(frozen=True)
class Code:
    """A code that was given to somebody, who is known here by what is held. Only a keyed hash of it is kept."""

    purpose: Purpose
    hold: str
    person: str
    made_by: str  # the command's id, hashed: a repeat makes the same code
    hash: str
    ends: datetime
    voucher: str | None = None  # the term or post of the employee who vouches
    used: bool = False
    holds: tuple[str, ...] = ()  # all that was held when the code was made: it opens no other place


@dataclass(frozen=True)
class Access:
    """Somebody looked at others' contacts: who, why, when and whose; by ids alone."""

    at: datetime
    by: str  # a term or post, or a service
    why: str
    people: tuple[str, ...]
