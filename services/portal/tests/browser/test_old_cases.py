"""The pages on which old cases are entered: by the rules, and without scripts."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from portal.testing.everybody import come_as, hold_against_the_rules, is_for_everybody
from portal.testing.house import PortalHouse
from portal.testing.old_cases import OWN, RAISED, table

pytestmark = pytest.mark.browser

WRONG = RAISED | {"key": "2021-3", "raised": "", "state": ""}


def a_file(*rows: dict[str, str]) -> FilePayload:
    return {"name": "saker.csv", "mimeType": "text/csv", "buffer": table(*rows)}


def look(page: Page, *rows: dict[str, str]) -> None:
    page.goto("/gamle-saker")
    page.get_by_label("Tabellen med sakene").set_input_files([a_file(*rows)])
    page.get_by_role("button", name="Se hva som blir lagt inn").click()
    expect(page.locator("h1")).to_have_text(
        "Dette kan ikke legges inn ennå" if WRONG in rows else "Dette blir lagt inn"
    )


@pytest.mark.parametrize("person", ["fjord", "sti"])
def test_choosing_a_table_is_for_everybody(page: Page, house: PortalHouse, person: str) -> None:
    come_as(page, house, person)
    page.goto("/gamle-saker")
    is_for_everybody(page, house)


@pytest.mark.parametrize("rows", [(RAISED,), (RAISED, OWN), (RAISED, OWN, WRONG)], ids=["new", "hints", "problems"])
def test_what_would_be_entered_is_for_everybody(
    page: Page, house: PortalHouse, rows: tuple[dict[str, str], ...]
) -> None:
    come_as(page, house, "fjord")
    look(page, *rows)
    is_for_everybody(page, house)


def test_no_file_leads_to_where_one_is_chosen(page: Page, house: PortalHouse) -> None:
    come_as(page, house, "fjord")
    page.goto("/gamle-saker")
    page.get_by_role("button", name="Se hva som blir lagt inn").click()
    hold_against_the_rules(page)
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Velg en fil").press("Enter")
    expect(page.get_by_label("Tabellen med sakene")).to_be_focused()


def test_a_secretary_goes_the_whole_way_without_scripts(page_without_scripts: Page, house: PortalHouse) -> None:
    page = page_without_scripts
    house.issuer.person = "fjord"
    page.goto("/sign-in?back=/cases")
    page.get_by_role("link", name="Legg inn gamle saker").click()
    look(page, RAISED, OWN)
    page.get_by_role("button", name="Legg inn disse 2 sakene").click()
    expect(page.get_by_role("link", name="Se på tekstene, og kryss av")).to_be_visible()
    page.get_by_label("Ja, ingen av sakene gjelder bare én person").check()
    page.get_by_role("button", name="Legg inn disse 2 sakene").click()
    expect(page.locator("h1")).to_have_text("De gamle sakene er lagt inn")
    assert set(house.case_flow.old_cases) == {"2019-17", "2020-2"}
