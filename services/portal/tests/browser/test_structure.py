"""The pages of councils and units for everybody: by the rules, by keyboard alone, and with scripts switched off."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from portal.application.structure import CouncilPlan
from portal.testing.everybody import come_as, hold_against_the_rules, is_for_everybody
from portal.testing.house import PortalHouse

pytestmark = pytest.mark.browser
MOST = 60  # presses; nobody should need as many
FOUND = "/councils/new?kind=user_council&level=local&region=3800"
# address, and who looks
PAGES = [
    ("/kart", "lykt"),
    ("/kart?open=alle&on=1.1.2025", "bekk"),
    ("/kart?on=snart", "lykt"),
    ("/councils?q=larvik&level=local", "lykt"),
    ("/councils?q=xyz", "sti"),
    ("/councils/lar", "sti"),
    ("/councils/lar?on=1.1.2026", "lykt"),
    ("/councils/lar/mandate", "lykt"),
    ("/councils/lar/mandate/new", "lykt"),
    ("/councils/new", "sti"),
    (FOUND, "vind"),
    *((f"/councils/lar/{verb}", "sti") for verb in ("change", "close", "rest", "drop-plan", "counting")),
    ("/mangler", "vind"),
    ("/mangler?region=alle", "sti"),
    ("/region/3800", "vind"),
    ("/regioner", "sti"),
    ("/enheter", "sti"),
    ("/enheter/0701", "sti"),
    ("/enheter/ny", "sti"),
    *((f"/enheter/0701/{verb}", "sti") for verb in ("change", "close")),
    ("/enheter/0701", "vind"),
    *((f"/enheter/0701/posts/{verb}", "vind") for verb in ("new", "p/end", "p/invite")),
    ("/organisasjoner", "sti"),
    ("/organisasjoner/ffo", "sti"),
    ("/organisasjoner/ffo/change", "sti"),
    *((f"/organisasjoner/ffo/posts/{verb}", "sti") for verb in ("new", "p/end", "p/invite")),
    ("/utvalg", ""),
    ("/utvalg/LBU-LAR", ""),
]


@pytest.mark.parametrize(("path", "person"), PAGES)
def test_the_page_is_for_everybody(page: Page, house: PortalHouse, path: str, person: str) -> None:
    plans = (CouncilPlan(on=date(2027, 1, 1)), CouncilPlan(on=date(2028, 1, 1), closes=True))
    house.registry.shaped["lar"] = house.registry.shaped["lar"].model_copy(update={"plans": plans})
    come_as(page, house, person)
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    is_for_everybody(page, house)


@pytest.mark.parametrize(
    "path",
    [
        "/councils/lar/change",
        "/councils/lar/close",
        "/enheter/ny",
        "/organisasjoner/ny",
        "/enheter/0701/posts/new",
        FOUND,
    ],
)
def test_a_form_with_errors_leads_to_them(page: Page, house: PortalHouse, path: str) -> None:
    come_as(page, house, "sti")
    page.goto(path)
    page.locator("main button[type=submit]").click()
    hold_against_the_rules(page)
    expect(page.locator("[data-error-summary]")).to_be_focused()


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
