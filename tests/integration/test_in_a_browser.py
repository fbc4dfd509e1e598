"""Somebody uses the whole house with a browser: signs in as a person, and follows a case."""

from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from pages import sign_in
from raadslag_local.place import INBOX
from raadslag_local.story.sample import journey_case
from raadslag_local.testing import Town

pytestmark = [
    pytest.mark.mongo,
    pytest.mark.browser,
    pytest.mark.integration,
    pytest.mark.asyncio(loop_scope="session"),
]

DESKTOP, PHONE = (1280, 900), (390, 844)


async def page_of(browser: Browser, size: tuple[int, int], *, scripts: bool = True) -> Page:
    width, height = size
    context = await browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts)
    return await context.new_page()


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
async def test_without_scripts_a_leader_signs_in_and_sees_her_own_name(
    browser: Browser, town: Town, size: tuple[int, int]
) -> None:
    page = await page_of(browser, size, scripts=False)
    await sign_in(page, town, "Modig Lykt")
    await expect(page.get_by_text("Modig Lykt")).to_be_visible()


async def test_whoever_comes_by_the_machines_number_signs_in_too(browser: Browser, town: Town) -> None:
    page = await page_of(browser, DESKTOP)
    await page.goto(town.url.replace("localhost", "127.0.0.1") + "/sign-in")
    await page.get_by_role("button", name="Modig Lykt").first.click()
    await expect(page).to_have_url(f"{town.url}/")


async def test_a_case_that_came_home_is_done_on_its_page(
    browser: Browser, town: Town, travelled: dict[str, Any]
) -> None:
    page = await page_of(browser, DESKTOP)
    await sign_in(page, town, "Blid Skigard")
    await page.goto(f"{town.url}/cases/{travelled['id']}")
    await expect(page.get_by_role("heading", name=journey_case().title)).to_be_visible()
    await expect(page.get_by_text("Ferdig").first).to_be_visible()


async def test_a_link_to_a_case_leads_there_after_the_sign_in(
    browser: Browser, town: Town, travelled: dict[str, Any]
) -> None:
    page = await page_of(browser, PHONE, scripts=False)
    await page.goto(f"{town.url}/cases/{travelled['id']}")
    await page.get_by_role("button", name="Årvåken Åker").click()
    await expect(page).to_have_url(f"{town.url}/cases/{travelled['id']}")


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
async def test_everybody_can_use_the_page_where_one_chooses_who_to_be(
    browser: Browser, town: Town, size: tuple[int, int]
) -> None:
    page = await page_of(browser, size)
    await page.goto(f"{town.url}/sign-in")
    await expect(page.get_by_role("heading", name="Velg hvem du er")).to_be_visible()
    await is_easy_to_use(page)


@pytest.mark.usefixtures("newsletter")
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
async def test_the_inbox_shows_a_mail_as_whoever_gets_it_sees_it(
    browser: Browser, town: Town, size: tuple[int, int]
) -> None:
    page = await page_of(browser, size)
    await page.goto(f"{town.url}{INBOX}/")
    subject = page.get_by_role("link", name="Nytt fra brukerutvalgene").first
    while not await subject.count():
        await page.reload()
    await is_easy_to_use(page)
    await subject.click()
    letter = page.frame_locator("iframe")
    await expect(letter.get_by_role("heading", name="Nytt fra brukerutvalgene")).to_be_visible()
    await is_easy_to_use(page)
    await page.get_by_role("link", name="Som ren tekst").click()
    await expect(page.get_by_text("Dette har skjedd fra")).to_be_visible()


async def is_easy_to_use(page: Page) -> None:
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
