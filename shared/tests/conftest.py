"""What the tests of councilkit's core share: the stores of a house of both kinds."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from pymongo import MongoClient

from councilkit.ids import random_id
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo
from councilkit.stores import Stores

ADAPTERS = ["memory", pytest.param("mongo", marks=pytest.mark.mongo)]


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
    mongo.close()


@pytest.fixture(params=ADAPTERS)
async def stores(request: pytest.FixtureRequest) -> AsyncIterator[Stores]:
    """The four stores of a house, empty, of each kind."""
    if request.param == "memory":
        yield Stores.in_memory()
        return
    mongo = Mongo(request.getfixturevalue("mongo_url"))
    stores = stores_on_mongo(mongo, request.getfixturevalue("database"))
    await stores.ledger.prepare()
    yield stores
    mongo.close()
