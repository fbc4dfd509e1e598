"""What the tests of newsletter share: the service in memory, and the same behind its API."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from newsletter.testing.driver import Driver, driving

if TYPE_CHECKING:
    from newsletter.testing.http import Http


@pytest.fixture
async def newsletter() -> AsyncIterator[Driver]:
    async with driving() as driver:
        yield driver


@pytest.fixture
async def http(newsletter: Driver) -> AsyncIterator["Http"]:
    from newsletter.testing.http import Http  # noqa: PLC0415 - loads the web, which fast tests do without

    async with Http(newsletter) as http:
        yield http
