"""Reads what the services' databases hold."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from pymongo import MongoClient
from pymongo.database import Database
from pymongo.read_concern import ReadConcern

from judge.world import Document, Service

SECONDS = 20


@contextmanager
def connected(url: str) -> Iterator[MongoClient[Document]]:
    with MongoClient[Document](url, tz_aware=True, serverSelectionTimeoutMS=SECONDS * 1000) as client:
        yield client


def read_service(client: MongoClient[Document], prefix: str, name: str) -> Service:
    """Read a service's database: only what a majority has, as the house itself does."""
    database = client.get_database(f"{prefix}_{name}", read_concern=ReadConcern("majority"))
    epoch = database["ledger_epoch"].find_one({"_id": "epoch"})
    views = [collection for collection in database.list_collection_names() if collection.startswith("view.")]
    return Service(
        name=name,
        ledger=_all(database, "ledger"),
        epoch=int(epoch["number"]) if epoch else 1,
        places=_by_id(database, "places"),
        parked=_all(database, "parked"),
        generations=_by_id(database, "generations"),
        publishing=database["publishing"].find_one(),
        views={collection: _by_id(database, collection) for collection in views},
        rows=_all(database, "mails"),
        holders=_holders(database),
        only_needed=frozenset(
            hold for one in _all(database, "contacts") if not one.get("optional_mail", True) for hold in one["holds"]
        ),
        signed_in=frozenset(hold for one in _all(database, "contacts") if one.get("subject") for hold in one["holds"]),
    )


def _holders(database: Database[Document]) -> dict[str, str]:
    """Tell the address of whoever holds a term or post; a request for names stands for a post that is asked."""
    holders = {hold: _address(one) for one in _all(database, "contacts") for hold in one["holds"]}
    contacts: dict[str, list[str]] = defaultdict(list)
    for one in database["ledger"].find({"type": {"$regex": r"^raadslag\.post\.started\."}}):
        post = json.loads(one["data"])
        contacts[post.get("organisation")].append(post["post"])
    asked = {one["_id"]: contacts[one["organisation"]] for one in _all(database, "organisations_asked")}
    return holders | {id: holders[posts[0]] for id, posts in asked.items() if posts and posts[0] in holders}


def _address(contact: Document) -> str:
    """Tell where mails to somebody go; nowhere, if everything goes to them on paper."""
    return "" if contact.get("channel") == "paper" else contact.get("email") or ""


def _all(database: Database[Document], collection: str) -> list[Document]:
    return list(database[collection].find())


def _by_id(database: Database[Document], collection: str) -> dict[str, Document]:
    return {document["_id"]: document for document in _all(database, collection)}
