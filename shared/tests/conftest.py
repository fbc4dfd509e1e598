"""What the tests of councilkit's core share: the stores of a house of both kinds."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from pymongo import MongoClient

from councilkit.ids import random_id
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.stores import Stores


@pytest.fixture(scope="session")
def one_database(mongo_url: str) -> Iterator[Any]:
    """A database that the tests use one after another: to make and drop one for each takes longer than the test."""
    with MongoClient[dict[str, Any]](mongo_url) as client:
        name = f"councilkit-test-{random_id()}"
        yield client[name]
        client.drop_database(name)


@pytest.fixture
def database(one_database: Any) -> str:  # noqa: ANN401 - pymongo's own
    """The name of a database in which nothing is stored."""
    for collection in one_database.list_collection_names():
        one_database[collection].delete_many({})
    return str(one_database.name)


@pytest.fixture
async def mongo(mongo_url: str) -> AsyncIterator[Mongo]:
    mongo = Mongo(mongo_url)
    yield mongo
    await mongo.close()


@pytest.fixture
async def stores(kept_in: Mongo | None, request: pytest.FixtureRequest) -> Stores:
    """The stores of a house, empty, of each kind (the plugin's `kept_in`)."""
    if kept_in is None:
        return Stores.in_memory()
    stores = stores_on_mongo(kept_in, request.getfixturevalue("database"))
    await stores.ledger.prepare()
    return stores
