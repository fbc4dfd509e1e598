"""How a council's duties count follows from what the registry tells, each word once."""

from datetime import UTC, date, datetime, timedelta

from councilkit.events.cases import RuleStatus
from councilkit.events.councils import CouncilFounded, TermEnded
from councilkit.events.meetings import MeetingCancelled, MeetingMoved, MeetingType
from councilkit.events.notifications import CouncilDutiesClosed, CouncilDutiesSet
from councilkit.events.structure import CouncilChanged, CouncilClosed, CouncilRested, CouncilWoken
from councilkit.inbox.sources import LocalSource
from notifier.domain.duty import Duty
from notifier.subscriptions import NAME
from notifier.testing.driver import Driver, days
from notifier.testing.places import HARBOUR, REGION, VALLEY

YEARLY, GATHERING = "annual-meeting", "meetings-a-year"
MEET = (HARBOUR.leader, HARBOUR.secretary)
JULY = datetime(2026, 7, 1, 9, tzinfo=UTC)


async def told(notifier: Driver) -> list[CouncilDutiesSet | CouncilDutiesClosed]:
    items = (await LocalSource(NAME, notifier.house.stores.ledger).read(0)).items
    return [event for item in items if isinstance(event := item.event(), CouncilDutiesSet | CouncilDutiesClosed)]


async def duty(notifier: Driver, rule: str = GATHERING, at: str = HARBOUR.id) -> Duty:
    duties = await notifier.service.known.duties(at, notifier.now)
    return next(one for one in duties if (one.rule.id, one.year) == (rule, notifier.now.year))


async def test_a_mandate_and_the_counting_each_keep_what_the_other_said(notifier: Driver) -> None:
    await notifier.agree(YEARLY, GATHERING, meetings_a_year=3)
    await notifier.count(counts_from=date(2026, 2, 1), quiet=True)
    await notifier.agree(GATHERING, meetings_a_year=2)
    first, second, third = await told(notifier)
    assert isinstance(second, CouncilDutiesSet)
    assert first == CouncilDutiesSet(council=HARBOUR.id, agreed=(YEARLY, GATHERING), meetings_a_year=3)
    assert second == first.model_copy(update={"counts_from": date(2026, 2, 1), "quiet": True})
    assert third == second.model_copy(update={"agreed": (GATHERING,), "meetings_a_year": 2})


async def test_a_mandate_holds_from_its_first_day_and_not_before(notifier: Driver) -> None:
    await notifier.agree(GATHERING, meetings_a_year=2)
    await notifier.agree(GATHERING, meetings_a_year=6, starts=JULY.date())
    assert (await duty(notifier)).required == 2
    await notifier.wait_until(JULY)
    assert (await duty(notifier)).required == 6
    assert len(await told(notifier)) == 2


async def test_a_mandate_that_is_only_proposed_changes_nothing(notifier: Driver) -> None:
    await notifier.agree(GATHERING, meetings_a_year=2, status=RuleStatus.PROPOSED)
    assert await told(notifier) == []
    await notifier.agree(GATHERING, meetings_a_year=2)
    await notifier.agree(GATHERING, meetings_a_year=9, status=RuleStatus.PROPOSED)
    assert ((await duty(notifier)).agreed, (await duty(notifier)).required) == (None, 4)


async def test_a_mandate_that_has_ended_says_nothing_any_more(notifier: Driver) -> None:
    await notifier.agree(GATHERING, meetings_a_year=2, ends=date(2026, 6, 30))
    await notifier.wait_until(JULY)
    assert ((await duty(notifier)).agreed, (await duty(notifier)).required) == (None, 4)


async def test_a_number_comes_from_the_council_above_and_binds_by_its_own_word_alone(notifier: Driver) -> None:
    await notifier.agree(GATHERING, meetings_a_year=6, at=REGION)
    assert ((await duty(notifier)).agreed, (await duty(notifier)).required) == (None, 6)
    await notifier.agree(GATHERING, meetings_a_year=3)
    assert (await duty(notifier)).required == 3
    await notifier.agree(YEARLY)
    await notifier.agree(YEARLY, at=REGION)
    assert (await duty(notifier)).required == 4
    await notifier.agree(GATHERING, meetings_a_year=5, at=REGION)
    await notifier.agree(YEARLY, at=REGION)
    assert (await duty(notifier)).required == 4, "said again, it is another version"


async def test_the_same_word_told_again_is_kept_once(notifier: Driver) -> None:
    await notifier.agree(GATHERING)
    before = await told(notifier)
    await notifier.due.look_again([HARBOUR.id])
    await notifier.settle()
    assert await told(notifier) == before


async def test_what_a_closed_council_held_counts_for_the_one_that_comes_after_it(notifier: Driver) -> None:
    await notifier.adopt()
    await notifier.a_meeting(notifier.now, VALLEY, held_by=MEET)
    valley = (VALLEY.leader, VALLEY.secretary)
    await notifier.a_meeting(notifier.now, VALLEY, type=MeetingType.ANNUAL_MEETING, held_by=valley)
    await notifier.wait_until(JULY)
    await notifier.tell(CouncilClosed(council=VALLEY.id, on=JULY.date(), successors=(HARBOUR.id, "other")))
    assert (await told(notifier))[-1] == CouncilDutiesClosed(council=VALLEY.id, on=JULY.date(), successor=HARBOUR.id)
    assert ((await duty(notifier)).held, (await duty(notifier, YEARLY)).held) == (1, 1)


