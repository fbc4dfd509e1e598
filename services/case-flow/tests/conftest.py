"""What the tests of case-flow share."""

from collections.abc import AsyncIterator

import pytest

from case_flow.testing.driver import Driver, driving


@pytest.fixture
async def case_flow() -> AsyncIterator[Driver]:
    async with driving() as driver:
        yield driver
