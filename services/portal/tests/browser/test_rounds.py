"""Rounds in a browser: for everybody, by the keyboard alone, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.application.rounds import Outcome, Said
from portal.testing.everybody import come_as, hold_against_the_rules, is_for_everybody
from portal.testing.house import PortalHouse

pytestmark = pytest.mark.browser

FOR, NONE = Said(stance="for", comment="Det har vi bedt om lenge."), Said(stance="none")
PAGES = [
    ("/innspill", "kopp"),
    ("/innspill?council=lar", "lykt"),
    ("/innspill/ny", "kopp"),
    ("/innspill/ny?within=outer&acting=rbuleader", "kopp"),
    ("/innspill/outer", "kopp"),
    ("/innspill/outer/svar", "kopp"),
    ("/innspill/inner", "bekk"),
    ("/innspill/inner/svar", "lykt"),
    ("/innspill/inner/avslutt", "kopp"),
    ("/innspill/done", "lykt"),
    ("/innspill/inner/slett", "kopp"),
    ("/", "kopp"),
    ("/innspill/done/svar", "lykt"),
]


@pytest.fixture(autouse=True)
def rounds(house: PortalHouse) -> None:
    flow = house.case_flow
    flow.put_round("outer", "sbu", "rbu", "nay")
    flow.put_round("inner", "rbu", "lar", within="outer")
    flow.say("inner", "lar", FOR, NONE)
    flow.say("outer", "nay", Said(stance="partly"), NONE, rests_on=("inner",), contributed=("lar",))
    late = {"rounds_within": (flow.known["inner"],), "late": "soon"}
    flow.known["outer"] = flow.known["outer"].model_copy(update=late)
    outcome = Outcome(at=flow.known["outer"].opened, text="Takk!", contributed=("lar",))
    flow.put_round("done", "rbu", "lar", state="concluded", outcome=outcome)


@pytest.mark.parametrize(("path", "person"), PAGES)
def test_the_page_of_rounds_is_for_everybody(page: Page, house: PortalHouse, path: str, person: str) -> None:
    come_as(page, house, person)
    page.goto(path)
    is_for_everybody(page, house)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_round_is_for_everybody_in_every_language(page: Page, house: PortalHouse, language: str) -> None:
    come_as(page, house, "kopp")
    page.goto(f"/language/{language}?back=/innspill/outer/svar")
    assert page.locator("html").get_attribute("lang") == language
    is_for_everybody(page, house)


def test_a_round_that_is_asked_with_errors_leads_to_them(page: Page, house: PortalHouse) -> None:
    come_as(page, house, "kopp")
    page.goto("/innspill/ny")
    page.locator("main button[type=submit]").click()
    hold_against_the_rules(page)
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Velg minst ett utvalg").click()
    expect(page.locator("#asked")).to_be_focused()


def test_a_council_answers_by_the_keyboard_alone(page: Page, house: PortalHouse) -> None:
    come_as(page, house, "lykt")
    page.goto("/innspill/inner")
    tab_to(page, "Svar som leder i Lokalt brukerutvalg Larvik")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Hva mener utvalget?")
    tab_to(page, "For")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("Den må kunne tas digitalt.")
    tab_to(page, "Svar som leder i Lokalt brukerutvalg Larvik")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Takk. Svaret er sendt")
    expect(page.locator("main")).to_contain_text(re.compile(r"Delvis for\s*Den må kunne tas digitalt\."))


def test_a_round_goes_its_whole_way_without_scripts(page_without_scripts: Page, house: PortalHouse) -> None:
    page = page_without_scripts
    come_as(page, house, "kopp")
    page.goto("/innspill")
    page.get_by_role("link", name="Spør andre utvalg").click()
    page.get_by_label("Lokalt brukerutvalg Larvik").check()
    page.get_by_label("Hva handler det om?").fill("Åpningstider")
    page.get_by_label("Hvorfor spør dere?").fill("Vi skal uttale oss.")
    page.get_by_label("Spørsmål eller forslag 1", exact=True).fill("Åpent til 18 en dag i uken.")
    page.get_by_text("Flere spørsmål").click()
    page.get_by_label("Spørsmål eller forslag 3").fill("Hvilken dag?")
    page.get_by_label("Hvilken dag håper dere å ha svarene?").fill("20. desember 2026")
    page.locator("main button[type=submit]").click()
    expect(page.locator("h1")).to_have_text("Åpningstider")
    address = page.url.partition("?")[0]

    come_as(page, house, "lykt")
    page.goto(address)
    page.get_by_role("link", name="Svar som leder").click()
    page.get_by_label("Hva vil dere si om det?").nth(1).fill("Torsdag")
    page.locator("main button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Torsdag")

    come_as(page, house, "kopp")
    page.goto(address)
    page.get_by_role("link", name="Avslutt som leder").click()
    page.get_by_label("Hva ble det til?").fill("Vi ba om torsdag.")
    page.locator("main button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("Vi ba om torsdag.")
    expect(page.locator("main")).to_contain_text("er med i svaret")


def tab_to(page: Page, name: str) -> None:
    """Press tab until the thing with this name is reached."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        label = focused.evaluate("one => one.labels?.length ? one.labels[0].innerText : one.innerText")
        if label and label.strip() == name:
            return
    raise AssertionError(name)
