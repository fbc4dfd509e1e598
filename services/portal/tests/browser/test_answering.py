"""The pages of answers and agreements, for everybody: by sight, by keyboard, and with scripts switched off."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from portal.application.life import Party
from portal.testing.everybody import come_as, hold_against_the_rules, is_for_everybody
from portal.testing.house import PortalHouse

pytestmark = pytest.mark.browser

PAGES = [
    ("/mine-svar", "bekk"),
    ("/mine-svar", "kopp"),
    ("/cases/c/answer", "bekk"),
    ("/cases/c/delay", "bekk"),
    ("/cases/c/part", "bekk"),
    ("/ubesvart", "lykt"),
    ("/ubesvart", "vind"),
    ("/oppfolging", "lykt"),
    ("/oppfolging", "sti"),
    ("/cases/e/follow-ups", "lykt"),
    ("/cases/e/follow-ups/new", "lykt"),
    ("/cases/e/follow-ups/f1", "bekk"),
    ("/cases/e", "lykt"),
]


@pytest.fixture
def house(house: PortalHouse) -> PortalHouse:
    """One case is asked about, and in another something was agreed."""
    cases = house.case_flow
    cases.put("c", "awaiting_answer")
    cases.ask("c", "9000", minority="Ett rom er nok.")
    cases.change("c", language="nn")
    cases.late["c"] = "above"
    cases.put("e", "in_follow_up")
    cases.agree("e", ends=date(2026, 11, 1), involved=(Party(council="lar"),), progress="under_way")
    cases.agree("e", "f2", progress="done")
    return house


@pytest.mark.parametrize(("path", "person"), PAGES)
def test_the_page_is_for_everybody(page: Page, house: PortalHouse, path: str, person: str) -> None:
    come_as(page, house, person)
    page.goto(path)
    is_for_everybody(page, house)


@pytest.mark.parametrize(("path", "person"), [("/cases/c/delay", "bekk"), ("/cases/e/follow-ups/new", "lykt")])
def test_what_is_wrong_is_led_to(page: Page, house: PortalHouse, path: str, person: str) -> None:
    come_as(page, house, person)
    page.goto(path)
    page.locator("main button[type=submit]").first.click()
    hold_against_the_rules(page)
    expect(page.locator("[data-error-summary]")).to_be_focused()


def test_an_answer_is_put_aside_and_sent_without_scripts(page_without_scripts: Page, house: PortalHouse) -> None:
    page = page_without_scripts
    come_as(page, house, "bekk")
    page.goto("/")
    page.get_by_role("link", name="Mine svar").click()
    page.get_by_role("link", name="Svar på vegne av Nav Larvik").click()
    page.get_by_label("Svaret kort fortalt").fill("Ja, i 2027.")
    page.get_by_role("button", name="Lagre og fortsett senere").click()
    expect(page.get_by_text("Utkastet er lagret")).to_be_visible()
    page.get_by_role("link", name="Fortsett på svaret").click()
    expect(page.get_by_label("Svaret kort fortalt")).to_have_value("Ja, i 2027.")
    page.get_by_label("Ja, rådet blir fulgt").check()
    page.get_by_label("Hvorfor blir svaret slik?").fill("Det er god plass.")
    page.get_by_role("button", name="Svar på vegne av Nav Larvik").click()
    expect(page.get_by_text("Svaret er sendt")).to_be_visible()


def test_more_time_is_told_by_keyboard_alone(page: Page, house: PortalHouse) -> None:
    come_as(page, house, "bekk")
    page.goto("/cases/c/delay")
    page.get_by_label("Når kommer svaret?").focus()
    page.keyboard.type("1.2.2027")
    page.keyboard.press("Tab")
    page.keyboard.type("Vi regner på prisen.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Vi trenger mer tid: si fra på vegne av Nav Larvik")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Utvalget får vite når svaret kommer")).to_be_visible()


def test_something_is_agreed_and_told_of_without_scripts(page_without_scripts: Page, house: PortalHouse) -> None:
    page = page_without_scripts
    come_as(page, house, "lykt")
    page.goto("/cases/e/follow-ups")
    page.get_by_role("link", name="Avtal noe som skal gjøres").click()
    page.get_by_label("Hva skal gjøres?").fill("Et skilt i mottaket.")
    page.get_by_label("Hvem gjør det?").select_option(label="Lokalt brukerutvalg Larvik")
    page.get_by_label("Når skal det være ferdig?").fill("1.2.2027")
    page.get_by_role("button", name="Avtal noe som skal gjøres").click()
    expect(page.get_by_text("Et skilt i mottaket.")).to_be_visible()
    page.get_by_role("link", name="Saker", exact=True).click()
    page.get_by_role("link", name="Det som er avtalt og ikke ferdig").click()
    page.get_by_role("link", name="Fortell hvordan det går").first.click()
    page.get_by_label("Ferdig", exact=True).check()
    page.get_by_role("button", name="Fortell hvordan det går").click()
    expect(page.get_by_text("Takk. Det er lagret")).to_be_visible()
