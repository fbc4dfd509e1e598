"""What the tests of council-registry share: the service in memory, the same behind its API, and a mongod."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest

from council_registry.testing.driver import Driver, driving
from council_registry.testing.http import Http
from councilkit.testing.mongod import Mongod, MongodUnavailable


@pytest.fixture
async def registry() -> AsyncIterator[Driver]:
    async with driving() as driver:
        yield driver


@pytest.fixture
async def http(registry: Driver) -> AsyncIterator[Http]:
    async with Http(registry) as http:
        yield http


@pytest.fixture(scope="session")
def mongo_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a replica set is: the one that is named, or the wheel's."""
    if url := os.environ.get("RAADSLAG_MONGO_URL"):
        yield url
        return
    mongod = Mongod(tmp_path_factory.mktemp("mongod"))
    try:
        yield mongod.start()
    except MongodUnavailable as reason:
        pytest.skip(str(reason))
    finally:
        mongod.stop()