async def test_a_new_council_goes_on_where_those_were_that_it_came_after(notifier: Driver) -> None:
    await notifier.adopt()
    for place in (HARBOUR, VALLEY):
        await notifier.a_meeting(notifier.now, place, held_by=MEET)
    await notifier.wait_until(JULY)
    new: CouncilFounded = HARBOUR.founded.model_copy(update={"council": "new", "starts": JULY.date()})
    closed = [CouncilClosed(council=place.id, on=JULY.date(), successors=("new",)) for place in (HARBOUR, VALLEY)]
    await notifier.tell(new)
    assert (await duty(notifier, at="new")).required == 2
    await notifier.tell(*closed)
    merged = await duty(notifier, at="new")
    assert (merged.required, merged.held) == (4, 2)


async def test_what_was_handed_on_twice_in_a_year_still_counts(notifier: Driver) -> None:
    await notifier.a_meeting(notifier.now, VALLEY, held_by=MEET)
    await notifier.tell(
        CouncilClosed(council=VALLEY.id, on=notifier.now.date(), successors=(HARBOUR.id,)),
        HARBOUR.founded.model_copy(update={"council": "new"}),
        CouncilClosed(council=HARBOUR.id, on=notifier.now.date(), successors=("new",)),
    )
    assert (await duty(notifier, at="new")).held == 1


async def test_for_a_closed_council_nobody_is_alarmed(notifier: Driver) -> None:
    await notifier.adopt()
    await notifier.tell(CouncilClosed(council=VALLEY.id, on=notifier.now.date()))
    await notifier.wait_until(datetime(2027, 1, 5, 9, tzinfo=UTC))
    assert (await notifier.steps(VALLEY.id), await notifier.steps()) == ([], ["missed", "missed"])


async def test_a_resting_council_owes_nothing_and_a_woken_one_from_then_on(notifier: Driver) -> None:
    await notifier.adopt()
    await notifier.tell(CouncilRested(council=HARBOUR.id, on=notifier.now.date()))
    await notifier.wait_until(JULY)
    assert (await notifier.steps(), (await duty(notifier)).required) == ([], 0)
    await notifier.tell(CouncilWoken(council=HARBOUR.id, on=JULY.date()))
    assert ((await duty(notifier)).required, (await duty(notifier, YEARLY)).required) == (2, 0)


async def test_a_council_that_is_only_planned_owes_from_the_day_on_which_it_starts(notifier: Driver) -> None:
    await notifier.tell(HARBOUR.founded.model_copy(update={"council": "new", "starts": JULY.date()}))
    assert (await duty(notifier, at="new")).required == 2


async def test_a_meeting_that_is_moved_counts_where_it_is_and_a_cancelled_one_nowhere(notifier: Driver) -> None:
    meeting = await notifier.a_meeting(JULY)
    assert (await duty(notifier)).booked(notifier.now) == 1
    await notifier.tell(MeetingMoved(meeting=meeting, councils=(HARBOUR.id,), starts_at=JULY + days(365)))
    assert (await duty(notifier)).booked(notifier.now) == 0
    await notifier.tell(MeetingMoved(meeting=meeting, councils=(HARBOUR.id,), starts_at=JULY))
    await notifier.tell(MeetingCancelled(meeting=meeting, councils=(HARBOUR.id,)))
    assert (await duty(notifier)).booked(notifier.now) == 0


async def test_a_meeting_that_is_moved_close_is_not_announced_late(notifier: Driver) -> None:
    await notifier.adopt(GATHERING)
    meeting = await notifier.a_meeting(JULY + days(90))
    soon = notifier.now + timedelta(days=10)
    await notifier.tell(MeetingMoved(meeting=meeting, councils=(HARBOUR.id,), starts_at=soon))
    assert await notifier.steps() == []
    await notifier.wait_until(soon - days(6))
    assert await notifier.steps() == ["soon-7"]


async def test_a_changed_council_is_called_by_its_new_name_and_is_its_new_units(notifier: Driver) -> None:
    founded = VALLEY.founded
    changed = founded.model_dump(include={"names", "parent", "line", "language", "led_by"})
    await notifier.tell(CouncilChanged(council=HARBOUR.id, on=notifier.now.date(), units=("0702",), **changed))
    assert await notifier.service.known.name(HARBOUR.id, "nb") == founded.names.nb
    assert await notifier.service.known.units(HARBOUR.id) == ["0702"]


async def test_a_term_that_ends_with_its_council_alarms_nobody(notifier: Driver) -> None:
    await notifier.tell(
        CouncilClosed(council=VALLEY.id, on=notifier.now.date()),
        TermEnded(council=VALLEY.id, term=VALLEY.leader.id, on=notifier.now.date()),
    )
    await notifier.wait_until(notifier.now + days(10))
    assert await notifier.alerts() == []
