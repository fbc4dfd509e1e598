"""What the memory stores let pass about seats must pass on MongoDB, and a certificate is a real page."""

from collections.abc import AsyncIterator

import pytest

from council_registry.adapters.mongo_people import keeping_on_mongo
from council_registry.application.seats.sweep_nominees import sweep_nominees
from council_registry.testing.driver import Driver, driving
from council_registry.testing.http import Http
from council_registry.testing.people import OFFICER
from council_registry.testing.seat_deeds import NAMED, every_deed_with_seats
from council_registry.testing.seat_scene import SeatScene
from councilkit.due.mongo_store import MongoDueStore
from councilkit.ids import random_id
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo

pytestmark = pytest.mark.mongo


@pytest.fixture
async def registry(mongo_url: str) -> AsyncIterator[Driver]:
    mongo, name = Mongo(mongo_url), f"test_{random_id()}"
    database = mongo.database(name)
    keeping = keeping_on_mongo(database, mongo.database(f"{name}_erasures"))
    async with driving(stores_on_mongo(mongo, name), keeping, MongoDueStore(database)) as driver:
        yield driver
    await mongo.close()


async def test_mandates_requests_and_handovers_are_read_as_they_were_told(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    await every_deed_with_seats(registry, seated)
    async with Http(registry) as http:
        by = http.by(seated.leader, OFFICER)
        mandate = (await by.get(f"/councils/{seated.id}/mandate")).json()
        assert (mandate["reference"], mandate["history"][0]["own_numbers"]) == ("Sak 3/26", {"meetings_a_year": 5})
        for asked in ({}, {"council": seated.id}):
            [card] = (await by.get("/nominations", **asked)).json()["items"]
        organisation = card["organisation"]
        assert (await by.get("/nominations", organisation=organisation)).json()["items"] == [card]
        page = (await by.get(f"/nominations/{card['id']}")).json()
        assert (page["stage"], [one["name"] for one in page["nominees"]]) == ("closed", [NAMED[0].name])
        handover = (await by.get(f"/councils/{seated.id}/terms/{seated.leader.id}/handover")).json()
        assert [item["item"] for item in handover["items"] if item["done"]] == ["papers"]
        assert (await by.get("/tasks")).json()["items"]
    service = registry.service
    assert await sweep_nominees(seat_files=service.keeping.seats, requests=service.requests, clock=registry.clock) == 0


async def test_certificates_are_found_by_who_was_there(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    parts, _ = await SeatScene(registry, seated).read_my_certificate()
    [leader] = await registry.contacts.holding([seated.leader.id])
    async with Http(registry) as http:
        [card] = (await http.by(seated.leader, subject=leader.id).get("/me/certificates")).json()["items"]
    assert card["meeting"] == parts["meeting"]
