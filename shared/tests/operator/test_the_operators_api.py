"""What an operator is told of a house, and what it does when asked."""

from collections.abc import Sequence
from typing import Any

import pytest

from councilkit.inbox import Place, consumer_of
from councilkit.stores import Stores
from councilkit.testing.operated import NAME, Operated, WithTopic
from councilkit.testing.samples import NOW
from councilkit.testing.waiting import until

OWN, NEIGHBOURS = "views/case-flow/1", "views/council-registry/1"


async def state(house: Operated) -> dict[str, Any]:
    answer = await house.operator.get("/operator/state")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


async def consumer(house: Operated, name: str) -> dict[str, Any]:
    (found,) = [one for one in (await state(house))["consumers"] if one["consumer"] == name]
    return dict(found)


async def parked(house: Operated) -> Sequence[dict[str, Any]]:
    told: list[dict[str, Any]] = (await house.operator.get("/operator/parked")).json()
    return told


async def until_level(house: Operated) -> None:
    async def level() -> bool:
        told = await state(house)
        return not told["pending"] and all(one["behind"] == 0 for one in told["consumers"])

    await until(level)


async def test_one_look_tells_how_everything_is(operated: Operated) -> None:
    operated.hear("case-n", "m1")
    async with operated.living():
        await operated.tell("case-a", "m1")
        await operated.tell("case-a", "m2")
        await until_level(operated)
        told = await state(operated)
    assert told["lease"].pop("holder").startswith(NAME)
    del told["lease"]
    followed = {"epoch": 1, "behind": 0, "parked": 0, "halted": None}
    assert told == {
        "service": NAME,
        "epoch": 1,
        "position": 2,
        "pending": False,
        "publishing": None,
        "consumers": [
            {"consumer": OWN, "source": NAME, "position": 2, **followed},
            {"consumer": NEIGHBOURS, "source": "council-registry", "position": 1, **followed},
        ],
        "generations": [
            {"source": NAME, "epoch": 1, "current": 1, "following": None, "halted": None},
            {"source": "council-registry", "epoch": 1, "current": 1, "following": None, "halted": None},
        ],
    }


async def test_a_house_that_does_not_run_is_told_as_it_stands(operated: Operated) -> None:
    await operated.tell("case-a", "m1")
    operated.hear("case-n", "m1")
    told = await state(operated)
    assert (told["pending"], told["lease"]) == (True, None)
    assert [one["behind"] for one in told["consumers"]] == [0, 1]


async def test_a_neighbour_that_does_not_answer_leaves_the_rest_of_the_look(operated: Operated) -> None:
    operated.publisher.away = True
    assert [one["behind"] for one in (await state(operated))["consumers"]] == [0, None]


async def test_what_was_taken_in_another_epoch_is_all_to_be_taken_in_again(operated: Operated) -> None:
    items = [operated.hear("case-n", f"m{number}") for number in range(3)]
    await operated.stores.inbox.move(NEIGHBOURS, Place(1, 3, items[-1].hash))
    operated.publisher.restore(2, epoch=2)
    assert (await consumer(operated, NEIGHBOURS))["behind"] == 2


async def test_the_latest_epoch_of_views_is_told_also_of_those_that_are_being_built(operated: Operated) -> None:
    await operated.stores.inbox.restart(NEIGHBOURS, 2)
    await operated.stores.inbox.ask_rebuild("council-registry")
    assert (await state(operated))["generations"][1]["epoch"] == 2
    await operated.stores.inbox.restart("views/council-registry/2", 3)
    assert (await state(operated))["generations"][1]["epoch"] == 3


async def test_a_topic_is_told_with_how_far_it_is(stores: Stores) -> None:
    operated = Operated(stores, bus=WithTopic())
    await stores.publishing.halt("This ledger was restored")
    assert (await state(operated))["publishing"] == {
        "topic": "raadslag.case-flow",
        "epoch": 1,
        "position": 0,
        "behind": 0,
        "refill": False,
        "halted": "This ledger was restored",
    }


async def test_a_stream_that_is_set_aside_is_told_with_its_cause_and_taken_in_when_asked(operated: Operated) -> None:
    operated.refused.add("case-n")
    operated.hear("case-n", "m1")
    async with operated.living():
        await until_level(operated)
        assert await parked(operated) == [
            {
                "consumer": NEIGHBOURS,
                "stream": "case-n",
                "entry": "case-n:000001",
                "type": "raadslag.case.put-on-agenda.v1",
                "cause": "ValueError in a handler",
                "since": NOW.isoformat().replace("+00:00", "Z"),
                "redrive": False,
            }
        ]
        assert (await consumer(operated, NEIGHBOURS))["parked"] == 1
        operated.refused.clear()
        answer = await operated.operator.post("/operator/redrive", {"consumer": NEIGHBOURS, "stream": "case-n"})
        assert answer.status_code == 202
        assert (answer.json()["asked"], answer.json()["of"]) == ("redrive", ["case-n"])

        async def taken() -> bool:
            return await operated.marks("others", "case-n") == ["m1"] and not await parked(operated)

        await until(taken)


async def test_all_streams_of_a_consumer_are_taken_in_when_asked(operated: Operated) -> None:
    operated.refused |= {"case-a", "case-b"}
    for stream in ("case-a", "case-b", "case-c"):
        operated.hear(stream, "m1")
    async with operated.living():
        await until_level(operated)
        operated.refused.clear()
        answer = await operated.operator.post("/operator/redrive", {"consumer": NEIGHBOURS})
        assert answer.json()["of"] == ["case-a", "case-b"]

        async def taken() -> bool:
            return not await parked(operated)

        await until(taken)
        assert await operated.marks("others", "case-b") == ["m1"]


