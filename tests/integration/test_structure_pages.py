"""The pages of councils and units over the registry itself: what it tells is what they read."""

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
PAGES = ("/kart", "/kart?on=1.1.2020", "/councils?q=horten", "/mangler", "/regioner", "/region/0800", "/organisasjoner")


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


async def test_a_leader_sees_the_structure_and_her_councils_place_in_it(page: Page, town: Town) -> None:
    await page.goto(f"{town.url}/sign-in")
    await page.get_by_role("button", name="Modig Lykt").first.click()
    for path in PAGES:
        await shows(page, town.url + path)
    await shows(page, f"{town.url}/councils?q=horten")
    await page.locator("main .aksel-link-card a").first.click()
    await expect(page.locator("h1")).to_contain_text("Horten")
    await page.get_by_role("link", name="Se hele mandatet").click()
    await expect(page.get_by_text("Utvalgsmøter i året: 4")).to_be_visible()


async def test_anybody_finds_a_council_and_sees_nobodys_name(page: Page, town: Town) -> None:
    await shows(page, f"{town.url}/utvalg?q=horten")
    await page.locator("main .aksel-link-card a").first.click()
    await expect(page.locator("h1")).to_contain_text("Horten")
    words = await page.locator("main").inner_text()
    assert [actor.name for actor in town.cast.actors.values() if actor.name in words] == []
