"""One suite for both places that sealed boxes are kept in."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from councilkit.ids import random_id
from councilkit.mongo import Mongo
from portal.adapters.memory_boxes import MemoryBoxes
from portal.adapters.mongo_boxes import MongoBoxes
from portal.application.ports import Boxes
from portal.application.refusals import Away

NOW = datetime.now(UTC).replace(microsecond=0)  # the real day: the server throws out by its own clock
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def boxes(kept_in: Mongo | None) -> Boxes:
    return MongoBoxes(kept_in, f"test_portal_{random_id()}") if kept_in else MemoryBoxes()


async def test_a_box_is_found_under_its_name(boxes: Boxes) -> None:
    await boxes.put("a", b"sealed", until=LATER)
    assert await boxes.get("a", now=NOW) == b"sealed"
    assert await boxes.get("b", now=NOW) is None


async def test_a_box_put_again_replaces_the_first(boxes: Boxes) -> None:
    await boxes.put("a", b"first", until=LATER)
    await boxes.put("a", b"second", until=LATER)
    assert await boxes.get("a", now=NOW) == b"second"


async def test_a_box_is_replaced_only_where_there_is_one(boxes: Boxes) -> None:
    assert not await boxes.replace("a", b"second", until=LATER)
    assert await boxes.get("a", now=NOW) is None
    await boxes.put("a", b"first", until=LATER)
    assert await boxes.replace("a", b"second", until=LATER)
    assert await boxes.get("a", now=NOW) == b"second"


async def test_a_box_is_gone_at_its_time(boxes: Boxes) -> None:
    await boxes.put("a", b"sealed", until=LATER)
    assert await boxes.get("a", now=LATER) is None
    assert await boxes.take("a", now=LATER) is None


async def test_of_many_who_take_a_box_one_gets_it(boxes: Boxes) -> None:
    await boxes.put("a", b"sealed", until=LATER)
    taken = await asyncio.gather(*(boxes.take("a", now=NOW) for _ in range(8)))
    assert [one for one in taken if one] == [b"sealed"]


async def test_all_that_is_of_one_goes_together_and_nothing_else(boxes: Boxes) -> None:
    for name, of in (("a", "her"), ("b", "her"), ("c", "him"), ("d", None)):
        await boxes.put(name, b"sealed", until=LATER, of=of)
    for _ in range(2):
        await boxes.drop_all("her")
        assert [name for name in "abcd" if await boxes.get(name, now=NOW)] == ["c", "d"]


async def test_a_dropped_box_is_gone_and_dropping_it_again_does_nothing(boxes: Boxes) -> None:
    await boxes.put("a", b"sealed", until=LATER)
    await boxes.drop("a")
    await boxes.drop("a")
    assert await boxes.get("a", now=NOW) is None


async def test_a_database_that_does_not_answer_is_away() -> None:
    mongo = Mongo("mongodb://127.0.0.1:1/?directConnection=true", patience=0.1)
    with pytest.raises(Away):
        await MongoBoxes(mongo, "test_portal").get("a", now=NOW)
    await mongo.close()


@pytest.mark.mongo
async def test_the_server_throws_out_what_has_passed_its_time(mongo_url: str) -> None:
    mongo, database = Mongo(mongo_url), f"test_portal_{random_id()}"
    await MongoBoxes(mongo, database).put("a", b"sealed", until=LATER)
    indexes = await mongo.database(database)["boxes"].index_information()
    await mongo.close()
    assert indexes["until_1"]["expireAfterSeconds"] == 0
