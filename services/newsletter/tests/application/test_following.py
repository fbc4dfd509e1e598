import pytest

from councilkit.events import merger_story, story
from councilkit.events.cases import CasePutOnAgenda
from councilkit.events.examples import example_items
from councilkit.events.newsletters import EditionFrozen
from councilkit.events.publishers import FOLLOWS, told_by
from councilkit.events.registry_story import EAST
from councilkit.events.story import LOCAL
from councilkit.inbox import Done, View
from councilkit.mailing.mail import State
from councilkit.mailing.memory_store import MemoryMailStore
from councilkit.refusals import Unavailable
from councilkit.testing.mailing import MemoryContacts
from councilkit.testing.views import folded
from newsletter.application.editions import campaign_of
from newsletter.application.plan_digests import AT_ONCE, PlanDigests
from newsletter.domain.half import Half
from newsletter.subscriptions import CASES, EDITIONS, HEARD_BEFORE_FREEZING, NAME, VIEWS
from newsletter.testing.driver import AUTUMN, Driver


def test_we_follow_whom_the_published_contracts_say_and_wait_for_nothing_that_they_never_tell() -> None:
    assert set(FOLLOWS[NAME]) == set(VIEWS)
    for publisher, views in VIEWS.items():
        assert {event for view in views for event in view.folds} <= set(told_by(publisher).values())


def test_every_event_of_ours_is_in_a_view() -> None:
    assert {event for view in VIEWS[NAME] for event in view.folds} == set(told_by(NAME).values())


def test_what_freezing_stands_on_is_all_that_we_follow() -> None:
    assert set(HEARD_BEFORE_FREEZING) == set(VIEWS)


@pytest.mark.parametrize(
    ("publisher", "view"),
    [pytest.param(publisher, view, id=view.name) for publisher, views in VIEWS.items() for view in views],
)
def test_every_curated_example_is_taken_in(publisher: str, view: View) -> None:
    items = [item for item in example_items() if item.source == publisher]
    assert {type(item.event()) for item in items} >= set(view.folds)
    assert folded(view, items)


def test_a_case_is_told_of_in_every_half_year_in_which_it_moved() -> None:
    items = [item for item in example_items() if item.source == "case-flow"]
    for case in folded(CASES, items).values():
        assert case["halves"] == list(case["moved"])
        assert case["origin"] in case["councils"]


def test_a_case_of_a_council_that_is_no_more_is_its_successors() -> None:
    cases = folded(CASES, [item for item in example_items() if item.source == "case-flow"])
    assert (cases[merger_story.CASE]["origin"], cases[story.CASE]["origin"]) == (EAST, LOCAL)


def test_who_raised_a_part_of_a_case_stays_with_it() -> None:
    cases = folded(CASES, [item for item in example_items() if item.source == "case-flow"])
    joined = [case for case in cases.values() if case["joined"]]
    assert joined
    assert all(set(case["joined"]) <= set(case["councils"]) for case in joined)


async def test_a_case_that_we_never_heard_being_raised_is_not_told_of(newsletter: Driver) -> None:
    newsletter.now = AUTUMN
    await newsletter.tell(CasePutOnAgenda(case="half-known", council="harbour", meeting="meeting"))
    known, half = newsletter.service.known, Half(2026, 2)
    assert await known.told_in(half) == await known.told_of(["half-known"], half) == []


async def test_a_frozen_case_whose_move_case_flow_has_lost_is_told_by_its_last_one(newsletter: Driver) -> None:
    await newsletter.a_case("tolk")
    known, spring = newsletter.service.known, Half(2026, 1)
    assert await known.told_in(spring) == []
    [told] = await known.told_of(["tolk"], spring)
    assert told.moved == AUTUMN


async def test_the_curated_edition_is_planned_for_the_terms_that_it_names(newsletter: Driver) -> None:
    items = [item for item in example_items() if item.source == NAME]
    [edition] = folded(EDITIONS, items).values()
    event, frozen = next((event, item) for item in items if isinstance(event := item.event(), EditionFrozen))
    contacts = MemoryContacts()
    contacts.add("Modig Lykt", *edition["terms"])
    fate = await PlanDigests(newsletter.mails, contacts, _is_seen, lambda: None)(event, frozen)
    assert isinstance(fate, Done)
    [row] = await newsletter.rows(edition["_id"])
    assert (row.holds, row.due) == (tuple(edition["terms"]), frozen.at)


async def test_no_mail_is_planned_before_our_own_view_can_tell_what_is_in_it(newsletter: Driver) -> None:
    items = [item for item in example_items() if item.source == NAME]
    event, frozen = next((event, item) for item in items if isinstance(event := item.event(), EditionFrozen))
    asked: list[str] = []

    async def is_unseen(entry: str) -> bool:
        asked.append(entry)
        return False

    with pytest.raises(Unavailable):
        await PlanDigests(newsletter.mails, MemoryContacts(), is_unseen, lambda: None)(event, frozen)
    assert (asked, await newsletter.rows(event.edition)) == ([frozen.id], [])


async def test_planning_again_after_a_crash_adds_nothing() -> None:
    terms = tuple(f"term{n}" for n in range(AT_ONCE + 1))
    event = EditionFrozen(edition="edition", terms=terms, cases=())
    item = next(item for item in example_items() if item.source == NAME)
    contacts, mails = MemoryContacts(), MemoryMailStore()
    for term in terms:
        contacts.add(f"Modig Lykt {term}", term)
    for _ in range(2):
        await PlanDigests(mails, contacts, _is_seen, lambda: None)(event, item)
        assert await mails.counts(campaign_of("edition")) == {State.PLANNED: AT_ONCE + 1}


async def _is_seen(_: str) -> bool:
    return True
