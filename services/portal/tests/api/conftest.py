"""The portal with everything around it in memory, and somebody who uses it."""

from collections.abc import AsyncIterator

import pytest

from portal.testing.house import PortalHouse, portal_house
from portal.testing.visitor import Visitor


@pytest.fixture
def house() -> PortalHouse:
    return portal_house()


@pytest.fixture
async def visitor(house: PortalHouse) -> AsyncIterator[Visitor]:
    async with Visitor(house) as visitor:
        yield visitor
