"""Services over a Kafka and on a MongoDB that are killed under them."""

import asyncio
from typing import Any

import pytest

from kafka_town import KafkaTown
from raadslag_local.running.kept import Kept
from trips import HALF

pytestmark = [
    pytest.mark.mongo,
    pytest.mark.kafka,
    pytest.mark.integration,
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="module"),
]

LONGER_THAN_A_SESSION = 15.0
"""Seconds: a broker gives a client up after 10, and a client a broker that does not answer."""


@pytest.mark.parametrize("program", ["broker", "mongod"])
async def test_killing_what_a_town_stands_on_loses_and_doubles_nothing(
    town_on_its_own_ground: KafkaTown, program: str
) -> None:
    town = town_on_its_own_ground
    others = [asyncio.create_task(town.trip().go()) for _ in range(2)]
    trip = await town.trip().go(HALF)
    kept(town, program).kill()
    trips = [await trip.go(), *await asyncio.gather(*others)]
    assert [await town.word_of(one) for one in trips] == ["done"] * 3
    await town.is_whole()


async def test_while_kafka_is_away_for_long_neighbours_read_each_others_ledgers(
    town_on_its_own_ground: KafkaTown,
) -> None:
    town = town_on_its_own_ground
    before = await town.of_horten()
    broker = kept(town, "broker")
    broker.stay_down()
    broker.kill()
    away = asyncio.create_task(asyncio.sleep(LONGER_THAN_A_SESSION))
    trip = await town.trip().go()
    assert await town.word_of(trip) == "done"
    await town.until_horten_has(answered=before["answered"] + 1)
    await away
    await broker.start()
    await town.is_whole()


def kept(town: KafkaTown, program: str) -> Kept[Any]:
    found = town.house.broker if program == "broker" else town.house.mongod
    assert found
    return found
