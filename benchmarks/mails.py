"""What it costs to send a campaign so that nobody gets two, beside sending each mail and hoping.

python benchmarks/mails.py [--rounds 5] [--mails 1000]

Both write the same letter of twenty cases with the same Jinja2 templates for each person, and hand it to the same sink,
which is a process of its own and throws mails away. Ours is the dispatcher on a real MongoDB: each mail is claimed,
begun and ended majority-durable. The other builds an `EmailMessage` and calls `aiosmtplib.send` for each person: one
after another, and four at a time, which is what our dispatcher has on its lines. In each round all take turns, and a
ratio is that of one round. At the end the sink must have got as many mails as were sent.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib

from councilkit.clock import utc_now
from councilkit.ids import derived_id
from councilkit.mailing.dispatcher import LINES, Dispatcher
from councilkit.mailing.letters import Letters
from councilkit.mailing.mail import Doubt, Letter, Recipient, Row, State
from councilkit.mailing.message import domain_of
from councilkit.mailing.mongo_store import MongoMailStore
from councilkit.mailing.port import Plan
from councilkit.mailing.relay import SmtpRelay
from councilkit.mailing.smtp_line import RelayAddress
from councilkit.mongo import Mongo
from councilkit.testing.mongod import Mongod
from councilkit.wording import LANGUAGES, Wording, wordings

SENDER = "Rådslag <raadslag@example.no>"
HOST = "127.0.0.1"
TEXT = """\
Subject: {{ _("News") }}
{% import "parts.txt" as parts with context %}
{% for case in cases %}
{{ parts.card(case.reference, case.title, case.at, case.short, answer=case.answer) }}

{% endfor %}
{{ parts.footer(who) }}
"""
HTML = """\
{% extends "shell.html" %}
{% block content %}
{% import "parts.html" as parts with context %}
<h1>{{ subject }}</h1>
{% for case in cases %}
{{ parts.card(case.reference, case.title, case.at, case.short, answer=case.answer) }}
{% endfor %}
{% endblock %}
{% block why %}
{% import "parts.html" as parts with context %}
{{ parts.footer(who) }}
{% endblock %}
"""
CASES = [
    {
        "reference": f"LBU-HOR {number}/26",
        "title": "Åpne dører på Nav Horten",
        "at": f"https://raadslag.example.no/saker/{number:020d}",
        "short": "Døren er tung for den som sitter i rullestol, og ringeklokken henger for høyt. " * 3,
        "answer": "Nav Horten bytter dørpumpe før sommeren.",
    }
    for number in range(20)
]


class Sink(asyncio.Protocol):
    """Takes every mail and throws it away; NOOP tells how many it took."""

    taken = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._buffer, self._text = transport, b"", False
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n.\r\n" if self._text else b"\r\n")) >= 0:
            line, self._buffer = self._buffer[:end], self._buffer[end + (5 if self._text else 2) :]
            self._transport.write(self._answer(line))

    def _answer(self, line: bytes) -> bytes:
        if self._text:
            self._text = False
            Sink.taken += 1
            return b"250 taken\r\n"
        if line == b"DATA":
            self._text = True
            return b"354 go on\r\n"
        return b"250 %d\r\n" % Sink.taken if line != b"QUIT" else b"221 bye\r\n"


async def sink() -> None:
    server = await asyncio.get_running_loop().create_server(Sink, HOST, 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextmanager
def sinking() -> Iterator[int]:
    """Run the sink; tells its port."""
    with subprocess.Popen([sys.executable, __file__, "--sink"], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


@contextmanager
def templates() -> Iterator[Letters]:
    """Make a package with the two templates."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "benchmark_letters"
        for room in ("mails", "locales"):
            (home / room).mkdir(parents=True)
        (home / "__init__.py").touch()
        (home / "mails" / "news.txt").write_text(TEXT)
        (home / "mails" / "news.html").write_text(HTML)
        for language in LANGUAGES:
            header = f'msgid ""\nmsgstr "Language: {language}\\nContent-Type: text/plain; charset=utf-8\\n"\n'
            (home / "locales" / f"{language}.po").write_text(header)
        sys.path.insert(0, folder)
        yield Letters(home.name, wordings(home.name, Wording))


