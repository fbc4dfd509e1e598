from datetime import UTC, datetime

import pytest

from councilkit.mailing.memory_store import MemoryMailStore
from councilkit.mailing.mongo_store import MongoMailStore
from councilkit.mailing.port import MailStore
from councilkit.mongo import Mongo
from councilkit.testing.clocks import Hand


@pytest.fixture
def hand() -> Hand:
    return Hand(datetime(2026, 12, 15, 7, 0, tzinfo=UTC))


@pytest.fixture
async def mails(kept_in: Mongo | None, hand: Hand, request: pytest.FixtureRequest) -> MailStore:
    """Rows of mails, of each kind, none yet (the plugin's `kept_in`)."""
    if kept_in is None:
        return MemoryMailStore(clock=hand)
    store = MongoMailStore(kept_in.database(request.getfixturevalue("database")), clock=hand)
    await store.prepare()
    return store
