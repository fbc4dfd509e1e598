"""Several services together, on a real MongoDB: one small house for all of these tests, and one journey in it."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

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
