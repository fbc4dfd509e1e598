"""Several services together, on a real MongoDB: one small house for all of these tests, and one journey in it."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from councilkit.clock import utc_now
from councilkit.ids import random_id
from councilkit.testing.kafka import find_java
from councilkit.testing.mongod import find_mongod
from councilkit.testing.server import ServerUnavailable
from councilkit.workdays import OSLO
from kafka_town import KafkaTown
from kafka_town import kafka_town as running_kafka_town
from raadslag_local.running.layout import MAILLESS, Layout
from raadslag_local.story.directorate import Directorate
from raadslag_local.testing import Town
from raadslag_local.testing import town as running_town


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def town(mongo_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Town]:
    assets = os.environ.get("RAADSLAG_ASSETS")
    folder = tmp_path_factory.mktemp("town")
    async with running_town(mongo_url, folder, assets=Path(assets) if assets else None) as town:
        yield town


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def travelled(town: Town) -> dict[str, Any]:
    """The case that has made the journey, as it is in the end."""
    return await town.journey()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def newsletter(town: Town) -> None:
    """A newsletter is on its way to everybody in the town."""
    directorate = Directorate(town.hands, town.cast, "newsletter")
    await directorate.send(await directorate.write(utc_now().astimezone(OSLO).date()))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """Somebody's own page, as it is without scripts."""
    context = await browser.new_context(java_script_enabled=False, locale="nb-NO")
    yield await context.new_page()
    await context.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kafka_town(
    mongo_url: str, kafka_brokers: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[KafkaTown]:
    """A town in which each service is a process of its own, and case-flow two; nobody reads pages in it."""
    layout = Layout(
        tmp_path_factory.mktemp("kafka-town"),
        replicas={**MAILLESS, "case-flow": 2, "portal": 0},
        mongod=mongo_url,
        broker=kafka_brokers,
        database_prefix=f"test_{random_id()}",
        topic_prefix=f"test-{random_id()}",
    )
    async with running_kafka_town(layout) as town:
        yield town


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town_on_its_own_ground(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[KafkaTown]:
    """A town with a mongod and a broker that may be killed."""
    try:
        find_mongod()
        find_java()
    except ServerUnavailable as reason:
        pytest.skip(str(reason))
    layout = Layout(tmp_path_factory.mktemp("own-ground"), replicas={**MAILLESS, "portal": 0})
    async with running_kafka_town(layout) as town:
        yield town
