"""What another service knows of terms and posts: from the registry's events, in memory and on a real MongoDB."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from councilkit.callers import Holding
from councilkit.events import Event
from councilkit.events.councils import PostEnded, PostRole, PostStarted, Side, TermEnded, TermRole, TermStarted
from councilkit.events.examples import example_items
from councilkit.holdings import POSTS, TERMS, HeldPost, HeldTerm, HoldingEnded, Holdings
from councilkit.house import House
from councilkit.inbox import View
from councilkit.stores import Stores
from councilkit.testing.holdings import a_post, a_term
from councilkit.testing.publisher import Publisher
from councilkit.testing.views import folded

NEW_YEAR, MIDSUMMER, DAY_AFTER = date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)
HARBOUR, VALLEY, OFFICE = "harbour", "valley", "0701"


def term(id: str, council: str = HARBOUR, *, starts: date = NEW_YEAR, ends: date | None = None) -> TermStarted:
    return TermStarted(
        council=council, seat=f"seat-{id}", term=id, role=TermRole.MEMBER, side=Side.USER, starts=starts, ends=ends
    )


def post(id: str, unit: str = OFFICE, *, starts: date = NEW_YEAR, ends: date | None = None) -> PostStarted:
    return PostStarted(post=id, unit=unit, role=PostRole.DELEGATE, starts=starts, ends=ends)


def over(event: TermStarted | PostStarted, on: date) -> Event:
    if isinstance(event, TermStarted):
        return TermEnded(council=event.council, term=event.term, on=on)
    return PostEnded(post=event.post, unit=event.unit, on=on)


class Registry(Publisher):
    """Tells events, and waits until the house has taken them in."""

    def __init__(self, stores: Stores) -> None:
        super().__init__("council-registry")
        self.house = House("newsletter", stores, views={self.name: [TERMS, POSTS]}, sources=[self])
        self.holdings = Holdings(self.house.views)

    async def tells(self, *events: Event) -> None:
        for event in events:
            place = getattr(event, "council", None) or getattr(event, "unit", None)
            self.tell(f"place-{place}", event)
        self.house.bus.announce(self.name)
        assert await self.house.level(self.name)


@pytest.fixture
async def registry(stores: Stores) -> AsyncIterator[Registry]:
    registry = Registry(stores)
    await registry.house.start()
    yield registry
    await registry.house.stop()


@pytest.mark.parametrize("view", [TERMS, POSTS], ids=["terms", "posts"])
def test_every_curated_example_is_taken_in(view: View) -> None:
    items = [item for item in example_items() if item.source == "council-registry"]
    assert {type(item.event()) for item in items} >= set(view.folds)
    assert folded(view, items)


async def test_those_sit_in_a_council_whose_term_runs_that_day(registry: Registry) -> None:
    left = term("left")
    await registry.tells(
        term("a"), term("b", ends=MIDSUMMER), term("later", starts=DAY_AFTER), left, over(left, NEW_YEAR)
    )
    await registry.tells(term("elsewhere", VALLEY), term("third", "third"))

    async def sitting(on: date, *councils: str) -> list[str]:
        return [held.id for held in await registry.holdings.sitting(councils, on)]

    assert await sitting(MIDSUMMER, HARBOUR) == ["a", "b"]
    assert await sitting(DAY_AFTER, HARBOUR) == ["a", "later"]
    assert await sitting(MIDSUMMER, HARBOUR, VALLEY) == ["a", "b", "elsewhere"]
    assert await sitting(MIDSUMMER) == []
    [told] = await registry.holdings.sitting([VALLEY], MIDSUMMER)
    assert told == HeldTerm("elsewhere", VALLEY, TermRole.MEMBER, Side.USER, "seat-elsewhere", NEW_YEAR, None)


async def test_those_are_posted_at_a_unit_whose_post_runs_that_day(registry: Registry) -> None:
    await registry.tells(post("a"), post("b", ends=MIDSUMMER), post("later", starts=DAY_AFTER), post("else", "0800"))
    assert [held.id for held in await registry.holdings.posted([OFFICE], MIDSUMMER)] == ["a", "b"]
    assert [held.id for held in await registry.holdings.posted([OFFICE, "0800"], DAY_AFTER)] == ["a", "else", "later"]
    [told] = await registry.holdings.posted(["0800"], MIDSUMMER)
    assert told == HeldPost("else", "0800", PostRole.DELEGATE, NEW_YEAR, None)


async def test_everybody_in_a_great_council_is_told(registry: Registry) -> None:
    await registry.tells(*(term(f"term-{number:03}") for number in range(450)))
    assert len(await registry.holdings.sitting([HARBOUR], MIDSUMMER)) == 450


async def test_what_was_ended_is_over_from_the_day_after(registry: Registry) -> None:
    sat, posted = term("sat"), post("posted")
    await registry.tells(sat, posted, over(sat, MIDSUMMER), over(posted, MIDSUMMER), term("by-itself", ends=MIDSUMMER))
    asked = [a_term(HARBOUR, id="sat"), a_post(OFFICE, id="posted"), a_term(HARBOUR, id="by-itself")]
    assert await registry.holdings.ended(asked, MIDSUMMER) == set()
    assert await registry.holdings.ended(asked, DAY_AFTER) == {"sat", "posted", "by-itself"}
    await registry.holdings.refuse_ended(asked[0], MIDSUMMER)
    with pytest.raises(HoldingEnded):
        await registry.holdings.refuse_ended(asked[0], DAY_AFTER)


async def test_what_is_over_is_told_by_ids_alone(registry: Registry) -> None:
    sat, posted = term("sat"), post("posted")
    await registry.tells(sat, posted, term("sits"), over(sat, MIDSUMMER), over(posted, MIDSUMMER))
    assert await registry.holdings.over(["sat", "posted", "sits", "unknown"], DAY_AFTER) == {"sat", "posted"}
    assert await registry.holdings.over(["sat", "posted"], MIDSUMMER) == set()


async def test_terms_are_told_by_their_ids_also_those_that_have_ended(registry: Registry) -> None:
    await registry.tells(term("b", VALLEY), term("a", ends=MIDSUMMER), over(term("never-begun"), MIDSUMMER))
    told = await registry.holdings.terms(["b", "a", "never-begun", "unknown"])
    assert [(held.id, held.council, held.last) for held in told] == [("a", HARBOUR, MIDSUMMER), ("b", VALLEY, None)]


async def test_what_we_have_not_heard_of_is_left_to_its_token(registry: Registry) -> None:
    await registry.holdings.refuse_ended(a_term(HARBOUR), DAY_AFTER)
    assert await registry.holdings.ended([], DAY_AFTER) == set()
    assert await registry.holdings.get("unknown") is None


async def test_the_end_of_what_we_never_saw_begin_is_kept(registry: Registry) -> None:
    await registry.tells(over(term("old"), MIDSUMMER))
    assert await registry.holdings.ended([a_term(HARBOUR, id="old")], DAY_AFTER) == {"old"}
    assert await registry.holdings.get("old") is None
    assert await registry.holdings.sitting([HARBOUR], NEW_YEAR) == []


async def test_a_term_and_a_post_are_told_by_id_as_a_token_would_carry_them(registry: Registry) -> None:
    await registry.tells(term("t", ends=MIDSUMMER), post("p"))
    assert await registry.holdings.get("t") == Holding(
        id="t", kind="term", council=HARBOUR, role="member", side="user", starts=NEW_YEAR, ends=MIDSUMMER
    )
    assert await registry.holdings.get("p") == Holding(
        id="p", kind="post", unit=OFFICE, role="delegate", side="nav", starts=NEW_YEAR
    )
