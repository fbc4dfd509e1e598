"""A mail relay that follows a script, and keeps a log of its own of what it has taken."""

import asyncio
import contextlib
import ssl
from collections import Counter
from dataclasses import dataclass, field
from typing import Self

from councilkit.testing.mailing import SentMail, parsed
from councilkit.testing.smtp_deeds import Cut, Deed, Drip, HangUp, Late, Say, Script, Silence, Step, never

_NO_LINE = (HangUp, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError)


@dataclass(frozen=True)
class Taken:
    """A mail that the relay has taken, whether or not its sender was told."""

    recipient: str
    data: bytes = field(repr=False)

    @property
    def mail(self) -> SentMail:
        """Read it."""
        return SentMail(self.recipient, parsed(self.data))

    @property
    def message_id(self) -> str:
        """Tell its Message-ID."""
        return str(self.mail.message["Message-ID"])


class ScriptedSmtp:
    """A relay at a port of this machine while its block runs.

    `taken` is its log, `begun` the recipients of which a part of the text came, `opened` counts the lines.
    """

    def __init__(self, script: Script | None = None, *, tls: ssl.SSLContext | None = None, auth: bool = False) -> None:
        self.script = script or Script()
        self.tls = tls
        self.auth = auth
        self.taken: list[Taken] = []
        self.begun: Counter[str] = Counter()
        self.opened = 0
        self.port = 0
        self._lines: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        """Listen."""
        await self.up()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Let go of everything."""
        await self.down()

    async def up(self) -> None:
        """Listen, at the same port as before if there was one."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def down(self) -> None:
        """Refuse every line, and cut those that are open."""
        if self._server:
            self._server.close()
        for line in self._lines:
            line.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)

    def took(self) -> Counter[str]:
        """Count the mails that each recipient has."""
        return Counter(one.recipient for one in self.taken)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.opened += 1
        task = asyncio.create_task(self._serve(reader, writer))
        self._lines.add(task)
        task.add_done_callback(self._lines.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(*_NO_LINE):
                await Talk(self, reader, writer).run()
        finally:
            writer.transport.abort()


class Talk:
    """One line's talk."""

    def __init__(self, relay: ScriptedSmtp, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._relay = relay
        self._reader = reader
        self._writer = writer
        self._recipient = ""
        self._answers = {
            "EHLO": self._ehlo,
            "STARTTLS": self._starttls,
            "AUTH": self._auth,
            "MAIL": self._mail,
            "RCPT": self._rcpt,
            "DATA": self._data,
            "RSET": self._ok,
            "NOOP": self._ok,
            "QUIT": self._quit,
        }

    async def run(self) -> None:
        """Greet, and answer each command."""
        await self._do(Step.BANNER, "220 relay.example.no ESMTP")
        while line := await self._reader.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            await self._answers.get(verb.upper(), self._unknown)(rest)

    async def _ehlo(self, _rest: str) -> None:
        offers = ["relay.example.no", "8BITMIME"]
        if self._relay.tls and not self._writer.get_extra_info("sslcontext"):
            offers.append("STARTTLS")
        if self._relay.auth:
            offers.append("AUTH PLAIN")
        lines = [f"250-{offer}" for offer in offers[:-1]] + [f"250 {offers[-1]}"]
        await self._do(Step.EHLO, "\r\n".join(lines))

    async def _starttls(self, _rest: str) -> None:
        if await self._do(Step.STARTTLS, "220 go on") and self._relay.tls:
            await self._writer.start_tls(self._relay.tls)

    async def _auth(self, _rest: str) -> None:
        await self._do(Step.AUTH, "235 welcome")

    async def _mail(self, _rest: str) -> None:
        await self._do(Step.MAIL, "250 ok")

    async def _rcpt(self, rest: str) -> None:
        self._recipient = rest.partition("<")[2].partition(">")[0]
        await self._do(Step.RCPT, "250 ok")

    async def _data(self, _rest: str) -> None:
        if await self._do(Step.DATA, "354 go on"):
            await self._body()

    async def _body(self) -> None:
        first = await self._reader.readexactly(1)
        self._relay.begun[self._recipient] += 1
        deed = self._relay.script.next(Step.BODY)
        if deed is not None:
            await self._follow(deed, "")
        data = first + await self._reader.readuntil(b"\r\n.\r\n")
        text = data[: -len(b".\r\n")].replace(b"\r\n..", b"\r\n.")
        await self._dot(Taken(self._recipient, text))

    async def _dot(self, mail: Taken) -> None:
        deed = self._relay.script.next(Step.DOT)
        if deed is None or _takes(deed):
            self._relay.taken.append(mail)
        await self._follow(deed, "250 taken")

    async def _ok(self, _rest: str) -> None:
        await self._say("250 ok")

    async def _quit(self, _rest: str) -> None:
        await self._say("221 bye")
        raise HangUp

    async def _unknown(self, _rest: str) -> None:
        await self._say("500 what?")

    async def _do(self, step: Step, usual: str) -> bool:
        return await self._follow(self._relay.script.next(step, self._recipient), usual)

    async def _follow(self, deed: Deed, usual: str) -> bool:
        """Do it, and tell whether it was a yes."""
        if isinstance(deed, Cut):
            raise HangUp
        if isinstance(deed, Silence):
            await never()
        if isinstance(deed, Drip):
            await self._drip(deed)
            return deed.answer[0] in "23"
        if isinstance(deed, Late):
            await asyncio.sleep(deed.seconds)
        answer = deed.answer if isinstance(deed, Say) else usual
        await self._say(answer)
        return answer[:1] in ("2", "3")

    async def _drip(self, deed: Drip) -> None:
        for byte in f"{deed.answer}\r\n".encode():
            self._writer.write(bytes([byte]))
            await self._writer.drain()
            await asyncio.sleep(deed.seconds)

    async def _say(self, answer: str) -> None:
        self._writer.write(f"{answer}\r\n".encode())
        await self._writer.drain()
        if answer.startswith("421"):
            raise HangUp


def _takes(deed: Deed) -> bool:
    if isinstance(deed, Cut | Silence):
        return deed.took
    if isinstance(deed, Say | Drip):
        return deed.answer.startswith("2")
    return True
