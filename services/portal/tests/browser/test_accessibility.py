"""Every page, at the width of a desk and of a small phone, held against WCAG 2.2 AA."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.application.deeds import DEEDS
from portal.application.duties import Standing
from portal.testing.everybody import come_as, hold_against_the_rules, is_for_everybody
from portal.testing.house import PortalHouse

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]

STATES = {
    "treat": "on_agenda",
    "send": "treated",
    "statement": "treated",
    "receive": "sent",
    "return": "sent",
    "answer": "awaiting_answer",
    "confirm": "coming_home",
    "dispute": "answered",
}
WHO = {"receive": "kopp", "return": "kopp", "answer": "bekk"}
DEED_PAGES = [
    (f"/cases/c/{deed.verb}", WHO.get(deed.verb, "lykt"), STATES.get(deed.verb, "reported")) for deed in DEEDS
]
PAGES = [
    ("/", "", "reported"),
    ("/nowhere", "", "reported"),
    ("/driftsstatus", "lykt", "reported"),
    ("/", "lykt", "coming_home"),
    ("/", "benk", "reported"),
    ("/cases", "lykt", "answered"),
    ("/cases/new", "lykt", "reported"),
    ("/cases/new?acting=larleader", "lykt", "reported"),
    *((f"/cases/c?{state}", "lykt", state) for state in ("reported", "treated", "awaiting_answer", "answered")),
    *DEED_PAGES,
    ("/councils", "lykt", "reported"),
    ("/councils/lar", "lykt", "reported"),
    ("/councils/lar/meetings/new", "lykt", "reported"),
    ("/meetings/old", "lykt", "reported"),
    ("/meetings/old/hold", "lykt", "reported"),
]
# address, who looks, and the state of the edition that is there
NEW_PAGES = [
    ("/", "lykt", ""),
    ("/", "bekk", ""),
    ("/", "sti", ""),
    ("/plikter", "lykt", ""),
    ("/plikter", "kopp", ""),
    ("/plikter", "sti", ""),
    ("/plikter", "benk", ""),
    ("/plikter/regler/annual-meeting/vedta", "sti", ""),
    ("/utgaver", "lykt", ""),
    ("/utgaver", "lykt", "frozen"),
    ("/utgaver", "sti", ""),
    ("/utgaver", "sti", "open"),
    ("/utgaver/ny", "sti", ""),
    ("/utgaver/e", "sti", "open"),
    ("/utgaver/e", "sti", "frozen"),
    ("/utgaver/e", "lykt", "frozen"),
    ("/utgaver/e/les", "sti", "open"),
    ("/utgaver/e/hilsen", "sti", "open"),
    ("/utgaver/e/send", "sti", "open"),
    ("/lenke/notifier/confirm", "", ""),
    ("/lenke/notifier/absence", "", ""),
    ("/lenke/newsletter/digest", "", ""),
    ("/lenke/newsletter/run-out", "", ""),
    ("/lenke/newsletter/made-up", "", ""),
]


@pytest.mark.parametrize(("path", "person", "state"), PAGES)
def test_the_page_is_for_everybody(page: Page, house: PortalHouse, path: str, person: str, state: str) -> None:
    house.case_flow.put("c", state)
    if path.endswith("treat"):
        house.registry.hold("old")
    come_as(page, house, person)
    page.goto(path)
    is_for_everybody(page, house)


@pytest.mark.parametrize(("path", "person", "edition"), NEW_PAGES)
def test_duties_editions_and_links_are_for_everybody(
    page: Page, house: PortalHouse, path: str, person: str, edition: str
) -> None:
    del house.registry.known["coming"]  # so that a meeting is to be planned
    if edition:
        house.newsletter.put("e", edition)
    come_as(page, house, person)
    page.goto(path)
    is_for_everybody(page, house)


def test_what_is_at_risk_or_missed_is_for_everybody(page: Page, house: PortalHouse) -> None:
    for rule, standing in (("meetings-a-year", Standing.AT_RISK), ("annual-meeting", Standing.MISSED)):
        house.notifier.adopt(rule)
        house.notifier.standing[rule] = standing
    come_as(page, house, "kopp")
    page.goto("/plikter")
    hold_against_the_rules(page)


@pytest.mark.parametrize("path", ["/", "/plikter"])
def test_a_past_meeting_that_is_asked_about_is_for_everybody(page: Page, house: PortalHouse, path: str) -> None:
    del house.registry.known["coming"]
    house.notifier.untold["lar"] = ("old",)
    come_as(page, house, "lykt")
    page.goto(path)
    expect(page.get_by_text("Registrer det")).to_be_visible()
    is_for_everybody(page, house)


def test_an_edition_on_its_way_is_for_everybody(page: Page, house: PortalHouse) -> None:
    house.newsletter.put("e", "frozen", mails={})
    come_as(page, house, "sti")
    page.goto("/utgaver/e")
    is_for_everybody(page, house)


@pytest.mark.parametrize("path", ["/lenke/notifier/confirm", "/lenke/newsletter/digest"])
def test_what_a_link_has_done_is_for_everybody(page: Page, house: PortalHouse, path: str) -> None:
    page.goto(path)
    page.locator("main button").click()
    expect(page.locator("h1")).to_have_text(re.compile("Takk. Saken er ferdig.|Du får ikke flere nyhetsbrev"))
    is_for_everybody(page, house)


def test_a_list_with_something_missing_is_for_everybody(page: Page, house: PortalHouse) -> None:
    come_as(page, house, "lykt")
    house.notifier.away = True
    page.goto("/")
    hold_against_the_rules(page)


def test_a_greeting_with_errors_leads_to_them(page: Page, house: PortalHouse) -> None:
    house.newsletter.put("e", greeted=False)
    come_as(page, house, "sti")
    page.goto("/utgaver/e/hilsen")
    page.locator("main button[type=submit]").click()
    hold_against_the_rules(page)
    expect(page.locator("[data-error-summary]")).to_be_focused()


def test_a_page_with_errors_is_for_everybody_and_leads_to_them(page: Page, house: PortalHouse) -> None:
    come_as(page, house, "lykt")
    page.goto("/cases/new?acting=larleader")
    page.get_by_role("button", name="Meld inn saken").click()
    hold_against_the_rules(page)
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Fortell det kort, med noen få ord").click()
    expect(page.locator("#short")).to_be_focused()


def test_the_pause_before_an_individual_case_is_for_everybody(page: Page, house: PortalHouse) -> None:
    come_as(page, house, "lykt")
    page.goto("/cases/new?acting=larleader")
    for field in ("title", "short", "description"):
        page.locator(f"#{field}").fill("Jeg fikk avslag")
    page.get_by_label("Hjelpemidler").check()
    page.get_by_role("button", name="Meld inn saken").click()
    assert page.locator("mark").count() == 3
    hold_against_the_rules(page)


@pytest.mark.parametrize("how", ["late", "stuck", "in no word of ours"])
def test_bad_news_of_the_services_is_for_everybody(page: Page, house: PortalHouse, how: str) -> None:
    house.case_flow.how = how
    page.goto("/driftsstatus")
    hold_against_the_rules(page)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_case_page_is_for_everybody_in_every_language(page: Page, house: PortalHouse, language: str) -> None:
    house.case_flow.put("c", "awaiting_answer")
    come_as(page, house, "lykt")
    page.goto(f"/language/{language}?back=/cases/c")
    assert page.locator("html").get_attribute("lang") == language
    hold_against_the_rules(page)


def test_the_first_press_of_tab_offers_the_content(page: Page, house: PortalHouse) -> None:
    come_as(page, house, "lykt")
    page.goto("/cases")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Hopp til innholdet")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_what_was_done_is_told_where_the_reader_is(page: Page, house: PortalHouse) -> None:
    house.case_flow.put("c", "coming_home")
    come_as(page, house, "lykt")
    page.goto("/cases/c/confirm")
    page.get_by_role("button", name="Vi har fått svaret").click()
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Takk. Saken er ferdig")


def test_nothing_moves_for_those_who_asked_for_stillness(page: Page, house: PortalHouse) -> None:
    if not house.styled:
        pytest.skip("Aksel's styles are not here (RAADSLAG_ASSETS)")
    house.case_flow.put("c", "reported")
    page.emulate_media(reduced_motion="reduce")
    come_as(page, house, "lykt")
    page.goto("/cases")
    card = page.locator(".aksel-link-card").first
    assert card.evaluate("one => getComputedStyle(one).transitionDuration") == "0s"
