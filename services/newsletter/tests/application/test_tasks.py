from datetime import UTC, date, datetime

from newsletter.application.greet_edition import GreetEdition
from newsletter.application.list_tasks import Task, list_tasks
from newsletter.domain.half import Half
from newsletter.testing.driver import GREETING, Driver
from newsletter.testing.places import EDITOR, HARBOUR, MANAGER

TODAY = date(2026, 11, 17)
HALF = Half(2026, 2)


async def waiting(newsletter: Driver, today: date = TODAY) -> list[tuple[str, str, str | None]]:
    tasks = await list_tasks([HARBOUR.leader, EDITOR], today, records=newsletter.service.records)
    return [(task.action, str(task.half), task.edition) for task in tasks]


async def test_the_editor_opens_greets_and_sends_and_then_nothing_waits(newsletter: Driver) -> None:
    await newsletter.sent("2026-1")
    assert await waiting(newsletter) == [("open_edition", "2026-2", None)]
    edition = await newsletter.opened()
    assert await waiting(newsletter) == [("greet_edition", "2026-2", edition)]
    await newsletter.do(GreetEdition(edition, **GREETING))
    assert await waiting(newsletter) == [("freeze_edition", "2026-2", edition)]
    await newsletter.freeze(edition)
    assert await waiting(newsletter) == []


async def test_an_edition_that_was_never_sent_still_waits_when_the_next_can_be_opened(newsletter: Driver) -> None:
    edition = await newsletter.opened()
    newsletter.now = datetime(2027, 5, 20, tzinfo=UTC)
    assert await waiting(newsletter, date(2027, 5, 20)) == [
        ("greet_edition", "2026-2", edition),
        ("open_edition", "2027-1", None),
    ]


async def test_a_half_year_that_was_forgotten_waits_until_two_have_ended_after_it(newsletter: Driver) -> None:
    assert await waiting(newsletter) == [("open_edition", "2026-1", None), ("open_edition", "2026-2", None)]
    later = date(2027, 5, 20)
    assert await waiting(newsletter, later) == [("open_edition", "2026-2", None), ("open_edition", "2027-1", None)]


async def test_a_half_year_that_was_passed_over_is_not_offered_once_a_newer_one_is_sent(newsletter: Driver) -> None:
    edition = await newsletter.greeted("2026-2")
    assert ("open_edition", "2026-1", None) in await waiting(newsletter)
    await newsletter.freeze(edition)
    assert await waiting(newsletter) == []


async def test_an_edition_that_was_begun_waits_however_old_its_half_year_is(newsletter: Driver) -> None:
    edition = await newsletter.greeted("2026-1")
    assert ("freeze_edition", "2026-1", edition) in await waiting(newsletter, date(2028, 1, 1))


async def test_a_task_names_the_post_that_can_do_it(newsletter: Driver) -> None:
    _, task = await list_tasks([HARBOUR.leader, EDITOR], TODAY, records=newsletter.service.records)
    assert task == Task("open_edition", HALF, None, EDITOR)


async def test_nothing_waits_for_anybody_else(newsletter: Driver) -> None:
    await newsletter.opened()
    assert await list_tasks([HARBOUR.leader, MANAGER], TODAY, records=newsletter.service.records) == []
