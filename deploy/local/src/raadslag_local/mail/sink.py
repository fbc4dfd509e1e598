"""The relay itself: SMTP in the loop of the app that shows the mails."""

import asyncio
import logging
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from itertools import count
from weakref import WeakSet

from aiosmtpd.smtp import SMTP, Envelope, Session

from raadslag_local.mail.box import Box

TAKEN = "250 2.0.0 Taken"
NOT_KEPT = "451 4.3.0 Not kept, try again later"
ONE_AT_A_TIME = "452 4.5.3 One recipient at a time"

log = logging.getLogger(__name__)
logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd's own log repeats every address


class Sink:
    """Takes every mail, one recipient at a time; the n-th of `cuts` is taken, and its sender is never told."""

    def __init__(self, box: Box, cuts: Collection[int] = ()) -> None:
        self._box = box
        self._cuts = cuts
        self._count = count(1)

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if envelope.rcpt_tos:
            return ONE_AT_A_TIME
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Well"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - see above
        cut = next(self._count) in self._cuts
        try:
            self._box.keep(envelope.original_content or b"", envelope.rcpt_tos[0], cut=cut)
        except OSError as error:
            log.warning("A mail could not be kept: %s", error.strerror)
            return NOT_KEPT
        if cut and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
            await asyncio.Event().wait()  # until the lost line ends this
        return TAKEN


@asynccontextmanager
async def taking_mail(sink: Sink, host: str, port: int) -> AsyncIterator[None]:
    """Take mails while the block runs."""
    loop = asyncio.get_running_loop()
    lines: WeakSet[SMTP] = WeakSet()

    def line() -> SMTP:
        smtp = SMTP(sink, hostname="sink.example.no", ident="Raadslag", loop=loop, enable_SMTPUTF8=True)
        lines.add(smtp)
        return smtp

    server = await loop.create_server(line, host, port)
    try:
        yield
    finally:
        server.close()
        for one in lines:
            if one.transport:
                one.transport.close()
        await server.wait_closed()
