"""Every page, at the width of a desk and of a small phone, held against WCAG 2.2 AA."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from portal.application.deeds import DEEDS
from portal.application.duties import Standing
from portal.application.life import Restriction, TurningAway
from portal.testing.everybody import come_as, hold_against_the_rules, is_for_everybody
from portal.testing.house import PortalHouse
from portal.testing.issuer import BEGAN

pytestmark = pytest.mark.browser

STATES = {
    "treat": "on_agenda",
    "send": "treated",
    "statement": "treated",
    "receive": "sent",
    "return": "sent",
    "answer": "awaiting_answer",
    "confirm": "coming_home",
    "dispute": "answered",
    **dict.fromkeys(("appeal", "uphold", "overturn"), "turned_away"),
    **dict.fromkeys(("notes", "merge"), "treated"),
    **dict.fromkeys(("postpone", "restrict", "lift"), "on_agenda"),
    "regret": "sent",
    "oral-answer": "awaiting_answer",
    "close": "answered",
    "reopen": "closed",
}
WHO = {"receive": "kopp", "return": "kopp", "answer": "bekk", "uphold": "kopp", "overturn": "kopp", "reopen": "fjord"}
AWAY = TurningAway(why="outside_mandate", appealed_to="rbu")
OWN = TurningAway(why="individual", erased_on=date(2026, 12, 22))
SO: dict[str, dict[str, object]] = {
    "keep": {"turning_away": AWAY.model_copy(update={"appealed_to": None})},
    "uphold": {"turning_away": AWAY},
    "overturn": {"turning_away": AWAY},
    "postpone": {"postponed": 2},
    "regret": {"regret_until": BEGAN + timedelta(minutes=10)},
    "lift": {"restriction": Restriction(basis="offl-13", until=date(2027, 1, 1))},
}
DEED_PAGES = [
    (f"/cases/c/{deed.verb}", WHO.get(deed.verb, "lykt"), STATES.get(deed.verb, "reported")) for deed in DEEDS
]
PAGES = [
    ("/", "", "reported"),
    ("/nowhere", "", "reported"),
    ("/nowhere", "lykt", "reported"),
    ("/driftsstatus", "lykt", "reported"),
    ("/", "lykt", "coming_home"),
    ("/", "benk", "reported"),
    ("/cases", "lykt", "answered"),
    ("/cases?called=26-4", "lykt", "answered"),
    ("/cases/new", "lykt", "reported"),
    ("/cases/new?acting=larleader", "lykt", "reported"),
    *((f"/cases/c?{state}", "lykt", state) for state in ("reported", "treated", "awaiting_answer", "answered")),
    *DEED_PAGES,
    ("/cases/c/texts/erase", "lykt", "treated"),
    ("/cases/c/texts/erase?what_text=case-c:000001|title", "lykt", "treated"),
    ("/utkast", "lykt", "treated"),
    ("/utkast", "benk", "treated"),
    ("/utkast/begun", "lykt", "treated"),
    ("/utkast/begun/slett", "lykt", "treated"),
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
    house.case_flow.put("d", "treated")
    house.case_flow.begin("begun", "lykt", "lar", title="Ventetid på telefonen")
    house.case_flow.change("c", **SO.get(path.rpartition("/")[2], {}))
    if path.endswith(("treat", "oral-answer")):
        house.registry.hold("old")
    come_as(page, house, person)
    page.goto(path)
    is_for_everybody(page, house)


@pytest.mark.parametrize(
    ("state", "so"),
    [
        ("reported", {"turning_away": AWAY, "scheduled": date(2026, 12, 3)}),
        ("turned_away", {"turning_away": OWN}),
        ("postponed", {"returns": date(2027, 1, 12)}),
        ("merged", {"into": "d"}),
        ("coming_home", {"joined": ("sbu",), "received": ("sbu",)}),
        ("treated", SO["lift"]),
        ("sent", SO["regret"]),
    ],
)
def test_a_case_is_for_everybody_wherever_it_stands_and_with_all_that_can_be_done(
    page: Page, house: PortalHouse, state: str, so: dict[str, object]
) -> None:
    house.case_flow.put("c", state)
    house.case_flow.change("c", **so)
    come_as(page, house, "lykt")
    page.goto("/cases/c")
    for more in page.locator("main details").all():
        more.locator("summary").click()
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
