"""The structure by keyboard alone, and with scripts switched off."""

import pytest
from playwright.sync_api import Page, expect

from portal.testing.house import PortalHouse

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]
MOST = 60  # presses; nobody should need as many


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says this."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if words in (page.locator(":focus").text_content() or ""):
            return
    pytest.fail(f"no press of Tab led to: {words}")


def test_the_chart_is_walked_by_keyboard_down_to_a_council(page: Page, house: PortalHouse) -> None:
    house.issuer.person = "kopp"
    page.goto("/sign-in?back=/kart")
    office = page.get_by_role("link", name="Lokalt brukerutvalg Larvik")
    expect(office).to_be_hidden()
    tab_to(page, "Nav Vestfold og Telemark")
    page.keyboard.press("Space")
    expect(office).to_be_visible()
    page.keyboard.press("Enter")
    expect(office).to_be_hidden()
    page.keyboard.press("Enter")
    tab_to(page, "Lokalt brukerutvalg Larvik")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Lokalt brukerutvalg Larvik")


def test_a_tree_tells_how_deep_one_is(page: Page, house: PortalHouse) -> None:
    house.issuer.person = "kopp"
    page.goto("/sign-in?back=/kart?open=alle")
    office = page.get_by_role("listitem").filter(has_text="Nav Larvik").last
    assert office.locator("xpath=ancestor-or-self::li").count() == 3


def test_a_council_is_found_by_keyboard(page: Page, house: PortalHouse) -> None:
    house.issuer.person = "kopp"
    page.goto("/sign-in?back=/councils")
    page.get_by_label("Søk etter et utvalg eller et kontor").focus()
    page.keyboard.type("larvik")
    page.keyboard.press("Enter")
    expect(page.locator("main .aksel-link-card")).to_have_count(1)


def test_an_office_gets_a_council_which_is_merged_with_another_without_scripts(
    page_without_scripts: Page, house: PortalHouse
) -> None:
    page = page_without_scripts
    house.issuer.person = "vind"
    page.goto("/sign-in")
    page.get_by_role("link", name="Utvalg", exact=True).click()
    page.get_by_role("link", name="Det som mangler").click()
    page.get_by_role("link", name="Nav Horten").click()
    page.get_by_role("link", name="Opprett utvalget på vegne av").click()
    page.get_by_label("Hva heter utvalget på bokmål?").fill("Lokalt brukerutvalg Horten")
    page.get_by_label("En brukerrepresentant").check()
    page.get_by_label("Bokmål", exact=True).check()
    page.get_by_label("Hvilken forkortelse skal det ha?").fill("LBU-HOR")
    page.get_by_role("button", name="Opprett utvalget").click()
    expect(page.locator("h1")).to_have_text("Lokalt brukerutvalg Horten")

    page.get_by_role("link", name="Legg ned, slå sammen eller del utvalget").click()
    page.get_by_label("Fra hvilken dag?").fill("1.1.2028")
    page.get_by_label("Hvem tar over det som ikke er ferdig?").select_option(label="Lokalt brukerutvalg Larvik")
    page.get_by_role("button", name="Legg ned utvalget").click()
    expect(page.get_by_text("Fra 1. januar 2028 legges utvalget ned.")).to_be_visible()
    page.get_by_role("link", name="Ta det tilbake").click()
    page.get_by_role("button", name="Ta det tilbake").click()
    expect(page.get_by_text("Dette endrer seg")).to_have_count(0)


def test_all_of_the_chart_is_opened_and_seen_on_another_day_without_scripts(
    page_without_scripts: Page, house: PortalHouse
) -> None:
    page = page_without_scripts
    house.issuer.person = "kopp"
    page.goto("/sign-in?back=/kart")
    page.get_by_role("link", name="Åpne alt").click()
    expect(page.get_by_role("link", name="Lokalt brukerutvalg Larvik")).to_be_visible()
    page.get_by_text("Se hvordan det var en annen dag").click()
    page.get_by_label("Hvilken dag?").fill("1. januar 2025")
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_text("Slik er det 1. januar 2025")).to_be_visible()
