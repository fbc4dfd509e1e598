"""What a store of drafts must do, in memory and in MongoDB alike."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from case_flow.adapters.memory_drafts import MemoryDrafts
from case_flow.adapters.mongo_drafts import MongoDrafts
from case_flow.application.raising.drafts import Drafts
from case_flow.domain.draft import KEPT, Draft, end_of
from councilkit.events.case_words import Phase, StartedBy, Theme
from councilkit.events.cases import Line
from councilkit.ids import random_id
from councilkit.mongo import Mongo

NOW = datetime.now(UTC).replace(microsecond=0)  # the server throws out by its own clock
BEGUN = Draft("a-draft", "term-a", "harbour", NOW)
FULL = replace(
    BEGUN,
    changed=NOW + timedelta(minutes=1),
    title="Tolk i første samtale",
    short="Mange møter uten tolk.",
    description="Vi ber om at det alltid spørres.",
    lines=(Line.AT, Line.H),
    phase=Phase.CARRYING_OUT,
    theme=Theme.MEETING_NAV,
    started_by=StartedBy.USERS,
)


@pytest.fixture(params=["memory", pytest.param("mongo", marks=pytest.mark.mongo)])
async def drafts(request: pytest.FixtureRequest) -> AsyncIterator[Drafts]:
    if request.param == "memory":
        yield MemoryDrafts()
        return
    mongo = Mongo(request.getfixturevalue("mongo_url"))
    yield MongoDrafts(mongo.database(f"test_{random_id()}"))
    await mongo.close()


async def test_a_draft_is_told_as_it_was_last_written(drafts: Drafts) -> None:
    for draft in (BEGUN, FULL):
        assert await drafts.save(draft, [draft.writer])
        assert await drafts.get(draft.id, NOW) == draft
    assert await drafts.get("another", NOW) is None


async def test_nobody_writes_over_or_drops_what_is_anothers(drafts: Drafts) -> None:
    await drafts.save(BEGUN, [BEGUN.writer])
    assert not await drafts.save(replace(FULL, writer="term-b"), ["term-b"])
    await drafts.drop(BEGUN.id, ["term-b"])
    assert await drafts.get(BEGUN.id, NOW) == BEGUN


async def test_a_draft_goes_over_to_another_term_of_its_writer(drafts: Drafts) -> None:
    await drafts.save(BEGUN, [BEGUN.writer])
    moved = replace(FULL, writer="term-b", council="valley")
    assert await drafts.save(moved, ["term-a", "term-b"])
    assert (await drafts.of(["term-a"], NOW), await drafts.of(["term-b"], NOW)) == ([], [moved])


async def test_the_drafts_of_several_terms_are_told_those_first_that_changed_last(drafts: Drafts) -> None:
    others = replace(FULL, id="others", writer="term-c")
    later = replace(FULL, id="later", writer="term-b", changed=NOW + timedelta(minutes=2))
    for draft in (BEGUN, others, later):
        await drafts.save(draft, [draft.writer])
    assert await drafts.of(["term-a", "term-b"], NOW) == [later, BEGUN]
    assert await drafts.of([], NOW) == []


async def test_a_draft_is_dropped_and_dropped_again(drafts: Drafts) -> None:
    await drafts.save(BEGUN, [BEGUN.writer])
    for _ in range(2):
        await drafts.drop(BEGUN.id, [BEGUN.writer])
        assert await drafts.get(BEGUN.id, NOW) is None


async def test_a_draft_is_gone_when_its_time_is_over(drafts: Drafts) -> None:
    await drafts.save(BEGUN, [BEGUN.writer])
    last = NOW + KEPT - timedelta(seconds=1)
    assert (await drafts.get(BEGUN.id, last), await drafts.of([BEGUN.writer], last)) == (BEGUN, [BEGUN])
    assert (await drafts.get(BEGUN.id, NOW + KEPT), await drafts.of([BEGUN.writer], NOW + KEPT)) == (None, [])


async def test_all_drafts_of_a_term_go_at_once_and_nobody_elses(drafts: Drafts) -> None:
    others = replace(FULL, id="others", writer="term-b")
    for draft in (BEGUN, replace(FULL, id="another"), others):
        await drafts.save(draft, [draft.writer])
    for _ in range(2):
        await drafts.drop_all("term-a")
        assert await drafts.of(["term-a", "term-b"], NOW) == [others]


async def test_no_draft_outlives_the_last_day_of_its_term(drafts: Drafts) -> None:
    others, last = replace(FULL, id="others", writer="term-b"), NOW.date() + timedelta(days=9)
    for draft in (BEGUN, others):
        await drafts.save(draft, [draft.writer])
    for _ in range(2):
        await drafts.end("term-a", last)
    assert await drafts.get(BEGUN.id, NOW) == replace(BEGUN, last=last)
    assert await drafts.of(["term-a", "term-b"], end_of(last)) == [others]


async def test_an_end_that_is_far_off_keeps_no_draft_for_longer(drafts: Drafts) -> None:
    await drafts.save(BEGUN, [BEGUN.writer])
    await drafts.end("term-a", (NOW + 2 * KEPT).date())
    assert await drafts.get(BEGUN.id, NOW + KEPT) is None


@pytest.mark.mongo
async def test_the_server_itself_throws_out_what_has_passed_its_time(mongo_url: str) -> None:
    mongo, database = Mongo(mongo_url), f"test_{random_id()}"
    await MongoDrafts(mongo.database(database)).save(BEGUN, [BEGUN.writer])
    indexes = await mongo.database(database)["drafts"].index_information()
    kept = await mongo.database(database)["drafts"].find_one({})
    await mongo.close()
    assert indexes["until_1"]["expireAfterSeconds"] == 0
    assert kept
    assert kept["until"] == NOW + KEPT
