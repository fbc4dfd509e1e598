"""One mail to one person: its row, the states it goes through, and the letter that is made of it when it is sent."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from councilkit.ids import derived_id


class State(StrEnum):
    """Where a mail is on its way."""

    PLANNED = "planned"
    CLAIMED = "claimed"  # a dispatcher has taken it, and nothing of it has been told to the relay
    ATTEMPTING = "attempting"  # its text is on the way: what comes of it is known only from the relay's answer
    ACCEPTED = "accepted"
    DEFERRED = "deferred"  # the relay said "later", or was away
    REFUSED = "refused"  # for good
    IN_DOUBT = "in_doubt"  # the line was cut while nobody could know: it may have gone, or not
    SUPPRESSED = "suppressed"  # it need not, or must not, be sent any more


class Doubt(StrEnum):
    """What is done with a mail in doubt."""

    LIST = "list"  # it is not sent again: somebody looks
    RESEND = "resend"  # it is sent once more after an hour, with the same Message-ID, and says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One campaign's mail to one person, who is known here by a key and by the terms and posts it is meant for.

    `about` are the ids of what it tells (an edition, events); they gather while it is planned. `kind` names the
    composer that writes it. No name, no address and no text is in it.
    """

    campaign: str
    key: str
    kind: str
    holds: tuple[str, ...]
    about: tuple[str, ...]
    due: datetime
    """When it is taken next."""

    first_due: datetime
    """When it was to leave first; what is put off again and again is late by this."""

    doubt: Doubt
    state: State = State.PLANNED
    tries: int = 0
    claim: str | None = None
    resent: bool = False
    detail: str = ""
    """The relay's last answer, or why it waits or is suppressed."""

    changed: datetime | None = None

    @property
    def id(self) -> str:
        """The row's id: one per campaign and person."""
        return f"{self.campaign}:{self.key}"


@dataclass(frozen=True, slots=True)
class Recipient:
    """How to reach a person, as the contact store tells it just before a mail is sent; hidden from every printout.

    Whoever gets everything on paper has an empty `email`; who is not `optional` wants only what must be sent.
    """

    key: str
    name: str = field(repr=False)
    email: str = field(repr=False)
    language: str
    holds: tuple[str, ...]
    optional: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's text, always plain and also as HTML, its language, and the headers that it has beside the usual ones."""

    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)
    language: str
    headers: Mapping[str, str] = field(default_factory=dict)


class NotWanted(Exception):
    """A composer tells that a mail need not be sent any more; the words say why, and hold nothing of anybody's."""


Compose = Callable[[Row, Recipient], Awaitable[Letter]]
"""Writes one mail. Raises `NotWanted`, and `councilkit.refusals.Unavailable` while what it tells of cannot be read."""


def message_id(campaign: str, key: str, domain: str) -> str:
    """Spell the Message-ID of a mail: the same however often it is tried, so that relays and readers can tell."""
    return f"<{derived_id('mail', campaign, key)}@{domain}>"
