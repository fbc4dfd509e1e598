"""One word on how a service is, for people who wonder why something is slow."""

from datetime import datetime, timedelta

import httpx2
import pytest

from councilkit.inbox import Parked, Place
from councilkit.operator.pulse import KEPT, LATE_AFTER, Pulse
from councilkit.operator.shapes import ServiceState
from councilkit.refusals import Unavailable
from councilkit.stores import Stores
from councilkit.testing.client import client_of
from councilkit.testing.operated import NAME, Operated
from councilkit.testing.samples import NOW

CONSUMER = "views/council-registry/1"
MOMENT = timedelta(seconds=1)


async def feel(operated: Operated, now: datetime = NOW) -> ServiceState:
    return await Pulse(operated.house, clock=lambda: now).feel()


async def test_anybody_may_ask_and_is_told_no_more_than_a_word(operated: Operated) -> None:
    async with client_of(operated.app) as client:
        answer = await client.get("/state")
    assert (answer.status_code, answer.json()) == (200, {"service": NAME, "state": "well"})


async def test_what_waits_for_its_number_too_long_is_late(operated: Operated) -> None:
    await operated.tell("case-a", "m1")
    assert (await feel(operated, NOW + LATE_AFTER)).state == "well"
    late = await feel(operated, NOW + LATE_AFTER + MOMENT)
    assert (late.state, late.since) == ("late", NOW)


async def test_what_a_neighbour_told_long_ago_and_is_not_taken_in_is_late(operated: Operated) -> None:
    operated.hear("case-n", "m1")
    assert (await feel(operated, NOW + LATE_AFTER)).state == "well"
    assert (await feel(operated, NOW + LATE_AFTER + MOMENT)).since == NOW


async def test_a_neighbour_that_has_begun_a_new_epoch_makes_us_late_until_it_is_taken_in(operated: Operated) -> None:
    items = [operated.hear("case-n", f"m{number}") for number in range(3)]
    await operated.stores.inbox.move(CONSUMER, operated.publisher.head)
    operated.publisher.restore(2, epoch=2)
    assert await feel(operated) == ServiceState(service=NAME, state="late")
    await operated.stores.inbox.restart(CONSUMER, 2)
    await operated.stores.inbox.move(CONSUMER, Place(2, 2, items[1].hash))
    assert (await feel(operated)).state == "well"


async def test_a_neighbour_that_does_not_answer_makes_us_late(operated: Operated) -> None:
    operated.publisher.away = True
    assert await feel(operated) == ServiceState(service=NAME, state="late")


async def test_a_stream_that_is_set_aside_is_stuck(operated: Operated) -> None:
    since = NOW - timedelta(hours=1)
    parked = Parked(consumer=CONSUMER, stream="case-n", entry="case-n:000001", type="t", cause="c", since=since)
    await operated.stores.inbox.park(parked)
    assert await feel(operated) == ServiceState(service=NAME, state="stuck", since=since)


async def test_a_consumer_that_takes_in_nothing_any_more_is_stuck(operated: Operated) -> None:
    item = operated.hear("case-n", "m1")
    await operated.stores.inbox.move(CONSUMER, operated.publisher.head)
    await operated.stores.inbox.halt(CONSUMER, f"another history than {item.id}")
    assert (await feel(operated)).state == "stuck"


async def test_a_topic_that_is_not_filled_any_more_is_stuck(operated: Operated) -> None:
    await operated.stores.publishing.halt("This ledger was restored")
    assert (await feel(operated)).state == "stuck"


@pytest.mark.parametrize("asked", ["parked", "place"])
async def test_a_database_that_is_away_is_told_as_that(monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    async def away(consumer: str) -> None:
        raise Unavailable(f"No answer for {consumer}.")

    operated = Operated(stores := Stores.in_memory())
    monkeypatch.setattr(stores.inbox, asked, away)
    async with client_of(operated.app) as client:
        answer = await client.get("/state")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:raadslag:problem:unavailable")


async def test_however_many_ask_a_database_that_is_away_is_asked_once_in_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    async def away(consumer: str) -> None:
        asked.append(consumer)
        raise Unavailable(f"No answer for {consumer}.")

    operated, seconds = Operated(stores := Stores.in_memory()), [100.0]
    pulse = Pulse(operated.house, clock=lambda: NOW, seconds=lambda: seconds[0])
    with monkeypatch.context() as patch:
        patch.setattr(stores.inbox, "parked", away)
        for _ in range(2):
            with pytest.raises(Unavailable):
                await pulse.feel()
    assert len(asked) == 1
    seconds[0] += KEPT
    assert (await pulse.feel()).state == "well"


async def test_however_many_ask_the_house_is_looked_at_once_in_a_while(operated: Operated) -> None:
    seconds = [100.0]
    pulse = Pulse(operated.house, clock=lambda: NOW, seconds=lambda: seconds[0])
    await pulse.feel()
    reads = operated.publisher.reads
    seconds[0] += KEPT - 0.1
    await pulse.feel()
    assert operated.publisher.reads == reads
    seconds[0] += 0.1
    await pulse.feel()
    assert operated.publisher.reads == reads + 1


async def test_a_token_that_is_not_ours_is_no_hindrance(operated: Operated) -> None:
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(operated.app), base_url="http://s") as client:
        assert (await client.get("/state", headers={"Authorization": "Bearer x.y.z"})).status_code == 200
