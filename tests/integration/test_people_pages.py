"""The pages of people and seats over the registry itself: what it tells is what they read."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from raadslag_local.testing import Town

pytestmark = [
    pytest.mark.mongo,
    pytest.mark.browser,
    pytest.mark.integration,
    pytest.mark.asyncio(loop_scope="session"),
]


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: str) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser: Browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = await browser.new_context(java_script_enabled=False, locale="nb-NO")
        yield await context.new_page()
        await browser.close()


async def shows(page: Page, address: str) -> None:
    answer = await page.goto(address)
    assert answer
    assert (address, answer.status) == (address, 200)


async def test_a_leader_sees_her_seats_her_data_and_who_sits_beside_her(page: Page, town: Town) -> None:
    await page.goto(f"{town.url}/sign-in")
    await page.get_by_role("button", name="Modig Lykt").first.click()
    await shows(page, f"{town.url}/mine-opplysninger")
    await expect(page.get_by_text("Modig Lykt").last).to_be_visible()
    await shows(page, f"{town.url}/mine-opplysninger/endre")
    await shows(page, f"{town.url}/mine-verv")
    await page.get_by_role("link", name="De som sitter her").first.click()
    await expect(page.get_by_role("heading", name="Modig Lykt")).to_be_visible()
    await page.get_by_role("link", name="Alle plassene").click()
    await expect(page.locator("h1")).to_have_text("Plasser")
    await page.locator("summary").first.click()
    await page.get_by_role("link", name="Dette overleveres").first.click()
    await expect(page.locator("h1")).to_have_text("Dette overleveres")
