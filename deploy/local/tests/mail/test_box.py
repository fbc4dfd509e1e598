import errno
import json
import os
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from raadslag_local.mail.box import LOG, Box

Write = Callable[..., EmailMessage]
LYKT, SPANN = "modig.lykt@example.no", "lystig.spann@example.no"


def test_every_mail_is_a_line_in_the_log(box: Box, write: Write, tmp_path: Path) -> None:
    content = bytes(write())
    box.keep(content, LYKT)
    [line] = (tmp_path / LOG).read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "number": 1,
        "at": "2026-11-22T12:00:00Z",
        "message_id": "<abc@example.no>",
        "to": f"Modig Lykt <{LYKT}>",
        "rcpt": LYKT,
        "subject": "Det er møte på torsdag",
        "size": len(content),
        "cut": False,
    }


def test_a_mail_is_read_as_it_came(box: Box, write: Write) -> None:
    number = box.keep(bytes(write()), LYKT).number
    read = box.read(number)
    assert read
    assert (read["Subject"], box.read(number + 1), box.read(0)) == ("Det er møte på torsdag", None, None)


def test_the_newest_come_first_and_page_by_page(box: Box, write: Write) -> None:
    for to in (LYKT, SPANN, LYKT):
        box.keep(bytes(write(to=to)), to)
    assert [one.number for one in box.newest(2)] == [3, 2]
    assert [one.number for one in box.newest(2, before=2)] == [1]
    assert [one.number for one in box.newest(9, to=LYKT)] == [3, 1]


def test_a_box_is_opened_again_where_it_was(box: Box, write: Write, tmp_path: Path) -> None:
    box.keep(bytes(write()), LYKT)
    assert Box(tmp_path).keep(bytes(write()), LYKT).number == 2


def test_a_line_that_was_cut_off_was_never_taken(box: Box, write: Write, tmp_path: Path) -> None:
    box.keep(bytes(write()), LYKT)
    with (tmp_path / LOG).open("a") as log:
        log.write('{"number": 2, "at": "2026')
    again = Box(tmp_path)
    assert again.keep(bytes(write()), LYKT).number == 2
    assert [one.number for one in again.newest(9)] == [2, 1]


def test_a_mail_and_its_place_in_the_folder_are_on_the_disk_before_its_line(
    box: Box, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[tuple[str, int]] = []

    def noted(opened: int) -> None:
        path = Path(f"/proc/self/fd/{opened}").readlink()
        done.append((path.name, (tmp_path / LOG).stat().st_size))

    monkeypatch.setattr(os, "fsync", noted)
    box.keep(bytes(write()), LYKT)
    size = (tmp_path / LOG).stat().st_size
    assert done == [("000001.eml", 0), (tmp_path.name, 0), (LOG, size)]


def test_of_a_mail_that_cannot_be_kept_the_log_says_nothing(
    box: Box, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.keep(bytes(write("Den første")), LYKT)
    written = (tmp_path / LOG).read_bytes()

    def full(opened: int) -> None:
        if Path(f"/proc/self/fd/{opened}").readlink().name == LOG:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            box.keep(bytes(write("Den andre")), LYKT)
    assert (tmp_path / LOG).read_bytes() == written
    assert box.keep(bytes(write("Den tredje")), LYKT).number == 2
    assert [one.subject for one in box.newest(9)] == ["Den tredje", "Den første"]


def test_a_line_that_could_not_even_be_taken_back_is_not_read_and_not_written_after(
    box: Box, write: Write, tmp_path: Path
) -> None:
    with (tmp_path / LOG).open("a") as log:
        log.write('{"number": 1, "at": "2026')
    assert box.newest(9) == []
    box.keep(bytes(write()), LYKT)
    assert [one.number for one in box.newest(9)] == [1]


@pytest.mark.parametrize(
    "content",
    [
        b"Message-ID: <[>\nSubject: Et emne\n\nhei",
        b"To: <\nMessage-ID: <a@\nFrom: a@[\nSubject: Et emne\n\nhei",
        b"Subject: =?utf-7?q?+2AA-?=\n\nhei",
        b"Subject: \xff\xfe\nTo: \xff <a@b\n\nhei",
        b"",
    ],
)
def test_a_mail_whose_head_makes_no_sense_is_kept_all_the_same(box: Box, content: bytes) -> None:
    kept = box.keep(content, LYKT)
    assert box.newest(9) == [kept]
    assert kept.rcpt == LYKT
