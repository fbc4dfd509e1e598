"""The pages of meetings: for everybody, by keyboard, without scripts, and with a regret that goes by itself."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from portal.application.meetings import Absence, OwnType
from portal.testing.everybody import come_as, hold_against_the_rules, is_for_everybody
from portal.testing.house import PortalHouse

pytestmark = pytest.mark.browser

SERIES = "/councils/lar/meetings/series"
PAGES = [
    ("/moter", "lykt"),
    ("/moter/2027-1", "lykt"),
    ("/moter?council=lar", "bekk"),
    ("/moter?unit=5303", "bekk"),
    ("/moter", "benk"),
    ("/meetings/coming", "fjord"),
    ("/meetings/coming", "bekk"),
    ("/meetings/gathering", "lykt"),
    ("/meetings/cancelled", "lykt"),
    ("/meetings/held", "lykt"),
    *((f"/meetings/coming/{verb}", "lykt") for verb in ("convene", "arrange", "move", "cancel", "absence")),
    *((f"/meetings/held/{verb}", "lykt") for verb in ("correct", "minutes")),
    (SERIES, "lykt"),
    ("/councils/lar/meetings/types", "lykt"),
    ("/councils/lar/meetings/types/t/drop", "lykt"),
    ("/region/3800/motetyper", "vind"),
]
FORMS = [
    "/meetings/coming/move",
    "/meetings/coming/cancel",
    "/meetings/held/correct",
    "/councils/lar/meetings/new",
    "/councils/lar/meetings/types",
    SERIES,
]


@pytest.fixture
def house(house: PortalHouse) -> PortalHouse:
    """Let there be meetings with all that can be told of them."""
    registry, now = house.registry, house.clock()
    told = {"link": "https://moter.example.no/1", "dial_in": "21 00 00 00", "info": "Det blir lunsj."}
    gap = Absence(council="lar", term="larsecretary", ring=("larmember",))
    registry.change("coming", place="Nav Larvik, rom 2", access=("parking", "interpreter"), absences=(gap,), **told)
    registry.plan("gathering", "lar", now + timedelta(days=34), type="training", sign_up=True, signed_up=23)
    registry.plan("cancelled", "lar", now + timedelta(days=3), status="cancelled", cancelled_because="Lederen er syk")
    registry.plan("held", "lar", now - timedelta(days=30), status="held", attended=("larleader", "larmember"))
    registry.types["t"] = OwnType(id="t", name="Åpen kveld", council="lar")
    return house


@pytest.mark.parametrize(("path", "person"), PAGES)
def test_the_page_is_for_everybody(page: Page, house: PortalHouse, path: str, person: str) -> None:
    come_as(page, house, person)
    page.goto(path)
    is_for_everybody(page, house)


@pytest.mark.parametrize("path", FORMS)
def test_a_form_with_errors_leads_to_them(page: Page, house: PortalHouse, path: str) -> None:
    come_as(page, house, "lykt")
    page.goto(path)
    for field in page.locator("main input[type=text]:visible").all():
        field.fill("")
    page.locator("main button[type=submit]").first.click()
    hold_against_the_rules(page)
    expect(page.locator("[data-error-summary]")).to_be_focused()


def test_days_that_clash_are_for_everybody(page: Page, house: PortalHouse) -> None:
    come_as(page, house, "lykt")
    page.goto(SERIES)
    for name, text in (("day-1", "4.2.2027"), ("day-2", "3.12.2026"), ("day-3", "17. mai 2027"), ("time", "13")):
        page.locator(f"#{name}").fill(text)
    page.get_by_label("Hva slags møte er det?").select_option("council_meeting")
    page.get_by_label("På skjerm", exact=True).check()
    page.get_by_role("button", name="Se over dagene").click()
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Se en gang til på 2 av dagene")
    expect(page.locator("#day-3")).to_have_accessible_description("Mandag 17. mai Dagen er en helligdag")
    is_for_everybody(page, house)


def test_the_chance_to_regret_is_told_and_goes_by_itself(page: Page, house: PortalHouse) -> None:
    page.clock.install()
    come_as(page, house, "lykt")
    page.goto("/meetings/coming/convene")
    page.get_by_role("button", name="Send innkallingen").click()
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Innkallingen er klar til å gå")
    is_for_everybody(page, house)
    page.clock.run_for(9 * 60 * 1000)
    undo = page.get_by_role("button", name="Angre")
    undo.focus()
    page.clock.run_for(62 * 1000)
    expect(undo).to_have_count(0)
    expect(page.locator("main")).to_be_focused()


def test_without_scripts_the_chance_to_regret_goes_with_a_new_look(
    page_without_scripts: Page, house: PortalHouse
) -> None:
    page = page_without_scripts
    come_as(page, house, "lykt")
    page.goto("/meetings/coming/convene")
    page.get_by_role("button", name="Send innkallingen").click()
    assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == "601"
    house.clock.move(minutes=10)
    page.reload()
    assert page.locator("meta[http-equiv=refresh]").count() == 0
    expect(page.get_by_role("button", name="Angre")).to_have_count(0)


def test_i_cannot_come_is_two_keys_from_the_content(page: Page, house: PortalHouse) -> None:
    house.registry.plan("their", "rbu", house.clock() + timedelta(days=9))
    come_as(page, house, "lykt")
    page.goto("/meetings/their")
    page.locator("main").focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.locator(":focus").inner_text() == "Jeg kan ikke komme":
            break
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Takk for at du sa fra")
    expect(page.get_by_role("button", name="Jeg kommer likevel")).to_be_visible()
    is_for_everybody(page, house)


def test_a_half_year_is_planned_called_and_held_without_scripts(page_without_scripts: Page, house: PortalHouse) -> None:
    page = page_without_scripts
    come_as(page, house, "lykt")
    page.goto("/")
    page.get_by_role("link", name="Møter", exact=True).click()
    page.get_by_role("link", name="Planlegg møtene i et halvår").click()
    page.get_by_label("Møte 1").fill("27.11.2026")
    page.get_by_label("Møte 2").fill("11. desember 2026")
    page.get_by_label("Når begynner møtene?").fill("13")
    page.get_by_label("Hva slags møte er det?").select_option(label="Utvalgsmøte")
    page.get_by_label("På samme sted").check()
    page.get_by_role("button", name="Se over dagene").click()
    expect(page.get_by_text("Ingenting er i veien for disse dagene")).to_be_visible()
    page.get_by_role("button", name="Planlegg 2 møter som leder").click()
    page.get_by_role("link", name="Fredag 27. november, kl. 13.00").click()
    page.get_by_role("link", name="Endre sted, lenke og tilrettelegging").click()
    page.get_by_label("Hvor er møtet?").fill("Nav Larvik, rom 2")
    page.get_by_label("Teleslynge").check()
    page.get_by_role("button", name="Lagre").click()
    page.get_by_role("link", name="Send innkallingen som leder").click()
    expect(page.get_by_text("Nav Larvik, rom 2")).to_be_visible()
    page.get_by_role("button", name="Send innkallingen").click()
    page.get_by_role("link", name="Meld forfall for en annen").click()
    page.get_by_label("Sekretær").check()
    page.get_by_role("button", name="Meld forfall").click()
    expect(page.get_by_role("link", name="900 00 001")).to_be_visible()
    house.clock.move(days=6)
    come_as(page, house, "lykt")
    page.goto("/")
    page.get_by_role("link", name="Utvalgsmøte, 27. november 2026").click()
    page.get_by_role("link", name="Skriv hvem som kom, som leder").click()
    page.get_by_label("Leder").check()
    page.get_by_role("button", name="Skriv hvem som kom").click()
    page.get_by_role("link", name="Skriv at referatet er sendt").click()
    page.get_by_role("button", name="Skriv at referatet er sendt").click()
    expect(page.get_by_text("Referatet ble sendt 28. november 2026.")).to_be_visible()
