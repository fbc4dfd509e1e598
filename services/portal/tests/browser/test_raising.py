"""Raising a case on one page: kept as it is written, by keyboard, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from portal.testing.everybody import hold_against_the_rules
from portal.testing.house import PortalHouse

pytestmark = pytest.mark.browser


def test_what_is_written_is_kept_without_a_press(page: Page, house: PortalHouse) -> None:
    page.goto("/sign-in?back=/cases/new?acting=larleader")
    page.get_by_label("Hva skal saken hete?").fill("Forstår ikke brevene")
    expect(page.locator("[data-saved]")).to_have_text(re.compile("Lagret kl. .* Bare du kan se det."))
    expect(page).to_have_url(re.compile("/utkast/"))
    page.reload()
    expect(page.get_by_label("Hva skal saken hete?")).to_have_value("Forstår ikke brevene")
    house.case_flow.away = True
    page.get_by_label("Si det kort").fill("Brevene er lange.")
    expect(page.locator("[data-saved]")).to_have_text(re.compile("Ikke lagret"))
    hold_against_the_rules(page)


def test_a_case_is_left_and_gone_on_with_without_scripts(page_without_scripts: Page) -> None:
    page = page_without_scripts
    page.goto("/sign-in?back=/cases/new?acting=larleader")
    page.get_by_label("Hva skal saken hete?").fill("Forstår ikke brevene")
    page.get_by_role("button", name="Lagre og fortsett senere").click()
    expect(page.locator("h1")).to_have_text("Mine utkast")
    page.get_by_role("link", name="Skriv videre").click()
    page.get_by_label("Si det kort").fill("Brevene er lange.")
    page.get_by_label("Fortell mer").fill("Mange ringer kontoret.")
    page.get_by_label("Nav-kontoret og hjelp til arbeid").check()
    page.get_by_text("Mer om saken").click()
    page.get_by_label("Hvilket tema passer best?").select_option(label="Brev og språk")
    page.get_by_role("button", name="Meld inn saken som leder").click()
    expect(page.get_by_text("Brev og språk")).to_be_visible()
    page.goto("/utkast")
    expect(page.get_by_text("Du har ingen utkast.")).to_be_visible()


def test_a_case_is_raised_by_keyboard_alone(page: Page) -> None:
    page.goto("/sign-in?back=/cases/new?acting=larleader")
    page.get_by_label("Hva skal saken hete?").focus()
    for written in ("Forstår ikke brevene", "Brevene er lange.", "Mange ringer kontoret."):
        page.keyboard.type(written)
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Meld inn saken som leder").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Forstår ikke brevene")


def test_what_else_can_be_done_is_reached_by_keyboard(page: Page, house: PortalHouse) -> None:
    house.case_flow.put("c", "reported")
    page.goto("/sign-in?back=/cases/c")
    page.get_by_text("Mer du kan gjøre").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Trekk saken").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Trekk saken")