class Bench:
    """The people, their letters, and the two ways to send them."""

    def __init__(self, mongo: Mongo, port: int, letters: Letters, mails: int) -> None:
        self._store = MongoMailStore(mongo.database("benchmark"))
        self._port = port
        self._letters = letters
        self._people = [
            Recipient(f"{number:020d}", f"Modig Lykt {number}", f"lykt.{number}@example.no", "nb", (f"term-{number}",))
            for number in range(mails)
        ]
        self.sent = 0

    async def plan(self, campaign: str) -> None:
        plans = [
            Plan(
                campaign=campaign,
                key=derived_id(campaign, person.key),
                kind="digest",
                holds=person.holds,
                about=("edition",),
                due=utc_now(),
                doubt=Doubt.LIST,
            )
            for person in self._people
        ]
        assert all(await self._store.plan(plans))

    async def resolve(self, campaign: str, holds: Collection[str]) -> list[Recipient]:
        known = {person.holds[0]: person for person in self._people}
        found = [known[hold] for hold in holds]
        return [Recipient(derived_id(campaign, one.key), one.name, one.email, one.language, one.holds) for one in found]

    async def dispatch(self, campaign: str) -> None:
        address = RelayAddress(host=HOST, port=self._port, name=domain_of(SENDER), security="none")
        relay = SmtpRelay(address)
        dispatcher = Dispatcher(
            self._store, relay, self, {"digest": self._compose}, sender=SENDER, holdings_ended=_none_ended
        )
        await dispatcher.send_due()
        await relay.close()
        counts = await self._store.counts(campaign)
        assert counts == {State.ACCEPTED: len(self._people)}, counts
        self.sent += len(self._people)

    async def send_each(self, at_a_time: int) -> None:
        left = iter(self._people)

        async def line() -> None:
            for person in left:
                await aiosmtplib.send(self._message(person), hostname=HOST, port=self._port, start_tls=False)

        await asyncio.gather(*(line() for _ in range(at_a_time)))
        self.sent += len(self._people)

    async def require_all_taken(self) -> None:
        async with aiosmtplib.SMTP(hostname=HOST, port=self._port, start_tls=False) as smtp:
            taken = int((await smtp.noop()).message)
        assert taken == self.sent, f"{taken} of {self.sent} mails came"

    async def _compose(self, _row: Row, recipient: Recipient) -> Letter:
        return self._letter(recipient)

    def _letter(self, recipient: Recipient) -> Letter:
        return self._letters.write("news", recipient.language, cases=CASES, who=f"Til {recipient.name}")

    def _message(self, recipient: Recipient) -> EmailMessage:
        letter, message = self._letter(recipient), EmailMessage()
        message["From"], message["To"], message["Subject"] = SENDER, recipient.email, letter.subject
        message.set_content(letter.text)
        message.add_alternative(letter.html, subtype="html")
        return message


async def _none_ended(_holds: Collection[str], _today: date) -> Collection[str]:
    return ()


def show(what: str, ratios: Sequence[float], figures: str) -> None:
    print(f"{what:44} median {statistics.median(ratios):5.2f}x  worst {min(ratios):5.2f}x   last round: {figures}")


async def measure(url: str, port: int, letters: Letters, rounds: int, mails: int) -> None:
    mongo = Mongo(url)
    bench = Bench(mongo, port, letters, mails)
    one_by_one, abreast = [], []
    for number in range(rounds + 1):
        campaign = f"edition-{number}"
        await bench.plan(campaign)
        taken = []
        for work in (bench.dispatch(campaign), bench.send_each(1), bench.send_each(LINES)):
            begun = time.perf_counter()
            await work
            taken.append(time.perf_counter() - begun)
        one_by_one.append(taken[1] / taken[0])
        abreast.append(taken[2] / taken[0])
    del one_by_one[0], abreast[0]  # to warm up
    rates = [f"{mails / seconds:.0f}/s" for seconds in taken]
    show(f"{mails} mails, beside one after another", one_by_one, f"{rates[0]} beside {rates[1]}")
    show(f"{mails} mails, beside {LINES} at a time", abreast, f"{rates[0]} beside {rates[2]}")
    await bench.require_all_taken()
    await mongo.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--mails", type=int, default=1000)
    parser.add_argument("--sink", action="store_true", help="be the sink")
    options = parser.parse_args()
    if options.sink:
        asyncio.run(sink())
        return
    with tempfile.TemporaryDirectory() as folder, sinking() as port, templates() as letters:
        mongod = Mongod(Path(folder))
        try:
            asyncio.run(measure(mongod.start(), port, letters, options.rounds, options.mails))
        finally:
            mongod.stop()


if __name__ == "__main__":
    main()
