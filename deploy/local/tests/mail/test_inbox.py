"""The pages on which a developer reads what everybody got."""

from collections.abc import Callable
from contextlib import nullcontext
from email.message import EmailMessage

import httpx2
import pytest

from raadslag_local.mail.box import Box
from raadslag_local.mail.inbox import A_PAGE, Inbox, build_inbox

Write = Callable[..., EmailMessage]
LYKT = "modig.lykt@example.no"


@pytest.fixture
def pages(box: Box) -> httpx2.AsyncClient:
    app = build_inbox(Inbox(box), {}, beside=nullcontext())
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://inbox.example")


async def test_an_empty_inbox_says_so(pages: httpx2.AsyncClient) -> None:
    assert "Her er det ingen e-post ennå." in (await pages.get("/")).text


async def test_what_others_wrote_is_shown_as_text(pages: httpx2.AsyncClient, box: Box, write: Write) -> None:
    box.keep(bytes(write("<script>alert(1)</script>")), LYKT)
    page = (await pages.get("/")).text
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)" in page


async def test_older_mails_are_a_page_further_on(pages: httpx2.AsyncClient, box: Box, write: Write) -> None:
    for number in range(A_PAGE + 1):
        box.keep(bytes(write(f"Nummer {number}.")), LYKT)
    first = (await pages.get("/")).text
    assert ("Nummer 0." in first, "./?before=2" in first) == (False, True)
    assert "Nummer 0." in (await pages.get("/", params={"before": 2})).text


async def test_one_persons_mails_are_shown_alone(pages: httpx2.AsyncClient, box: Box, write: Write) -> None:
    box.keep(bytes(write("Til lykt")), LYKT)
    box.keep(bytes(write("Til en annen")), "other@example.no")
    page = (await pages.get("/", params={"to": LYKT})).text
    assert ("Til lykt" in page, "Til en annen" in page) == (True, False)


async def test_a_mail_is_shown_as_it_looks_and_as_plain_text(pages: httpx2.AsyncClient, box: Box, write: Write) -> None:
    box.keep(bytes(write(html="<html><head></head><body><h1>Møte</h1></body></html>")), LYKT)
    assert '<iframe src="1/html"' in (await pages.get("/1")).text
    text = (await pages.get("/1", params={"form": "text"})).text
    address = "https://raadslag.example.no/plikter"
    assert f'Se <a href="{address}" rel="noreferrer">{address}</a> for mer.' in text


async def test_a_mail_without_html_is_shown_as_plain_text(pages: httpx2.AsyncClient, box: Box, write: Write) -> None:
    box.keep(bytes(write()), LYKT)
    assert "<iframe" not in (await pages.get("/1")).text
    assert (await pages.get("/1/html")).status_code == 404


async def test_a_mails_own_html_runs_nothing_and_opens_its_links_outside(
    pages: httpx2.AsyncClient, box: Box, write: Write
) -> None:
    box.keep(bytes(write(html="<html><HEAD><title>x</title></HEAD><body></body></html>")), LYKT)
    answer = await pages.get("/1/html")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox allow-popups")
    assert '<HEAD><base target="_blank"><title>' in answer.text


@pytest.mark.parametrize("path", ["/0", "/7", "/999999"])
async def test_a_mail_that_is_not_there_is_not_found(pages: httpx2.AsyncClient, path: str) -> None:
    answer = await pages.get(path)
    assert answer.status_code == 404
    assert "Denne e-posten finnes ikke" in answer.text


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"To: <\nMessage-ID: <[>\nFrom: a@[\nSubject: Et emne\n\nhei", "hei"),
        (b"Subject: =?utf-7?q?+2AA-?=\n\nhei", "hei"),
        (b"Content-Type: text/plain; charset=x-nobodys\n\nhei p\xc3\xa5 deg", "hei på deg"),
        (b"Content-Type: text/plain; charset=utf-7\n\nhei +2AA-", "hei"),
        (b"Content-Type: multipart/alternative\n\nhei", ""),
        (b"", ""),
    ],
)
async def test_a_mail_that_makes_no_sense_is_shown_as_far_as_it_can_be_read(
    pages: httpx2.AsyncClient, box: Box, content: bytes, shown: str
) -> None:
    box.keep(content, LYKT)
    answers = [await pages.get(path) for path in ("/", "/1", "/1?form=text", "/1/html")]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 404]
    assert shown in answers[2].text
