"""The link in a mail: nobody signs in, seeing it changes nothing, and its one button does its one thing."""

import httpx2
import pytest

from portal.application.refusals import Refused
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor

CONFIRM, DIGEST, ABSENCE = "/lenke/notifier/confirm", "/lenke/newsletter/digest", "/lenke/notifier/absence"
ALL = [CONFIRM, DIGEST, ABSENCE, "/lenke/newsletter/run-out", "/lenke/notifier/unknown", "/lenke/case-flow/confirm"]


async def test_the_answer_is_shown_and_one_press_says_that_it_has_come(visitor: Visitor, house: PortalHouse) -> None:
    page = await visitor.opens(CONFIRM)
    assert "Ja, fra nyttår." in page.text
    assert house.notifier.performed == []
    done = await visitor.sends(page)
    assert (done.status, done.heading) == (200, "Takk. Saken er ferdig.")
    assert house.notifier.performed == [("confirm", None)]


@pytest.mark.parametrize("path", [CONFIRM, DIGEST, ABSENCE])
async def test_seeing_the_page_changes_nothing(visitor: Visitor, house: PortalHouse, path: str) -> None:
    for method in ("GET", "HEAD", "GET"):
        await visitor.http.request(method, path)
    assert house.notifier.performed + house.newsletter.performed == []


async def test_what_is_done_already_is_told_without_a_button(visitor: Visitor) -> None:
    await visitor.does(CONFIRM)
    page = await visitor.opens(CONFIRM)
    assert (page.heading, page.forms) == ("Takk. Saken er ferdig.", [])


async def test_who_is_not_satisfied_is_led_to_the_case(visitor: Visitor) -> None:
    assert "/cases/c" in (await visitor.opens(CONFIRM)).links


async def test_one_press_says_that_somebody_cannot_come(visitor: Visitor, house: PortalHouse) -> None:
    page = await visitor.opens(ABSENCE)
    assert page.heading == "Kan du ikke komme på møtet?"
    assert "Lokalt brukerutvalg Larvik, 1. september 2026 kl. 10.00" in page.text
    done = await visitor.sends(page)
    assert (done.heading, done.forms) == ("Du har sagt fra at du ikke kan komme", [])
    assert "/meetings/m" in done.links
    assert house.notifier.performed == [("absence", None)]


async def test_the_newsletter_is_declined_and_wanted_again(visitor: Visitor) -> None:
    declined = await visitor.sends(await visitor.opens(DIGEST), act="decline")
    assert declined.heading == "Du får ikke flere nyhetsbrev"
    assert (await visitor.opens(DIGEST)).heading == "Du får ikke flere nyhetsbrev"
    assert (await visitor.sends(declined, act="want")).heading == "Du får nyhetsbrevet"


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"List-Unsubscribe": "One-Click"}},
        {"files": {"List-Unsubscribe": (None, "One-Click")}},
        {"content": b""},
    ],
)
async def test_one_click_in_a_mail_program_is_enough(house: PortalHouse, sent: dict[str, object]) -> None:
    """RFC 8058: a POST without cookies or a form of ours, which is answered at once and sent nowhere else."""
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(house.app), base_url="http://portal.test") as program:
        answer = await program.post(DIGEST, **sent)  # type: ignore[arg-type]  # as httpx2 takes them
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert house.newsletter.performed == [("digest", None)]


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_the_address_is_kept_nowhere_and_told_to_nobody(visitor: Visitor, method: str, path: str) -> None:
    headers = (await visitor.http.request(method, path)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]


async def test_the_page_knows_nobody_also_in_the_browser_of_somebody_signed_in(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    assert "Modig Lykt" not in (await visitor.opens(CONFIRM)).text


@pytest.mark.parametrize(
    ("path", "status", "heading"),
    [
        ("/lenke/newsletter/run-out", 410, "Denne lenken er for gammel"),
        ("/lenke/notifier/made-up", 404, "Denne lenken virker ikke"),
        ("/lenke/case-flow/confirm", 404, "Vi finner ikke denne siden"),
        ("/lenke/newsletter/confirm", 404, "Denne lenken virker ikke"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_link_that_does_not_work_says_what_to_do(
    visitor: Visitor, method: str, path: str, status: int, heading: str
) -> None:
    answer = await visitor.http.request(method, path)
    assert (answer.status_code, heading in answer.text) == (status, True)


async def test_what_is_not_asked_any_more_is_told_kindly(visitor: Visitor, house: PortalHouse) -> None:
    form = await visitor.opens(CONFIRM)
    house.notifier.refuses = Refused(409, "no-longer-asked")
    page = await visitor.sends(form)
    assert (page.status, page.heading) == (409, "Dette trengs ikke nå")
    assert "Du har ikke gjort noe galt." in page.text


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "nyere e-post"), ("nn", "nyare e-post"), ("en", "newer mail")],
)
async def test_newer_news_may_be_why(visitor: Visitor, house: PortalHouse, language: str, words: str) -> None:
    visitor.http.headers["Accept-Language"] = language
    house.notifier.refuses = Refused(409, "no-longer-asked")
    assert words in (await visitor.sends(await visitor.opens(CONFIRM))).text


@pytest.mark.parametrize("path", [CONFIRM, DIGEST])
async def test_what_came_in_its_own_way_is_tried_again_and_never_told_as_done(
    visitor: Visitor, house: PortalHouse, path: str
) -> None:
    form = await visitor.opens(path)
    house.newsletter.refuses = house.notifier.refuses = Refused(409, "busy")
    page = await visitor.sends(form)
    assert (page.status, page.heading) == (503, "Vi får ikke kontakt akkurat nå")
    assert path in page.links
    assert "Det kan være gjort" not in page.text


@pytest.mark.parametrize("no", [Refused(403, "not-allowed"), Refused(409, "taken"), Refused(429, "refused")])
async def test_an_unsubscribing_that_failed_speaks_of_no_case(
    visitor: Visitor, house: PortalHouse, no: Refused
) -> None:
    form = await visitor.opens(DIGEST)
    house.newsletter.refuses = no
    page = await visitor.sends(form, act="decline")
    assert (page.status, "saken" in page.text, "allerede gjort" in page.text) == (503, False, False)


async def test_who_has_changed_their_mind_too_often_is_told_whom_to_ask(visitor: Visitor, house: PortalHouse) -> None:
    declined = await visitor.sends(await visitor.opens(DIGEST), act="decline")
    house.newsletter.refuses = Refused(409, "chosen-too-often")
    page = await visitor.sends(declined, act="want")
    assert (page.status, page.heading) == (409, "Du får fortsatt ikke nyhetsbrevet")
    assert "Spør sekretæren" in page.text


async def test_while_the_service_is_away_the_link_may_be_tried_again(visitor: Visitor, house: PortalHouse) -> None:
    house.notifier.away = True
    page = await visitor.opens(CONFIRM)
    assert (page.status, page.heading) == (503, "Vi får ikke kontakt akkurat nå")
    assert page.answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("language", "heading"), [("nn", "Har svaret nådd dykk?"), ("en", "Has the answer reached you?")]
)
async def test_the_page_speaks_the_browsers_language(visitor: Visitor, language: str, heading: str) -> None:
    visitor.http.headers["Accept-Language"] = language
    assert (await visitor.opens(CONFIRM)).heading == heading
