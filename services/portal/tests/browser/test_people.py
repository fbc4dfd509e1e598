"""The pages of people, seats and imports: by the rules, by keyboard alone, and with scripts switched off."""

from datetime import date

import pytest
from playwright.sync_api import FilePayload, Page, expect

from portal.application.people import RegistryTask
from portal.testing.everybody import come_as, hold_against_the_rules, is_for_everybody
from portal.testing.house import PortalHouse
from portal.testing.myself import name_of
from portal.testing.people import CODE

pytestmark = pytest.mark.browser

SEAT, TERM = "/councils/lar/seats/larseat", "/councils/lar/terms/larmember"
# address, and who looks
PAGES = [
    ("/councils/lar/people", "fjord"),
    ("/councils/lar/people", "lykt"),
    ("/councils/lar/seats", "sti"),
    ("/councils/rbu/seats", "kopp"),
    ("/councils/lar/seats", "bekk"),
    ("/councils/lar/seats/new", "sti"),
    (f"{SEAT}empty/term", "fjord"),
    (f"{SEAT}empty/ask", "fjord"),
    (f"{SEAT}empty/close", "sti"),
    (f"{SEAT}member/end", "fjord"),
    *((f"{TERM}/{verb}", "fjord") for verb in ("invite", "vouch", "contact", "handover")),
    (f"{TERM}/erase", "sti"),
    ("/navn/asked", "furu"),
    ("/navn/asked/answer", "furu"),
    ("/navn/answered", "fjord"),
    ("/navn/answered/close", "fjord"),
    ("/organisasjoner/ffo", "furu"),
    ("/enheter/5303", "siv"),
    ("/mine-verv", "lykt"),
    ("/mine-opplysninger", "lykt"),
    ("/mine-opplysninger/endre", "lykt"),
    ("/mine-opplysninger/glem-meg", "lykt"),
    ("/invitasjon", ""),
    (f"/invitasjon/{CODE}", ""),
    ("/kode", ""),
    ("/import", "sti"),
    ("/import/i", "sti"),
    ("/", "lauv"),
    ("/", "fjord"),
]
FORMS = [
    ("/councils/lar/seats/new", "sti"),
    (f"{SEAT}empty/term", "fjord"),
    (f"{SEAT}empty/ask", "fjord"),
    (f"{TERM}/erase", "sti"),
    ("/navn/asked/answer", "furu"),
    ("/mine-opplysninger/glem-meg", "lykt"),
    ("/invitasjon", ""),
    ("/kode", ""),
]
FILE: FilePayload = {"name": "kontorer.csv", "mimeType": "text/csv", "buffer": b"number;name\r\n"}


@pytest.fixture
def house(house: PortalHouse) -> PortalHouse:
    """Let something of each kind wait."""
    council, by = name_of("lar"), "larsecretary"
    house.registry.entered["i"] = {}
    house.registry.units["5303"] = house.registry.units["5303"].model_copy(update={"councils": ("lar",)})
    house.registry.waits = [
        RegistryTask(action="fill_seat", acting=by, council=council, seat="a", on=date(2026, 12, 31)),
        RegistryTask(action="look_at_nominees", acting=by, council=council, nomination="answered"),
        RegistryTask(action="tick_handover", acting=by, council=council, term="larmember"),
    ]
    return house


@pytest.mark.parametrize(("path", "person"), PAGES)
def test_the_page_is_for_everybody(page: Page, house: PortalHouse, path: str, person: str) -> None:
    come_as(page, house, person)
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    is_for_everybody(page, house)


@pytest.mark.parametrize(("path", "person"), FORMS)
def test_a_form_with_errors_leads_to_them(page: Page, house: PortalHouse, path: str, person: str) -> None:
    come_as(page, house, person)
    page.goto(path)
    page.locator("main button[type=submit]").click()
    hold_against_the_rules(page)
    expect(page.locator("[data-error-summary]")).to_be_focused()


@pytest.mark.parametrize("verb", ["invite", "vouch"])
def test_a_code_is_for_everybody(page: Page, house: PortalHouse, verb: str) -> None:
    come_as(page, house, "fjord")
    page.goto(f"{TERM}/{verb}")
    page.locator("main button[type=submit]").click()
    expect(page.get_by_text("abcd efgh ijkl mnop qrst")).to_be_visible()
    is_for_everybody(page, house)


@pytest.mark.parametrize(
    ("sheets", "heading"),
    [(("units",), "Dette blir lagt inn"), (("units", "seats"), "Dette kan ikke legges inn ennå")],
    ids=["new", "problems"],
)
def test_what_would_be_entered_is_for_everybody(
    page: Page, house: PortalHouse, sheets: tuple[str, ...], heading: str
) -> None:
    come_as(page, house, "sti")
    page.goto("/import")
    for sheet in sheets:
        page.locator(f"#{sheet}").set_input_files([FILE])
    page.get_by_role("button", name="Se på forskjellene").click()
    expect(page.locator("h1")).to_have_text(heading)
    is_for_everybody(page, house)


def test_somebody_new_sits_and_is_invited_without_scripts(page_without_scripts: Page, house: PortalHouse) -> None:
    page = page_without_scripts
    house.issuer.person = "fjord"
    page.goto("/sign-in?back=/councils/lar/seats")
    page.get_by_text("Mer for plass 4").click()
    page.get_by_role("link", name="Sett noen i plassen").click()
    page.get_by_label("Hva er navnet?").fill("Stolt Furu")
    page.get_by_label("Medlem").check()
    page.get_by_role("button", name="Sett inn som sekretær").click()
    expect(page.get_by_text("Plassen er fylt")).to_be_visible()
    page.get_by_role("link", name="De som sitter her").click()
    page.get_by_text("Det du kan gjøre for Blid Bro").click()
    page.locator("details[open]").get_by_role("link", name="Inviter til å logge inn").click()
    page.get_by_role("button", name="Inviter som sekretær").click()
    expect(page.locator("h1")).to_have_text("Koden er klar")


def test_somebody_comes_in_with_a_code_by_keyboard(page: Page, house: PortalHouse) -> None:
    page.goto("/kode")
    page.get_by_label("Skriv koden").focus()
    page.keyboard.type("abcd efgh ijkl mnop qrst")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Dette venter på deg")
    expect(page.get_by_text("Modig Lykt (med kode)")).to_be_visible()
    assert house.registry.exchanged == 0
