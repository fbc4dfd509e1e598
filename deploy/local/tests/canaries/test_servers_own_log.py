from pathlib import Path

import pytest
from pymongo import MongoClient

from councilkit.testing.mongod import Mongod, find_mongod
from councilkit.testing.server import ServerUnavailable
from raadslag_local.canaries.flock import Canary
from raadslag_local.canaries.spotting import spotted

SLOW = {"$where": "sleep(200) || true"}


@pytest.mark.mongo
def test_the_log_of_mongodb_tells_nothing_of_what_was_slow(tmp_path: Path) -> None:
    try:
        find_mongod()
    except ServerUnavailable as reason:
        pytest.skip(str(reason))
    mongod, bird = Mongod(tmp_path), Canary(42)
    try:
        with MongoClient[dict[str, object]](mongod.start()) as client:
            contacts = client["house"]["contacts"]
            contacts.insert_one({"email": bird.email})
            assert contacts.find_one({"email": bird.email, **SLOW})
    finally:
        mongod.stop()
    assert spotted(mongod.log.read_bytes()) == set()
