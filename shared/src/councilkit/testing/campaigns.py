"""A campaign to a few people, as tests and proofs send one, and what must hold when it has come to its end."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import timedelta

from councilkit.mailing.dispatcher import Dispatcher
from councilkit.mailing.mail import Doubt, Letter, Recipient, Row, State
from councilkit.mailing.port import MailStore, Plan, Relay
from councilkit.mailing.states import UNDER_WAY
from councilkit.testing.clocks import Hand
from councilkit.testing.mailing import SENDER, MemoryContacts, none_ended

NAME = "edition-of-a-test"
KIND = "digest"
ROUNDS = 200
STEP = timedelta(seconds=1)


class Campaign:
    """Mails to so many people, in a store that outlives its dispatchers; the clock goes on only by hand."""

    def __init__(self, mails: MailStore, hand: Hand, people: int, *, doubt: Doubt = Doubt.LIST) -> None:
        self.mails = mails
        self.hand = hand
        self.contacts = MemoryContacts()
        self.doubt = doubt
        for n in range(people):
            self.contacts.add(f"Modig Lykt {n}", f"term-{n}", email=address(n))
        self._keys = {self.contacts.key(NAME, one.name): one.email for one in self.contacts.people.values()}

    async def plan(self) -> None:
        """Record a mail to everybody."""
        await self.mails.plan([self._plan(person) for person in self.contacts.people.values()])

    def _plan(self, person: Recipient) -> Plan:
        return Plan(
            campaign=NAME,
            key=self.contacts.key(NAME, person.name),
            kind=KIND,
            holds=person.holds,
            about=("edition",),
            due=self.hand.now,
            doubt=self.doubt,
        )

    def dispatcher(self, relay: Relay) -> Dispatcher:
        """Make a dispatcher of a process that has just started."""
        return Dispatcher(
            self.mails,
            relay,
            self.contacts,
            {KIND: _write},
            sender=SENDER,
            holdings_ended=none_ended,
            clock=self.hand,
            sleep=self.sleep,
        )

    async def sleep(self, seconds: float) -> None:
        """Let time go by without waiting."""
        self.hand.on(timedelta(seconds=seconds))

    async def go(self, dispatcher: Dispatcher, rounds: int = ROUNDS) -> None:
        """Send until nothing waits any more, letting time go by until the next mail is due."""
        for _ in range(rounds):
            await dispatcher.send_due()
            waiting = await self.mails.find(states=UNDER_WAY, limit=len(self._keys) + 1)
            if not waiting:
                return
            self.hand.now = max(self.hand.now + STEP, min(row.due for row in waiting))

    async def in_state(self, *states: State) -> set[str]:
        """Tell the addresses whose mails are in one of these states."""
        rows = await self.mails.find(states=states or tuple(State), limit=len(self._keys) + 1)
        return {self._keys[row.key] for row in rows}


async def require_conserved(campaign: Campaign, took: Mapping[str, int], begun: Collection[str]) -> None:
    """Require that every mail has come to an end that its relay's own log (`took`) does not belie.

    `begun` are the addresses of which a part of a text reached the relay: only these may be in doubt.
    """
    everybody = await campaign.in_state()
    accepted, doubtful = await campaign.in_state(State.ACCEPTED), await campaign.in_state(State.IN_DOUBT)
    never = await campaign.in_state(State.REFUSED, State.SUPPRESSED)
    _require(accepted | doubtful | never == everybody, "a mail has come to no end")
    _require(all(took.get(one) for one in accepted), "a mail that counts as accepted did not come")
    _require(not any(took.get(one) for one in never), "a mail that counts as never sent came")
    _require(set(took) <= everybody, "a mail came that nobody planned")
    _require(doubtful <= set(begun), "a mail is in doubt of which nothing was sent")
    if campaign.doubt is Doubt.LIST:
        _require(max(Counter(took).values(), default=0) <= 1, "somebody has got two")


def address(n: int) -> str:
    """Tell the address of one of the people."""
    return f"lykt.{n}@example.no"


async def _write(_row: Row, recipient: Recipient) -> Letter:
    return Letter("Utgaven er her", f"Hei, {recipient.name}\n.\n..en prikk først", "<p>.</p>", "nb")


def _require(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - a condition
    if not holds:
        raise AssertionError(otherwise)
