"""Where mails are kept: a line in a log for each, and its text in a file."""

import json
import os
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from itertools import islice
from pathlib import Path

from pydantic import BaseModel

from councilkit.clock import Clock, utc_now

LOG = "log.jsonl"


class Kept(BaseModel):
    """One line of the log."""

    number: int
    at: datetime
    message_id: str
    to: str
    """As it is written in the mail, with the name."""

    rcpt: str
    """The address that the mail was handed over for."""

    subject: str
    size: int
    cut: bool = False
    """Whoever sent it was never told that it was taken."""


class Box:
    """Keeps mails in a folder, numbered in the order in which they came."""

    def __init__(self, folder: Path, *, clock: Clock = utc_now) -> None:
        self._folder = folder
        self._clock = clock
        folder.mkdir(parents=True, exist_ok=True)
        self._log = folder / LOG
        self._log.touch()
        self._last = len(self._whole_lines())

    def keep(self, content: bytes, rcpt: str, *, cut: bool = False) -> Kept:
        """Keep a mail: it is on the disk when this returns. Nothing else happens meanwhile, so numbers are dense."""
        mail = _parsed(content)
        kept = Kept(
            number=self._last + 1,
            at=self._clock(),
            message_id=str(mail["Message-ID"] or ""),
            to=str(mail["To"] or rcpt),
            rcpt=rcpt,
            subject=str(mail["Subject"] or ""),
            size=len(content),
            cut=cut,
        )
        self._file(kept.number).write_bytes(content)
        with self._log.open("a", encoding="utf-8", newline="\n") as log:
            log.write(kept.model_dump_json() + "\n")
            log.flush()
            os.fsync(log.fileno())
        self._last = kept.number
        return kept

    def newest(self, limit: int, *, before: int | None = None, to: str = "") -> Sequence[Kept]:
        """Tell the newest mails first, those before a number, to everybody or to one address."""
        lines = (json.loads(line) for line in reversed(self._log.read_bytes().splitlines()))
        wanted = (line for line in lines if (before is None or line["number"] < before) and to in ("", line["rcpt"]))
        return [Kept.model_validate(line) for line in islice(wanted, limit)]

    def read(self, number: int) -> EmailMessage | None:
        """Read a mail, if there is one with this number."""
        return _parsed(self._file(number).read_bytes()) if 0 < number <= self._last else None

    def _file(self, number: int) -> Path:
        return self._folder / f"{number:06d}.eml"

    def _whole_lines(self) -> list[bytes]:
        """Drop a line that was being written when its writer died: that mail was never taken."""
        written = self._log.read_bytes()
        whole = written[: written.rfind(b"\n") + 1]
        os.truncate(self._log, len(whole))
        return whole.splitlines()


def _parsed(content: bytes) -> EmailMessage:
    mail = BytesParser(policy=default).parsebytes(content)
    assert isinstance(mail, EmailMessage)  # noqa: S101 - that policy makes nothing else
    return mail
