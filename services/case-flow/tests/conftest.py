"""What the tests of case-flow share: the service in memory, the same behind its API, and a mongod."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest

from case_flow.application.known import PATIENCE
from case_flow.testing.driver import Driver, driving
from case_flow.testing.http import Http
from councilkit.testing.mongod import Mongod, MongodUnavailable


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


@pytest.fixture
async def case_flow() -> AsyncIterator[Driver]:
    async with driving() as driver:
        yield driver


@pytest.fixture
async def patient_case_flow() -> AsyncIterator[Driver]:
    """Waits for what the registry is about to tell, as it does in life."""
    async with driving(patience=PATIENCE) as driver:
        yield driver


@pytest.fixture
async def http(case_flow: Driver) -> AsyncIterator[Http]:
    async with Http(case_flow) as http:
        yield http
