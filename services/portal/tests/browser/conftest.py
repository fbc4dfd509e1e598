"""The portal in memory behind a real port, and a real Chromium in front of it."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from starlette.types import ASGIApp, Receive, Scope, Send

from portal.testing.house import PortalHouse, portal_house

PATIENCE = 10
DESK: ViewportSize = {"width": 1280, "height": 720}


class Door:
    """An address behind which each test has its own house.

    A browser needs most of its time for what is new to it: so the tests of a module have one address, and one page.
    """

    app: ASGIApp
    address: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@pytest.fixture(scope="module")  # no wider: Playwright's loop runs as long, and no other may run beside it
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    door = Door()
    config = uvicorn.Config(door, port=0, log_level="critical", log_config=None, ws="none", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    door.address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield door
    server.should_exit = True
    thread.join(PATIENCE)


@pytest.fixture(scope="module")
def tab(browser: Browser, door: Door) -> Iterator[Page]:
    yield from _opened(browser, door, scripts=True)


@pytest.fixture(scope="module")
def tab_without_scripts(browser: Browser, door: Door) -> Iterator[Page]:
    yield from _opened(browser, door, scripts=False)


@pytest.fixture
def house(door: Door) -> PortalHouse:
    assets = os.environ.get("RAADSLAG_ASSETS")
    house = portal_house(assets=Path(assets) if assets else None)
    door.app = house.app
    return house


@pytest.fixture
def page(tab: Page, house: PortalHouse) -> Iterator[Page]:  # noqa: ARG001 - it stands behind the door
    yield from _as_new(tab)


@pytest.fixture
def page_without_scripts(tab_without_scripts: Page, house: PortalHouse) -> Iterator[Page]:  # noqa: ARG001 - see above
    yield from _as_new(tab_without_scripts)


def _opened(browser: Browser, door: Door, *, scripts: bool) -> Iterator[Page]:
    expect.set_options(timeout=PATIENCE * 1000)
    context = browser.new_context(base_url=door.address, locale="nb-NO", java_script_enabled=scripts)
    yield context.new_page()
    context.close()


def _as_new(page: Page) -> Iterator[Page]:
    """Give the page as somebody finds it who was never here; what it holds of a test goes with its cookies."""
    page.set_viewport_size(DESK)
    page.emulate_media(reduced_motion="null")
    yield page
    page.goto("about:blank")
    page.context.clear_cookies()
