"""What a sender is told by the sink, over a real line."""

import asyncio
import errno
import os
from collections.abc import Callable, Collection
from contextlib import AbstractAsyncContextManager
from email.message import EmailMessage

import aiosmtplib
import pytest

from councilkit.testing.server import free_port
from raadslag_local.mail.box import Box
from raadslag_local.mail.sink import Sink, taking_mail

Write = Callable[..., EmailMessage]
HERE = "127.0.0.1"
LYKT = "modig.lykt@example.no"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def sink(box: Box, port: int) -> Callable[..., AbstractAsyncContextManager[None]]:
    def taking(cuts: Collection[int] = ()) -> AbstractAsyncContextManager[None]:
        return taking_mail(Sink(box, cuts), HERE, port)

    return taking


Taking = Callable[..., AbstractAsyncContextManager[None]]


async def test_a_mail_that_was_taken_is_in_the_box(sink: Taking, box: Box, write: Write, port: int) -> None:
    async with sink():
        await aiosmtplib.send(write(), hostname=HERE, port=port, start_tls=False)
    assert [(one.rcpt, one.cut) for one in box.newest(9)] == [(LYKT, False)]


async def test_a_mail_is_for_one_recipient(sink: Taking, box: Box, write: Write, port: int) -> None:
    async with sink():
        refused, _ = await aiosmtplib.send(
            write(), recipients=[LYKT, "other@example.no"], hostname=HERE, port=port, start_tls=False
        )
    assert [*refused] == ["other@example.no"]
    assert [one.rcpt for one in box.newest(9)] == [LYKT]


async def test_where_the_line_is_cut_after_the_dot_the_mail_is_kept_and_its_sender_not_told(
    sink: Taking, box: Box, write: Write, port: int
) -> None:
    async with sink(cuts={2}):
        await aiosmtplib.send(write(), hostname=HERE, port=port, start_tls=False)
        with pytest.raises(aiosmtplib.SMTPServerDisconnected):
            await aiosmtplib.send(write(), hostname=HERE, port=port, start_tls=False)
        await aiosmtplib.send(write(), hostname=HERE, port=port, start_tls=False)
    assert [one.cut for one in box.newest(9)] == [False, True, False]


async def test_a_mail_that_cannot_be_kept_is_to_be_sent_again_later(
    sink: Taking, box: Box, write: Write, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with sink():
        with monkeypatch.context() as disk:
            disk.setattr(os, "fsync", full)
            with pytest.raises(aiosmtplib.SMTPDataError) as told:
                await aiosmtplib.send(write(), hostname=HERE, port=port, start_tls=False)
        assert told.value.code == 451
        await aiosmtplib.send(write(), hostname=HERE, port=port, start_tls=False)
    assert [one.number for one in box.newest(9)] == [1]


async def test_a_sink_that_ends_cuts_every_line(sink: Taking, port: int) -> None:
    async with sink():
        reader, writer = await asyncio.open_connection(HERE, port)
        assert (await reader.readline()).startswith(b"220 ")
    assert await reader.read() == b""
    writer.close()
