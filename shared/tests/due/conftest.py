import pytest

from councilkit.due import DueStore
from councilkit.due.memory_store import MemoryDueStore
from councilkit.due.mongo_store import MongoDueStore
from councilkit.mongo import Mongo


@pytest.fixture
async def due(kept_in: Mongo | None, request: pytest.FixtureRequest) -> DueStore:
    """What is due, of each kind, empty (the plugin's `kept_in`)."""
    if kept_in is None:
        return MemoryDueStore()
    store = MongoDueStore(kept_in.database(request.getfixturevalue("database")))
    await store.prepare()
    return store
