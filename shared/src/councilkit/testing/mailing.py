"""A relay, a contact store and cards in memory: what a service's tests send their mails through."""

import email
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from typing import cast

from councilkit.cards import Card
from councilkit.ids import derived_id
from councilkit.mailing.mail import Recipient
from councilkit.mailing.outcomes import Accepted, Envelope, Outcome
from councilkit.refusals import Unavailable

_LETTERS = str.maketrans({" ": ".", "æ": "ae", "ø": "o", "å": "a"})

SENDER = "Rådslag <raadslag@example.no>"


@dataclass(frozen=True)
class SentMail:
    """A mail that the relay has taken, read back by Python's own parser."""

    recipient: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        """Its subject."""
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """Its plain text."""
        return self._part("plain")

    @property
    def html(self) -> str:
        """Its HTML."""
        return self._part("html")

    def _part(self, kind: str) -> str:
        part = cast("EmailMessage", self.message.get_body((kind,)))
        return str(part.get_content()).replace("\r\n", "\n")


@dataclass
class MemoryRelay:
    """Implements `Relay`: takes every mail, unless `answers` tells another outcome for an address, once each.

    An outcome in `answers` is given after the text has begun; one in `early`, before.
    """

    sent: list[SentMail] = field(default_factory=list)
    answers: dict[str, list[Outcome]] = field(default_factory=dict)
    early: dict[str, list[Outcome]] = field(default_factory=dict)

    async def send(self, envelope: Envelope, begin: Callable[[], Awaitable[None]]) -> Outcome:
        """Take a mail, or answer as told."""
        if told := self.early.get(envelope.recipient):
            return told.pop(0)
        await begin()
        if told := self.answers.get(envelope.recipient):
            return told.pop(0)
        self.sent.append(SentMail(envelope.recipient, parsed(envelope.data)))
        return Accepted("taken")

    async def close(self) -> None:
        """Nothing to let go of."""

    def to(self, recipient: str) -> list[SentMail]:
        """Tell the mails that an address has got."""
        return [mail for mail in self.sent if mail.recipient == recipient]


def parsed(data: bytes) -> EmailMessage:
    """Read a mail back."""
    return email.message_from_bytes(data, policy=SMTP)


class MemoryContacts:
    """Implements `Contacts` on people that a test names; `away` makes it unreachable."""

    def __init__(self) -> None:
        self.people: dict[str, Recipient] = {}
        self.asked: list[tuple[str, frozenset[str]]] = []
        self.away = False

    def add(self, name: str, *holds: str, language: str = "nb", email: str | None = None) -> str:
        """Let somebody hold these terms and posts; tells their address, which is empty for who wants paper."""
        address = email if email is not None else f"{name.lower().translate(_LETTERS)}@example.no"
        self.people[name] = Recipient(name, name, address, language, holds)
        return address

    def key(self, campaign: str, name: str) -> str:
        """Tell a person's key in a campaign."""
        return derived_id("recipient", campaign, name)

    async def resolve(self, campaign: str, holds: Collection[str]) -> list[Recipient]:
        """Tell how to reach those who hold these."""
        if self.away:
            message = "the contact store is away"
            raise Unavailable(message)
        self.asked.append((campaign, frozenset(holds)))
        found = ((person, tuple(hold for hold in person.holds if hold in holds)) for person in self.people.values())
        return [replace(person, key=self.key(campaign, person.name), holds=held) for person, held in found if held]


class MemoryCards:
    """Implements `Cards` on cards that a test gives; `away` makes them unreadable."""

    def __init__(self, cards: Iterable[Card] = ()) -> None:
        self.known = {card.id: card for card in cards}
        self.asked: list[frozenset[str]] = []
        self.away = False

    async def cards(self, cases: Collection[str]) -> Mapping[str, Card]:
        """Tell the cards of these cases."""
        if self.away:
            message = "the cards are away"
            raise Unavailable(message)
        self.asked.append(frozenset(cases))
        return {id: self.known[id] for id in cases if id in self.known}


async def none_ended(_holds: Collection[str], _today: date) -> Collection[str]:
    """Tell that every term and post still runs."""
    return ()
