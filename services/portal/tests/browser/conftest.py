"""The portal in memory behind a real port, and a real Chromium in front of it."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from portal.testing.house import PortalHouse, portal_house

PATIENCE = 10


@pytest.fixture(scope="module")  # no wider: Playwright's loop runs as long, and no other may run beside it
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def house() -> PortalHouse:
    assets = os.environ.get("RAADSLAG_ASSETS")
    return portal_house(assets=Path(assets) if assets else None)


@pytest.fixture
def address(house: PortalHouse) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(house.app, port=0, log_level="critical", log_config=None, ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(PATIENCE)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    expect.set_options(timeout=PATIENCE * 1000)
    context = browser.new_context(base_url=address, locale="nb-NO")
    yield context.new_page()
    context.close()


@pytest.fixture
def page_without_scripts(browser: Browser, address: str) -> Iterator[Page]:
    expect.set_options(timeout=PATIENCE * 1000)
    context = browser.new_context(base_url=address, locale="nb-NO", java_script_enabled=False)
    yield context.new_page()
    context.close()
