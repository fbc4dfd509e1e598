"""One line to a relay: what is said on it for a mail, and what each answer, or none, means for that mail."""

import contextlib
import re
import ssl
from dataclasses import dataclass, field
from typing import Literal, Self

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from councilkit.mailing.outcomes import Accepted, Envelope, Later, Outcome, Refused, RelayAway, Unknown

START_INPUT = 354
CLOSING = 421
_BROKEN = (SMTPException, OSError)  # and TimeoutError is an OSError
_COMPLETED = range(200, 300)
_TRANSIENT = range(400, 500)
_PERMANENT = range(500, 600)
_PERIOD_FIRST = re.compile(rb"(?m)^\.")
_GOODBYE = 1.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait: for a line, for the answer to a command, for the answer to the final dot.

    The last is longer than any relay takes: one that we had given up could still say "accepted" to nobody.
    """

    connect: float = 10.0
    command: float = 60.0
    dot: float = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayAddress:
    """Where a relay is, and how to reach it; `name` is what we call ourselves there."""

    host: str
    port: int
    name: str
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: ssl.SSLContext | None = None


class Stopped(Exception):
    """A mail was stopped before its text: it is known not to be sent.

    `hopeful`: on a fresh line it may go. `clean`: the line can be used again, after a reset.
    """

    def __init__(self, outcome: Outcome, *, hopeful: bool = False, clean: bool = False) -> None:
        super().__init__(type(outcome).__name__)
        self.outcome = outcome
        self.hopeful = hopeful
        self.clean = clean


class Line:
    """A connection to a relay. `used` counts its mails; whoever keeps it notes in `since` when it was put away."""

    def __init__(self, smtp: SMTP, patience: Patience) -> None:
        self._smtp = smtp
        self._patience = patience
        self.used = 0
        self.since = 0.0

    @classmethod
    async def open(cls, address: RelayAddress, patience: Patience) -> Self:
        """Connect, and present ourselves; raises `Stopped`."""
        smtp = SMTP(
            hostname=address.host,
            port=address.port,
            username=address.username,
            password=address.password,
            local_hostname=address.name,
            timeout=patience.command,
            use_tls=address.security == "tls",
            start_tls=address.security == "starttls",
            tls_context=address.tls,
        )
        try:
            await smtp.connect(timeout=patience.connect)
            await smtp.ehlo()
        except _BROKEN as error:
            smtp.close()
            raise Stopped(RelayAway(_cause("connecting", error))) from None
        except BaseException:
            smtp.close()
            raise
        return cls(smtp, patience)

    @property
    def up(self) -> bool:
        """Tell whether nobody has hung up yet, as far as we know."""
        return self._smtp.is_connected

    async def announce(self, envelope: Envelope) -> None:
        """Tell who sends to whom, until the relay waits for the text; raises `Stopped`."""
        self.used += 1
        try:
            await self._smtp.mail(envelope.sender)
        except _BROKEN as error:  # nobody's mail may go like this, so it is no recipient's fault
            raise Stopped(RelayAway(_cause("MAIL", error)), hopeful=True) from None
        await self._ask("RCPT", b"RCPT", f"TO:<{envelope.recipient}>".encode("ascii"), wanted=_COMPLETED)
        await self._ask("DATA", b"DATA", wanted=range(START_INPUT, START_INPUT + 1))

    async def _ask(self, step: str, *command: bytes, wanted: range) -> None:
        try:
            answer = await self._smtp.execute_command(*command)
        except SMTPResponseException as error:
            raise Stopped(RelayAway(_cause(step, error))) from None
        except _BROKEN as error:  # perhaps over this very recipient: it waits, and holds nobody back
            raise Stopped(Later(0, _cause(step, error))) from None
        if answer.code not in wanted:
            outcome = _no(answer.code, answer.message) or RelayAway(f"{step}: it answers {answer.code}")
            raise Stopped(outcome, clean=not isinstance(outcome, RelayAway))

    async def text(self, envelope: Envelope) -> Outcome:
        """Send the text, and tell what the relay says to it."""
        protocol = self._smtp.protocol
        if protocol is None or not protocol.is_connected:
            return RelayAway("the line was cut before the text")
        protocol.write(_PERIOD_FIRST.sub(b"..", envelope.data) + b".\r\n")
        try:
            answer = await protocol.read_response(timeout=self._patience.dot)
        except _BROKEN as error:
            return Unknown(_cause("the text", error))
        if answer.code in _COMPLETED:
            return Accepted(answer.message)
        return _no(answer.code, answer.message) or Unknown(f"the text: it answers {answer.code}")

    async def reset(self) -> bool:
        """Make the line fit for the next mail; False if it is not any more."""
        try:
            await self._smtp.rset()
        except _BROKEN:
            return False
        return True

    async def bid_goodbye(self) -> None:
        """Say that we go, and go."""
        with contextlib.suppress(*_BROKEN):
            await self._smtp.quit(timeout=_GOODBYE)
        self.close()

    def close(self) -> None:
        """Let go."""
        self._smtp.close()


def _no(code: int, text: str) -> Outcome | None:
    """Tell what a clear no means; None if it is none."""
    if code == CLOSING:
        return RelayAway(f"it answers {code}")
    if code in _TRANSIENT:
        return Later(code, text)
    return Refused(code, text) if code in _PERMANENT else None


def _cause(step: str, error: Exception) -> str:
    """Tell where it stopped, in words that hold nothing of anybody's."""
    if isinstance(error, SMTPResponseException):
        return f"{step}: it answers {error.code}"
    return f"{step}: {type(error).__name__}"
