"""The pages of people and seats over the registry itself: what it tells is what they read."""

import pytest
from playwright.async_api import Page, expect

from pages import shows, sign_in
from raadslag_local.testing import Town

pytestmark = [
    pytest.mark.mongo,
    pytest.mark.browser,
    pytest.mark.integration,
    pytest.mark.asyncio(loop_scope="session"),
]


async def test_a_leader_sees_her_seats_her_data_and_who_sits_beside_her(page: Page, town: Town) -> None:
    await sign_in(page, town, "Modig Lykt")
    await shows(page, f"{town.url}/mine-opplysninger")
    await expect(page.get_by_text("Modig Lykt").last).to_be_visible()
    await shows(page, f"{town.url}/mine-opplysninger/endre")
    await shows(page, f"{town.url}/mine-verv")
    led = page.get_by_role("region", name="Leder")  # she is a member of another council too
    await led.get_by_role("link", name="De som sitter her").click()
    await expect(page.get_by_role("heading", name="Modig Lykt")).to_be_visible()
    await page.get_by_role("link", name="Alle plassene").click()
    await expect(page.locator("h1")).to_have_text("Plasser")
    await page.locator("summary").first.click()
    await page.get_by_role("link", name="Dette overleveres").first.click()
    await expect(page.locator("h1")).to_have_text("Dette overleveres")
