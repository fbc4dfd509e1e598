"""Where mails are kept: a line in a log for each, and its text in a file."""

import json
import os
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from itertools import islice
from pathlib import Path

from pydantic import BaseModel

from councilkit.clock import Clock, utc_now
from raadslag_local.mail.reading import header, parsed

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
        lines = self._whole_lines()
        self._last = len(lines)
        self._length = sum(map(len, lines))

    def keep(self, content: bytes, rcpt: str, *, cut: bool = False) -> Kept:
        """Keep a mail: it is on the disk when this returns. Nothing else happens meanwhile, so numbers are dense.

        If it cannot be kept, an `OSError` is raised, and the log says nothing of it.
        """
        mail = parsed(content)
        kept = Kept(
            number=self._last + 1,
            at=self._clock(),
            message_id=header(mail, "Message-ID"),
            to=header(mail, "To") or rcpt,
            rcpt=rcpt,
            subject=header(mail, "Subject"),
            size=len(content),
            cut=cut,
        )
        self._file(kept.number).write_bytes(content)
        _to_disk(self._file(kept.number))
        _to_disk(self._folder)  # that the file is there, too
        self._note(f"{kept.model_dump_json()}\n".encode())
        self._last = kept.number
        return kept

    def newest(self, limit: int, *, before: int | None = None, to: str = "") -> Sequence[Kept]:
        """Tell the newest mails first, those before a number, to everybody or to one address."""
        lines = (json.loads(line) for line in reversed(self._log.read_bytes()[: self._length].splitlines()))
        wanted = (line for line in lines if (before is None or line["number"] < before) and to in ("", line["rcpt"]))
        return [Kept.model_validate(line) for line in islice(wanted, limit)]

    def read(self, number: int) -> EmailMessage | None:
        """Read a mail, if there is one with this number."""
        return parsed(self._file(number).read_bytes()) if 0 < number <= self._last else None

    def _file(self, number: int) -> Path:
        return self._folder / f"{number:06d}.eml"

    def _note(self, line: bytes) -> None:
        """Write a line of the log, or nothing: its sender is told that the mail was not taken."""
        os.truncate(self._log, self._length)  # what may be left of a line that could neither be written nor taken back
        try:
            with self._log.open("ab") as log:
                log.write(line)
            _to_disk(self._log)
        except OSError:
            os.truncate(self._log, self._length)
            raise
        self._length += len(line)

    def _whole_lines(self) -> list[bytes]:
        """Drop a line that was being written when its writer died: that mail was never taken."""
        written = self._log.read_bytes()
        whole = written[: written.rfind(b"\n") + 1]
        os.truncate(self._log, len(whole))
        return whole.splitlines(keepends=True)


def _to_disk(path: Path) -> None:
    """Wait until a file, or what a folder holds, is on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
