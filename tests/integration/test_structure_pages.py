"""The pages of councils and units over the registry itself: what it tells is what they read."""

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
PAGES = ("/kart", "/kart?on=1.1.2020", "/councils?q=horten", "/mangler", "/regioner", "/region/0800", "/organisasjoner")


async def test_a_leader_sees_the_structure_and_her_councils_place_in_it(page: Page, town: Town) -> None:
    await sign_in(page, town, "Modig Lykt")
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
