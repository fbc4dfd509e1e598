import json
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

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
