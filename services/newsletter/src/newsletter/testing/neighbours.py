"""case-flow's cards, the registry's contacts and a relay, as a test wants them."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from councilkit.cards import Card
from councilkit.ids import derived_id
from councilkit.mailing.mail import Recipient
from councilkit.mailing.outcomes import Accepted, Envelope, Outcome
from councilkit.refusals import Unavailable


class FakeCards:
    """Tells the cards that it was given, and counts how often it was asked."""

    def __init__(self) -> None:
        self.told: dict[str, Card] = {}
        self.asked = 0
        self.refused = 0
        self.away = False

    async def cards(self, cases: Collection[str]) -> Mapping[str, Card]:
        """Tell them."""
        if self.away:
            self.refused += 1
            raise Unavailable("case-flow does not answer.")
        self.asked += 1
        return {case: self.told[case] for case in cases if case in self.told}


class FakeContacts:
    """Everybody has an address but those who were forgotten. `same` are the terms of one person."""

    def __init__(self) -> None:
        self.languages: dict[str, str] = {}
        self.same: dict[str, str] = {}
        self.forgotten: set[str] = set()

    async def resolve(self, campaign: str, holds: Collection[str]) -> list[Recipient]:
        """Tell how to reach them."""
        people: dict[str, list[str]] = {}
        for term in sorted(set(holds) - self.forgotten):
            people.setdefault(self.same.get(term, term), []).append(term)
        return [self._person(campaign, person, tuple(terms)) for person, terms in people.items()]

    def _person(self, campaign: str, person: str, terms: tuple[str, ...]) -> Recipient:
        key = derived_id("recipient", campaign, person)
        return Recipient(key, "Modig Lykt", f"{person}@example.no", self.languages.get(person, "nb"), terms)


class FakeRelay:
    """Takes every mail, unless it is told an outcome for somebody."""

    def __init__(self) -> None:
        self.sent: list[Envelope] = []
        self.outcomes: dict[str, Outcome] = {}

    async def send(self, envelope: Envelope, begin: Callable[[], Awaitable[None]]) -> Outcome:
        """Take it."""
        await begin()
        self.sent.append(envelope)
        return self.outcomes.get(envelope.recipient, Accepted("taken"))

    async def close(self) -> None:
        """Nothing to close."""

    def mail_to(self, term: str) -> EmailMessage:
        """Tell the one mail that somebody got."""
        [found] = [mail.data for mail in self.sent if mail.recipient == f"{term}@example.no"]
        mail = message_from_bytes(found, policy=default)
        assert isinstance(mail, EmailMessage)  # noqa: S101 - tests call it
        return mail

    def text_to(self, term: str) -> str:
        """Tell the words of somebody's mail, as plain text."""
        return self._part(term, "plain")

    def html_to(self, term: str) -> str:
        """Tell somebody's mail as HTML."""
        return self._part(term, "html")

    def _part(self, term: str, kind: str) -> str:
        part = self.mail_to(term).get_body([kind])
        assert isinstance(part, EmailMessage)  # noqa: S101 - tests call it
        return str(part.get_content()).replace("\r\n", "\n")


def a_card(case: str, origin: str, *, at: datetime, **more: object) -> Card:
    """Make up what case-flow would tell of a case."""
    told = {
        "id": case,
        "reference": f"26-{case}",
        "title": f"Sak {case}",
        "short": "Mange møter til første samtale uten tolk.",
        "short_answer": None,
        "state": "reported",
        "word": "reported",
        "origin": origin,
        "holder": origin,
        "language": "nb",
        "sequence": 1,
        "updated": at,
    }
    return Card.model_validate(told | more)
