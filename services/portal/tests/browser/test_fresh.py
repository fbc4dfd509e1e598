"""A case on the screen follows what others do with it."""

import pytest
from playwright.sync_api import Page, expect

from portal.testing.house import PortalHouse

pytestmark = pytest.mark.browser

A_WHILE = 6000  # milliseconds, longer than the page waits


@pytest.fixture
def case(page: Page, house: PortalHouse) -> Page:
    house.case_flow.put("c", "sent")
    page.clock.install()
    page.goto("/sign-in?back=/cases/c")
    expect(page.get_by_text("skal ta imot saken")).to_be_visible()
    return page


def test_what_somebody_else_does_shows_by_itself_and_is_told(case: Page, house: PortalHouse) -> None:
    house.case_flow.put("c", "answered")
    house.case_flow.touch("c")
    case.clock.run_for(A_WHILE)
    expect(case.locator("[data-next]")).to_contain_text("Saken er ferdig.")
    expect(case.get_by_role("status")).to_contain_text("Saken er ferdig.")


def test_whoever_is_reading_a_text_is_left_in_peace(case: Page, house: PortalHouse) -> None:
    case.get_by_text("Hele teksten").click()
    house.case_flow.put("c", "answered")
    house.case_flow.touch("c")
    case.clock.run_for(A_WHILE)
    expect(case.locator("[data-next]")).to_contain_text("skal ta imot saken")


def test_a_stilled_page_stands_still(case: Page, house: PortalHouse) -> None:
    case.get_by_role("link", name="La den stå stille").click()
    house.case_flow.put("c", "answered")
    house.case_flow.touch("c")
    case.clock.run_for(A_WHILE)
    expect(case.locator("[data-next]")).to_contain_text("skal ta imot saken")


def test_a_service_that_is_away_leaves_what_is_shown(case: Page, house: PortalHouse) -> None:
    house.case_flow.away = True
    case.clock.run_for(A_WHILE)
    house.case_flow.away = False
    house.case_flow.touch("c")
    case.clock.run_for(A_WHILE)
    expect(case.locator("#now")).to_have_attribute("data-sequence", "5")


def test_a_double_click_sends_once(page: Page, house: PortalHouse) -> None:
    house.case_flow.put("c", "coming_home")
    page.goto("/sign-in?back=/cases/c/confirm")
    page.get_by_role("button", name="Vi har fått svaret").dblclick()
    expect(page.get_by_text("Takk. Saken er ferdig")).to_be_visible()
    assert len(house.case_flow.orders) == 1
