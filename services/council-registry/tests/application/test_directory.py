"""The directory is read anew only when something of ours has changed, and then only what has."""

import asyncio
from datetime import timedelta

from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.seats.add_seat import AddSeat
from council_registry.testing.driver import Driver
from council_registry.testing.people import OFFICER, TODAY
from councilkit.events.councils import Side
from councilkit.events.meetings import MeetingForm, MeetingType
from councilkit.testing.holdings import a_term


async def test_what_has_not_changed_is_read_once(registry: Driver) -> None:
    await registry.a_chain()
    directories = registry.service.directories
    first, second = await asyncio.gather(directories.now(), directories.now())
    assert first is second is await directories.now()
    assert first.on(TODAY) is second.on(TODAY)


async def test_a_change_is_seen_by_the_next_who_asks(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    directories = registry.service.directories
    before = await directories.now()
    await registry.do(AddSeat(local, Side.USER), OFFICER)
    after = await directories.now()
    assert (before.councils[local].sequence, after.councils[local].sequence) == (1, 2)
    assert after.units["0701"] is before.units["0701"]


async def test_a_meeting_changes_what_is_done_and_not_the_directory(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    directories, activities = registry.service.directories, registry.service.activities
    before, idle = await directories.now(), await activities.of_all(TODAY)
    soon = registry.now + timedelta(days=7)
    meeting = PlanMeeting((local,), MeetingType.COUNCIL_MEETING, MeetingForm.DIGITAL, soon)
    await registry.do(meeting, a_term(local, "secretary", side="nav"))
    assert await directories.now() is before
    assert (idle.of(local).coming, len((await activities.of_all(TODAY)).of(local).coming)) == ([], 1)


async def test_after_the_views_are_built_anew_everything_is_read_again(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    directories, inbox = registry.service.directories, registry.house.stores.inbox
    before = await directories.now()
    await inbox.ask_rebuild(registry.house.name)
    await registry.do(AddSeat(local, Side.USER), OFFICER)
    while (await inbox.generations(registry.house.name)).current == 1:
        await registry.do(AddSeat(local, Side.USER), OFFICER)
    after = await directories.now()
    assert after.units["0701"] is not before.units["0701"]
    assert after.units["0701"] == before.units["0701"]


async def test_what_was_set_aside_is_seen_within_a_minute_when_it_is_taken_in(registry: Driver) -> None:
    *_, local = await registry.a_chain()
    directories, views = registry.service.directories, registry.house.stores.views
    before = await directories.now()
    doc = await registry.house.views.get("councils", local)
    assert doc
    await views.put_many("view.councils.1", {local: {**doc, "sequence": 2}})  # as a redrive does: no place moves
    assert (await directories.now()).councils[local].sequence == 1
    registry.now += timedelta(minutes=1)
    after = await directories.now()
    assert after.councils[local].sequence == 2
    assert after is not before
