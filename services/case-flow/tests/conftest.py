"""What the tests of case-flow share: the service in memory, and the same behind its API."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest

from case_flow.application.known import PATIENCE
from case_flow.testing.driver import Driver, driving

if TYPE_CHECKING:
    from case_flow.testing.http import Http


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
async def http(case_flow: Driver) -> AsyncIterator["Http"]:
    from case_flow.testing.http import Http  # noqa: PLC0415 - loads the web, which fast tests do without

    async with Http(case_flow) as http:
        yield http
