"""What the tests of council-registry share: the service in memory, and the same behind its API."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from council_registry.testing.driver import Driver, driving

if TYPE_CHECKING:
    from council_registry.testing.http import Http


@pytest.fixture
async def registry() -> AsyncIterator[Driver]:
    async with driving() as driver:
        yield driver


@pytest.fixture
async def http(registry: Driver) -> AsyncIterator["Http"]:
    from council_registry.testing.http import Http  # noqa: PLC0415 - loads the web, which fast tests do without

    async with Http(registry) as http:
        yield http
