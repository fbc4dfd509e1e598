"""What every page has in common: headers, language, errors."""

import pytest

from portal.application.life import TurningAway
from portal.testing.house import PortalHouse
from portal.testing.visitor import Visitor


async def test_no_page_runs_or_fetches_anything_from_elsewhere(visitor: Visitor) -> None:
    page = await visitor.signs_in("lykt")
    policy = page.answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe-inline" not in policy
    assert " style=" not in page.answer.text
    assert "<script>" not in page.answer.text
    assert page.answer.headers["X-Content-Type-Options"] == "nosniff"
    assert page.answer.headers["Cache-Control"] == "no-store"


async def test_a_style_is_kept_for_ever_under_its_version_alone(visitor: Visitor) -> None:
    page = await visitor.opens("/")
    (style,) = [part.split('"')[0] for part in page.answer.text.split('href="')[1:] if "portal.css" in part]
    assert "immutable" in (await visitor.opens(style)).answer.headers["Cache-Control"]
    old = await visitor.opens("/static/older/portal.css")
    assert (old.status, old.answer.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    ("accepted", "language", "heading"),
    [
        ("no", "nb", "Velkommen til Rådslag"),
        ("nn-NO,nb;q=0.8", "nn", "Velkomen til Rådslag"),
        ("en-GB", "en", "Welcome to Rådslag"),
        ("fr,de;q=0.5", "nb", "Velkommen til Rådslag"),
        ("", "nb", "Velkommen til Rådslag"),
    ],
)
async def test_the_browser_proposes_a_language(visitor: Visitor, accepted: str, language: str, heading: str) -> None:
    visitor.http.headers["Accept-Language"] = accepted
    page = await visitor.opens("/")
    assert (page.answer.headers["Content-Language"], page.heading) == (language, heading)
    assert f'<html lang="{language}">' in page.answer.text


async def test_the_chosen_language_stays(visitor: Visitor) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens("/language/nn?back=/cases")
    assert (page.path, page.heading) == ("/cases", "Saker")
    assert "Mi liste" in (await visitor.opens("/councils")).text


async def test_an_unknown_language_changes_nothing(visitor: Visitor) -> None:
    page = await visitor.opens("/language/tlh")
    assert page.heading == "Velkommen til Rådslag"


@pytest.mark.parametrize(
    "path", ["/nowhere", "/cases/unknown", "/councils/unknown", "/meetings/unknown", "/static/1/x.js"]
)
async def test_a_page_that_is_not_there_says_so_kindly(visitor: Visitor, path: str) -> None:
    await visitor.signs_in("lykt")
    page = await visitor.opens(path)
    assert (page.status, page.heading) == (404, "Vi finner ikke denne siden")
    assert {"/cases", "/mine-verv"} <= set(page.links)
    assert page.form.action == "/sign-out"


async def test_a_page_that_is_not_there_shows_no_menu_to_strangers(visitor: Visitor) -> None:
    page = await visitor.opens("/nowhere")
    assert (page.status, "/cases" in page.links) == (404, False)


async def test_while_a_service_is_away_the_page_says_so(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    house.case_flow.away = True
    page = await visitor.opens("/cases")
    assert (page.status, page.heading) == (503, "Vi får ikke kontakt akkurat nå")


async def test_what_nobody_expected_is_a_page_too(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    house.registry.known.clear()
    house.case_flow.put("c", "on_agenda")
    del house.registry.known  # broken on purpose
    page = await visitor.opens("/councils/lar")
    assert (page.status, page.heading) == (500, "Noe gikk galt hos oss")


async def test_the_case_page_is_asked_for_news_and_says_when_there_are_none(
    visitor: Visitor, house: PortalHouse
) -> None:
    house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    assert (await visitor.http.get("/cases/c/now?seen=4")).status_code == 204
    news = await visitor.http.get("/cases/c/now?seen=3")
    assert (news.status_code, news.headers["X-Sequence"]) == (200, "4")
    assert "<html" not in news.text


async def test_what_is_written_is_shown_as_written_and_never_run(visitor: Visitor, house: PortalHouse) -> None:
    await visitor.signs_in("lykt")
    words = '<script>alert(1)</script> & "sitat"'
    page = await visitor.does("/cases/new?acting=larleader", title=words, short=words, description=words, lines="AT")
    assert page.heading == words
    assert "<script>alert" not in page.answer.text
    assert house.case_flow.orders


@pytest.mark.parametrize("path", ["/isalive", "/isready", "/metrics"])
async def test_the_platform_gets_its_answers(visitor: Visitor, path: str) -> None:
    assert (await visitor.opens(path)).status == 200


async def test_what_may_be_one_persons_own_case_is_shown_without_its_text_and_says_why(
    visitor: Visitor, house: PortalHouse
) -> None:
    house.case_flow.put("c", "reported")
    house.case_flow.change("c", title=None, short=None, turning_away=TurningAway(why="individual"))
    await visitor.signs_in("kopp")
    page = await visitor.opens("/cases/c")
    assert (page.heading, "Dette kan være én persons egen sak." in page.text) == ("(Teksten vises ikke)", True)
    assert "(Teksten vises ikke)" in (await visitor.opens("/cases")).text