async def test_a_redrive_that_fails_again_leaves_the_stream_aside(operated: Operated) -> None:
    operated.refused.add("case-n")
    operated.hear("case-n", "m1")
    async with operated.living():
        await until_level(operated)
        await operated.operator.post("/operator/redrive", {"consumer": NEIGHBOURS, "stream": "case-n"})

        async def tried() -> bool:
            return [one["redrive"] for one in await parked(operated)] == [False]

        await until(tried)


@pytest.mark.parametrize(
    ("path", "body", "slug", "field"),
    [
        ("redrive", {"consumer": "views/elsewhere/1"}, "no-such-consumer", "/consumer"),
        ("redrive", {"consumer": OWN, "stream": "case-x"}, "not-set-aside", "/stream"),
        ("rebuild", {"source": "newsletter"}, "no-such-source", "/source"),
    ],
)
async def test_what_is_not_there_is_said_to_be_so(
    operated: Operated, path: str, body: dict[str, str], slug: str, field: str
) -> None:
    answer = await operated.operator.post(f"/operator/{path}", body)
    assert (answer.status_code, answer.json()["type"]) == (404, f"urn:raadslag:problem:{slug}")
    assert [one["field"] for one in answer.json()["errors"]] == [field]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("redrive", {}, "/consumer"),
        ("redrive", {"consumer": OWN, "stream": ""}, "/stream"),
        ("rebuild", {"source": 7}, "/source"),
        ("restored", {"epoch": 1}, "/epoch"),
        ("restored", {"epoch": "next"}, "/epoch"),
    ],
)
async def test_what_cannot_be_meant_is_said_to_be_so(
    operated: Operated, path: str, body: dict[str, Any], field: str
) -> None:
    answer = await operated.operator.post(f"/operator/{path}", body)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == [field]


async def test_views_are_built_anew_beside_the_ones_that_are_read(operated: Operated) -> None:
    operated.hear("case-n", "m1")
    async with operated.living():
        await until_level(operated)
        for _ in range(2):  # asked again before it is done, it is done once
            answer = await operated.operator.post("/operator/rebuild", {"source": "council-registry"})
            assert (answer.status_code, answer.json()["of"]) == (202, ["council-registry"])

        async def built() -> bool:
            told = (await state(operated))["generations"][1]
            return told["current"] >= 2 and told["following"] is None

        await until(built)
        assert await operated.marks("others", "case-n") == ["m1"]
        assert (await state(operated))["consumers"][1]["behind"] == 0


async def test_a_house_without_kafka_has_no_topic_to_fill(operated: Operated) -> None:
    answer = await operated.operator.post("/operator/refill")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:raadslag:problem:no-topic")


async def test_a_refill_is_written_down_for_the_one_who_publishes(stores: Stores) -> None:
    operated = Operated(stores, bus=WithTopic())
    for _ in range(2):
        answer = await operated.operator.post("/operator/refill")
        assert (answer.status_code, answer.json()["of"]) == (202, ["raadslag.case-flow"])
    assert (await stores.publishing.cursor()).refill
    assert (await state(operated))["publishing"]["refill"]


async def test_a_restored_ledger_begins_an_epoch_and_is_taken_in_again(operated: Operated) -> None:
    async with operated.living():
        await operated.tell("case-a", "m1")
        await until_level(operated)
        for _ in range(2):
            answer = await operated.operator.post("/operator/restored", {"epoch": 4})
            assert (answer.status_code, answer.json()["of"]) == (202, [NAME])

        async def again() -> bool:
            told = await state(operated)
            return bool(told["generations"][0]["current"] > 1 and told["consumers"][0]["epoch"] == 4)

        await until(again)
        assert (await state(operated))["epoch"] == 4
        assert await operated.marks("cards", "case-a") == ["m1"]


async def test_with_a_restored_ledger_all_of_its_services_own_views_are_built_anew(operated: Operated) -> None:
    operated.hear("case-n", "m1")
    async with operated.living():
        await until_level(operated)
        await operated.operator.post("/operator/restored", {"epoch": 2})

        async def built() -> bool:
            return all(one["current"] > 1 and not one["following"] for one in (await state(operated))["generations"])

        await until(built)
        assert await operated.marks("others", "case-n") == ["m1"]


async def test_an_epoch_that_is_over_is_refused_in_words(operated: Operated) -> None:
    await operated.stores.ledger.raise_epoch(5)
    answer = await operated.operator.post("/operator/restored", {"epoch": 4})
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:raadslag:problem:epoch-over")
    assert answer.json()["detail"] == "The ledger is in epoch 5: name a later one."
    told = await state(operated)
    assert (told["epoch"], [one["following"] for one in told["generations"]]) == (5, [None, None])


@pytest.mark.parametrize("path", ["state", "parked"])
async def test_only_an_operator_may_look(operated: Operated, path: str) -> None:
    answer = await operated.asker("ledger:read").get(f"/operator/{path}")
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:raadslag:problem:scope-missing")


async def test_a_generation_that_cannot_be_built_is_told(operated: Operated) -> None:
    inbox = operated.house.stores.inbox
    await inbox.ask_rebuild("council-registry")
    await inbox.halt(consumer_of("council-registry", 2), "another history")
    [told] = [one for one in (await state(operated))["generations"] if one["source"] == "council-registry"]
    assert (told["following"], told["halted"]) == (2, "another history")
