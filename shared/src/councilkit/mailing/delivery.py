"""One mail's way over the line: written, begun, handed over, and what came of it told."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from councilkit.clock import Clock
from councilkit.mailing.mail import Compose, NotWanted, Recipient, Row, State, message_id
from councilkit.mailing.message import Unwritable, compose, domain_of
from councilkit.mailing.outcomes import Accepted, Envelope, Later, Refused, RelayAway, Unknown
from councilkit.mailing.port import Relay
from councilkit.mailing.records import End, Records
from councilkit.mailing.retries import next_try, pause
from councilkit.mailing.told import told
from councilkit.mailing.waits import Waits
from councilkit.refusals import Unavailable

SOON = timedelta(minutes=1)
"""When a mail is tried again whose contents could not be read."""

FRESH = timedelta(minutes=1)
"""How long an address is good that the contact store told."""

log = structlog.get_logger(__name__)


class _NotOurs(Exception):
    """Another dispatcher has the mail."""


class Delivery:
    """Delivers mails over a few lines at a time.

    `away` is set when the relay takes nothing from anybody, and every mail in hand is put back; whoever gave them asks
    again after a while. `failures` counts how often on end that was so.
    """

    def __init__(
        self,
        relay: Relay,
        compose: Mapping[str, Compose],
        records: Records,
        *,
        sender: str,
        clock: Clock,
        lines: int,
    ) -> None:
        self._relay = relay
        self._compose = compose
        self._records = records
        self._sender = sender
        self._domain = domain_of(sender)
        self._clock = clock
        self._waits = Waits(SOON, clock)
        self._lines = asyncio.Semaphore(lines)
        self._open = True
        self.away = False
        self.failures = 0

    def open(self) -> None:
        """Take mails, also if the relay was away."""
        self._open, self.away = True, False

    def shut(self) -> None:
        """Begin no more mails: those that are not begun stay as they are, for whoever follows."""
        self._open = False

    async def deliver(self, row: Row, recipient: Recipient, asked: datetime) -> None:
        """See one mail to its next state. What became of it is written down when its line is free for the next.

        `asked` is when the contact store told the recipient: who has been erased or has moved since is asked for again.
        """
        async with self._lines:
            if not self._open:
                return
            waited = self.away or self._clock() - asked > FRESH
            end = End(row, State.PLANNED) if waited else await self._deliver(row, recipient)
        if end:
            await self._records.tell(end)

    async def _deliver(self, row: Row, recipient: Recipient) -> End | None:
        try:
            envelope = await self._write(row, recipient)
        except NotWanted as reason:
            return End(row, State.SUPPRESSED, str(reason))
        except Unavailable as reason:
            return self._waits.put_off(row, reason)
        except Unwritable as reason:
            return End(row, State.REFUSED, str(reason))
        except Exception as error:
            log.exception("mail_cannot_be_written", campaign=row.campaign, kind=row.kind)
            return self._put_off(row, f"it cannot be written: {type(error).__name__}")
        return await self._hand_over(row, recipient, envelope)

    async def _write(self, row: Row, recipient: Recipient) -> Envelope:
        letter = await self._compose[row.kind](row, recipient)
        id = message_id(row.campaign, row.key, self._domain)
        return compose(letter, recipient, sender=self._sender, message_id=id, at=self._clock())

    async def _hand_over(self, row: Row, recipient: Recipient, envelope: Envelope) -> End | None:
        async def begin() -> None:
            nonlocal row
            claimed, row = row, replace(row, state=State.ATTEMPTING)
            if not await self._records.begin(claimed):
                raise _NotOurs

        try:
            outcome = await self._relay.send(envelope, begin)
        except _NotOurs:
            log.warning("mail_is_anothers", campaign=row.campaign)
            return None
        except Unavailable as reason:  # nothing of it was sent, and whether the begin was written is not known
            return self._waits.put_off(row, reason)
        if isinstance(outcome, RelayAway):
            return self._leave_alone(row, outcome)
        self.failures = 0
        return self._end(row, outcome, recipient)

    def _end(self, row: Row, outcome: Accepted | Later | Refused | Unknown, recipient: Recipient) -> End:
        if isinstance(outcome, Unknown):
            return End(row, State.IN_DOUBT, outcome.cause)
        if isinstance(outcome, Accepted):
            return End(row, State.ACCEPTED, told(250, outcome.text, recipient.name))
        said = told(outcome.code, outcome.text, recipient.name)
        return End(row, State.REFUSED, said) if isinstance(outcome, Refused) else self._put_off(row, said)

    def _leave_alone(self, row: Row, outcome: RelayAway) -> End:
        if not self.away:
            self.away = True
            self.failures += 1
            log.warning("mail_relay_away", cause=outcome.cause, failures=self.failures)
        # Behind the others, so that one mail over which the relay hangs up holds nobody back.
        due = self._clock() + timedelta(seconds=pause(self.failures))
        return End(row, State.PLANNED, outcome.cause, due)

    def _put_off(self, row: Row, detail: str) -> End:
        wait = next_try(row.tries)
        if wait is None:
            return End(row, State.REFUSED, f"given up: {detail}")
        return End(row, State.DEFERRED, detail, self._clock() + wait)
