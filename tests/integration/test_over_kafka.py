"""Services that hear of each other through Kafka, whatever happens to its topics and to them."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from councilkit.events.record import Record
from councilkit.operator.shapes import ParkedStream, Rebuild, Redrive, Restored
from councilkit.testing.waiting import until
from judge.world import CASE_FLOW, REGISTRY, Expected
from kafka_town import SECONDS, KafkaTown
from trips import Trip

pytestmark = [
    pytest.mark.mongo,
    pytest.mark.kafka,
    pytest.mark.integration,
    pytest.mark.slow,
    pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="module"),
]

LARGE = 300 * 1024
BEYOND = 999_999
"""A position that no ledger here comes to."""

UNTIL_A_MEETING_IS_HELD = 4


async def test_an_operator_fills_a_topic_again(kafka_town: KafkaTown) -> None:
    known = Counter(event.id for event in (await kafka_town.judgement.world()).services[CASE_FLOW].events)
    before = await told(kafka_town)
    await kafka_town.operator.order(CASE_FLOW, "refill")

    async def is_told_again() -> bool:
        return known <= await told(kafka_town) - before

    await until(is_told_again, SECONDS)
    await kafka_town.is_whole()


async def test_poison_sets_one_case_aside_until_it_is_redriven(kafka_town: KafkaTown) -> None:
    poisoned = [await kafka_town.report() for _ in POISONS]
    known, well = await kafka_town.report(), await kafka_town.report()
    await kafka_town.hears_from_kafka()
    before = await kafka_town.of_horten()
    await poison(kafka_town, known.stream, *(trip.stream for trip in poisoned))
    parked = await until_parked(kafka_town, poisoned)
    assert all(sentence in parked[trip.stream].cause for sentence, trip in zip(POISONS, poisoned, strict=True))
    consumer = parked[poisoned[0].stream].consumer
    kafka_town.judgement.poisoned.append(Expected(REGISTRY, consumer, known.stream, healed=True))  # never set aside

    await asyncio.gather(well.go(), known.go(), poisoned[0].go())
    await kafka_town.until_horten_has(answered=before["answered"] + 2)
    await kafka_town.is_whole()

    kafka_town.judgement.heal()
    for stream, one in parked.items():
        await kafka_town.operator.order(REGISTRY, "redrive", Redrive(consumer=one.consumer, stream=stream))
    await kafka_town.until_horten_has(answered=before["answered"] + 3)
    await kafka_town.is_whole()


async def test_cases_travel_as_far_as_they_can_without_council_registry(kafka_town: KafkaTown) -> None:
    trip = await kafka_town.trip().go(UNTIL_A_MEETING_IS_HELD)
    for replica in kafka_town.house.services[CASE_FLOW]:  # each has to know the keys that tokens are checked with
        async with kafka_town.at(replica) as town:
            await town.report()
    await kafka_town.hears_from_kafka()
    async with kafka_town.without(REGISTRY):
        await trip.go(1)
        assert (await kafka_town.judgement.events(trip.stream))[-1].kind == "case.treated"
        await asyncio.gather(*(kafka_town.report() for _ in range(3)))
    assert await kafka_town.word_of(await trip.go()) == "done"
    await kafka_town.is_whole()


async def test_a_lease_holder_that_slept_does_no_harm_when_it_wakes_up(kafka_town: KafkaTown) -> None:
    sleeper, other = kafka_town.house.services[CASE_FLOW]
    await sleeper.stop()
    sleeper.crash_at("numbering.after-number:2:stop")
    await kafka_town.start(sleeper)
    await other.stop()
    await kafka_town.report()
    await kafka_town.start(other)
    before = await kafka_town.judgement.holder(CASE_FLOW)

    async def other_holds_the_lease() -> bool:
        return await kafka_town.judgement.holder(CASE_FLOW) != before

    async with kafka_town.at(sleeper) as asleep, kafka_town.at(other) as awake:
        await awake.report()
        await until(other_holds_the_lease, SECONDS)
        trip = await awake.trip().go()
        sleeper.resume()
        await asyncio.gather(*(town.report() for town in (asleep, awake) for _ in range(3)))
    assert await kafka_town.word_of(trip) == "done"
    await kafka_town.is_whole()


async def test_views_are_built_anew_while_commands_come_and_pages_are_read(kafka_town: KafkaTown) -> None:
    before = await generations(kafka_town)
    raised = [(await kafka_town.of_horten())["raised"]]
    for service, source in before:
        await kafka_town.operator.order(service, "rebuild", Rebuild(source=source))
    while any(now == before[views] for views, now in (await generations(kafka_town)).items()):
        _, _, page = await asyncio.gather(kafka_town.report(), kafka_town.meet(), kafka_town.of_horten())
        raised.append(page["raised"])
    assert raised == sorted(raised)
    await kafka_town.is_whole()


async def test_a_ledger_restored_from_an_older_copy_is_noticed_and_the_house_gets_level_again(
    kafka_town: KafkaTown,
) -> None:
    copy = kafka_town.judgement.copy(CASE_FLOW)
    await kafka_town.hears_from_kafka()
    async with kafka_town.without(CASE_FLOW, REGISTRY):
        kafka_town.judgement.restore(copy)

    async def is_noticed() -> bool:
        states = [await kafka_town.operator.state(service) for service in (CASE_FLOW, REGISTRY)]
        halted = {one.source for one in states[1].consumers if one.halted}
        return bool(states[0].publishing and states[0].publishing.halted) and halted == {CASE_FLOW}

    await until(is_noticed, SECONDS)
    epoch = (await kafka_town.operator.state(CASE_FLOW)).epoch
    await kafka_town.operator.order(CASE_FLOW, "restored", Restored(epoch=epoch + 1))
    await kafka_town.is_whole()


POISONS = (
    "no header ce_specversion",
    f"carries {LARGE} bytes",
    "what a record on its topic says of 7.",
    f"what a record on its topic says of 1.{BEYOND}",
)
"""What is told of a record that is no event, of one that is too large, of one of an epoch that nobody knows, and of one
of an unknown version that claims a position which the ledger has not told: each sets its stream aside."""


async def poison(town: KafkaTown, known: str, *streams: str) -> None:
    """Send a poison to each of these streams; before them, to one that is known, an unknown type at its own position.

    The ledger has told that position otherwise, and it has been taken in from there: that record is dropped.
    """
    records = {record.key: record for record in await town.topics.read(town.topic(CASE_FLOW))}
    of_no_type, no_event, large, of_another_epoch, of_a_later_version = (
        records[stream.encode()] for stream in (known, *streams)
    )
    false = [
        saying(of_no_type, ce_type="raadslag.nothing.v1"),
        replace(no_event, value=b"garbage", headers=[]),
        replace(large, value=b" " * LARGE),
        saying(of_another_epoch, ce_epoch="7"),
        saying(of_a_later_version, ce_type="raadslag.case.sent.v9", ce_position=str(BEYOND)),
    ]
    await town.topics.send(town.topic(CASE_FLOW), false)


def saying(record: Record, **headers: str) -> Record:
    """Have a record say something else in these headers."""
    said = [(name, headers[name].encode() if name in headers else value) for name, value in record.headers]
    return replace(record, headers=said)


async def until_parked(town: KafkaTown, trips: Iterable[Trip]) -> Mapping[str, ParkedStream]:
    """Wait until these cases and no others are set aside, which the judge then expects."""
    parked: dict[str, ParkedStream] = {}

    async def is_parked() -> bool:
        parked.update({one.stream: one for one in await town.operator.parked(REGISTRY)})
        return parked.keys() == {trip.stream for trip in trips}

    await until(is_parked, SECONDS)
    town.judgement.poisoned += [Expected(REGISTRY, one.consumer, one.stream) for one in parked.values()]
    return parked


async def told(town: KafkaTown) -> Counter[str]:
    """Count the events that case-flow's topic tells."""
    records = await town.topics.read(town.topic(CASE_FLOW))
    return Counter(headers["ce_id"].decode() for record in records if "ce_id" in (headers := dict(record.headers)))


async def generations(town: KafkaTown) -> Mapping[tuple[str, str], int]:
    """Tell which generation of each neighbour's views is read."""
    states = [await town.operator.state(service) for service in (REGISTRY, CASE_FLOW)]
    return {
        (state.service, one.source): one.current
        for state in states
        for one in state.generations
        if one.source != state.service
    }
