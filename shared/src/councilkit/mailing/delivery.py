"""One mail's way over the line: written, begun, handed over, and what came of it told."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import structlog

from councilkit.clock import Clock
from councilkit.mailing.mail import Compose, NotWanted, Recipient, Row, State, message_id
from councilkit.mailing.message import Unwritable, compose, domain_of
from councilkit.mailing.outcomes import Accepted, Envelope, Later, Outcome, Refused, RelayAway
from councilkit.mailing.port import Relay
from councilkit.mailing.records import Records
from councilkit.mailing.retries import next_try, pause
from councilkit.mailing.told import told
from councilkit.refusals import Unavailable

SOON = timedelta(minutes=1)
"""When a mail is tried again whose contents could not be read."""

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

    async def deliver(self, row: Row, recipient: Recipient) -> None:
        """See one mail to its next state."""
        async with self._lines:
            if not self._open:
                return
            if self.away:
                await self._records.tell(row, State.PLANNED)
            else:
                await self._deliver(row, recipient)

    async def _deliver(self, row: Row, recipient: Recipient) -> None:
        try:
            envelope = await self._write(row, recipient)
        except NotWanted as reason:
            await self._records.tell(row, State.SUPPRESSED, detail=str(reason))
        except Unavailable:
            await self._records.tell(row, State.PLANNED, due=self._clock() + SOON)
        except Unwritable as reason:
            await self._records.tell(row, State.REFUSED, detail=str(reason))
        except Exception as error:
            log.exception("mail_cannot_be_written", campaign=row.campaign, kind=row.kind)
            await self._put_off(row, f"it cannot be written: {type(error).__name__}")
        else:
            await self._hand_over(row, recipient, envelope)

    async def _write(self, row: Row, recipient: Recipient) -> Envelope:
        letter = await self._compose[row.kind](row, recipient)
        id = message_id(row.campaign, row.key, self._domain)
        return compose(letter, recipient, sender=self._sender, message_id=id, at=self._clock())

    async def _hand_over(self, row: Row, recipient: Recipient, envelope: Envelope) -> None:
        async def begin() -> None:
            nonlocal row
            claimed, row = row, replace(row, state=State.ATTEMPTING)
            if not await self._records.begin(claimed):
                raise _NotOurs

        try:
            outcome = await self._relay.send(envelope, begin)
        except _NotOurs:
            log.warning("mail_is_anothers", campaign=row.campaign)
        except Unavailable:  # nothing of it was sent, and whether the begin was written is not known
            await self._records.tell(row, State.PLANNED, due=self._clock() + SOON)
        else:
            await self._tell(row, outcome, recipient)

    async def _tell(self, row: Row, outcome: Outcome, recipient: Recipient) -> None:
        if isinstance(outcome, RelayAway):
            await self._leave_alone(row, outcome)
            return
        self.failures = 0
        if isinstance(outcome, Accepted):
            await self._records.tell(row, State.ACCEPTED, detail=told(250, outcome.text, recipient.name))
        elif isinstance(outcome, Later):
            await self._put_off(row, told(outcome.code, outcome.text, recipient.name))
        elif isinstance(outcome, Refused):
            await self._records.tell(row, State.REFUSED, detail=told(outcome.code, outcome.text, recipient.name))
        else:
            await self._records.tell(row, State.IN_DOUBT, detail=outcome.cause)

    async def _leave_alone(self, row: Row, outcome: RelayAway) -> None:
        if not self.away:
            self.away = True
            self.failures += 1
            log.warning("mail_relay_away", cause=outcome.cause, failures=self.failures)
        # Behind the others, so that one mail over which the relay hangs up holds nobody back.
        due = self._clock() + timedelta(seconds=pause(self.failures))
        await self._records.tell(row, State.PLANNED, detail=outcome.cause, due=due)

    async def _put_off(self, row: Row, detail: str) -> None:
        wait = next_try(row.tries)
        if wait is None:
            await self._records.tell(row, State.REFUSED, detail=f"given up: {detail}")
        else:
            await self._records.tell(row, State.DEFERRED, detail=detail, due=self._clock() + wait)
