"""How a test finds its way through the portal in a town."""

from playwright.async_api import Page

from raadslag_local.testing import Town


async def sign_in(page: Page, town: Town, name: str) -> None:
    await page.goto(f"{town.url}/sign-in")
    await page.get_by_role("button", name=name).first.click()


async def shows(page: Page, address: str) -> None:
    answer = await page.goto(address)
    assert answer
    assert (address, answer.status) == (address, 200)
