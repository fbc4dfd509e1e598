"""The stores of a house in MongoDB."""

from councilkit.inbox.mongo_store import MongoInboxStore, MongoViewStore
from councilkit.ledger.mongo_store import MongoLedgerStore
from councilkit.mongo import Mongo
from councilkit.mongo_lease import MongoLease
from councilkit.publishing.mongo_store import MongoPublishingStore
from councilkit.stores import Stores


def stores_on_mongo(mongo: Mongo, database: str) -> Stores:
    """Keep a house in one database of a replica set."""
    db = mongo.database(database)
    return Stores(
        MongoLedgerStore(mongo, db),
        MongoInboxStore(db),
        MongoViewStore(db),
        MongoLease(db, "house"),
        MongoPublishingStore(db),
        mongo.ping,
    )
