"""A mail relay over SMTP: a few lines that are used again, one recipient at a time, and an honest answer for each."""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable
from typing import Self

from councilkit.mailing.message import domain_of
from councilkit.mailing.outcomes import Envelope, Outcome, RelayAway, Unknown
from councilkit.mailing.smtp_line import Line, Patience, RelayAddress, Stopped
from councilkit.settings import MailSettings

IDLE = 30.0
"""Seconds after which a line that nobody used is used no more: relays hang up on such lines, in the next command."""

MOST = 100
"""Mails that one line carries; relays like to end a line that carries many."""


class SmtpRelay:
    """Implements `Relay` over SMTP. It opens as many lines as mails are handed to it at once, and opens none before."""

    def __init__(
        self,
        address: RelayAddress,
        *,
        patience: Patience | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._address = address
        self._patience = patience or Patience()
        self._clock = clock
        self._idle: list[Line] = []

    @classmethod
    def from_settings(cls, settings: MailSettings, *, patience: Patience | None = None) -> Self:
        """Reach the relay that the settings name."""
        known = settings.smtp_ca_path
        address = RelayAddress(
            host=settings.smtp_host,
            port=settings.smtp_port,
            name=domain_of(settings.mail_from),
            security=settings.smtp_security,
            username=settings.smtp_username or None,
            password=settings.smtp_password.get_secret_value() or None,
            tls=ssl.create_default_context(cafile=str(known)) if known else None,
        )
        return cls(address, patience=patience)

    async def send(self, envelope: Envelope, begin: Callable[[], Awaitable[None]]) -> Outcome:
        """Hand one mail over."""
        try:
            line = await self._ready(envelope)
        except Stopped as stopped:
            return stopped.outcome
        try:
            await begin()
            outcome = await line.text(envelope)
        except BaseException:
            line.close()
            raise
        if isinstance(outcome, RelayAway | Unknown):
            line.close()
        else:
            self._put_away(line)
        return outcome

    async def close(self) -> None:
        """Say goodbye on every line that is not in use."""
        idle, self._idle = self._idle, []
        await asyncio.gather(*(line.bid_goodbye() for line in idle))

    async def _ready(self, envelope: Envelope) -> Line:
        """Bring a line to where the relay waits for this mail's text; raises `Stopped`."""
        if line := self._waiting():
            try:
                return await self._announced(line, envelope)
            except Stopped as stopped:
                if not stopped.hopeful:
                    raise
        return await self._announced(await Line.open(self._address, self._patience), envelope)

    async def _announced(self, line: Line, envelope: Envelope) -> Line:
        try:
            await line.announce(envelope)
        except Stopped as stopped:
            if stopped.clean and await line.reset():
                self._put_away(line)
            else:
                line.close()
            raise
        except BaseException:  # the line stands in the middle of a mail
            line.close()
            raise
        return line

    def _waiting(self) -> Line | None:
        """Tell a line that is still good, and let go of those that are not."""
        while self._idle:
            line = self._idle.pop()
            if line.up and line.used < MOST and self._clock() - line.since < IDLE:
                return line
            line.close()
        return None

    def _put_away(self, line: Line) -> None:
        line.since = self._clock()
        self._idle.append(line)
