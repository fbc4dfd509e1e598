"""The domain sees a ledger as things with a state, and decides on one thing at a time."""

import asyncio
from datetime import datetime
from typing import ClassVar

import pytest

from councilkit.events import Event
from councilkit.events.cases import CasePutOnAgenda
from councilkit.ledger import AlreadyThere, ClaimTaken, Ledger, Receipt, Stale, Streams
from councilkit.refusals import Kind, Refusal
from councilkit.testing.samples import NOW, a_call, a_fact

Marks = tuple[str, ...]


class NoSuchCase(Refusal):
    slug: ClassVar[str] = "no-such-case"
    kind: ClassVar[Kind] = Kind.MISSING


def fold(marks: Marks | None, event: CasePutOnAgenda) -> Marks:
    return (*(marks or ()), event.meeting)


@pytest.fixture
def cases(ledger: Ledger) -> Streams[Marks]:
    return Streams(ledger, "case", fold=fold, missing=NoSuchCase)


def opens(now: datetime) -> Event:
    return a_fact(f"opened {now:%Y}")


def next_after(marks: Marks, now: datetime) -> Event:
    assert now == NOW
    return a_fact(f"after {len(marks)}")


async def test_a_thing_is_opened_changed_and_read_back(cases: Streams[Marks]) -> None:
    assert await cases.open("a", a_call("one"), opens) == Receipt("case-a", 1)
    assert await cases.change("a", a_call("two"), next_after) == Receipt("case-a", 2)
    assert await cases.get("a") == ("opened 2026", "after 1")


async def test_what_is_not_there_is_missing(cases: Streams[Marks]) -> None:
    with pytest.raises(NoSuchCase):
        await cases.get("a")
    with pytest.raises(NoSuchCase):
        await cases.change("a", a_call("one"), next_after)


async def test_what_is_there_is_not_opened_again(cases: Streams[Marks]) -> None:
    await cases.open("a", a_call("one"), opens)
    with pytest.raises(AlreadyThere):
        await cases.open("a", a_call("two"), opens)


async def test_of_two_that_open_the_same_thing_one_is_told_that_it_is_there(cases: Streams[Marks]) -> None:
    both = (cases.open("a", a_call(key), opens) for key in ("one", "two"))
    answers = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["AlreadyThere", "Receipt"]


async def test_opening_again_under_the_same_key_tells_which_thing_it_was(cases: Streams[Marks]) -> None:
    await cases.open("a", a_call("one"), opens)
    again = await cases.open("another-id", a_call("one"), opens)
    assert (cases.id_of(again), again.repeated) == ("a", True)


async def test_an_opening_that_a_rule_would_refuse_by_now_still_gets_its_receipt(cases: Streams[Marks]) -> None:
    def too_late(_: datetime) -> Event:
        message = "too late"
        raise NoSuchCase(message)

    first = await cases.open("a", a_call("one"), opens)
    again = await cases.open("a", a_call("one"), too_late)
    assert (str(again), again.repeated) == (str(first), True)
    with pytest.raises(NoSuchCase):
        await cases.open("b", a_call("two"), too_late)


async def test_an_opening_for_something_seen_before_is_stale(cases: Streams[Marks]) -> None:
    with pytest.raises(Stale):
        await cases.open("a", a_call("one", expected=1), opens)


async def test_texts_lie_beside_the_event_and_claims_are_held(cases: Streams[Marks], ledger: Ledger) -> None:
    await cases.open("a", a_call("one"), opens, texts={"title": "Dører"}, claims=["reference/26-1"])
    assert await ledger.texts([("case-a:000001", "title")]) == {("case-a:000001", "title"): "Dører"}
    with pytest.raises(ClaimTaken):
        await cases.open("b", a_call("two"), opens, claims=["reference/26-1"])


async def test_the_domain_never_sees_an_erasure(cases: Streams[Marks], ledger: Ledger) -> None:
    await cases.open("a", a_call("one"), opens, texts={"title": "Dører"})
    await ledger.erase("case-a", a_call("erase"), "case-a:000001", "title")
    await cases.change("a", a_call("two"), next_after)
    assert await cases.get("a") == ("opened 2026", "after 1")


async def test_a_text_of_a_thing_is_erased_where_its_state_allows(cases: Streams[Marks], ledger: Ledger) -> None:
    title = ("case-a:000001", "title")
    await cases.open("a", a_call("one"), opens, texts={"title": "Åpne dører"})

    def not_after_one(marks: Marks) -> None:
        if len(marks) == 1:
            raise NoSuchCase("A rule says no.")

    with pytest.raises(NoSuchCase, match="A rule says no"):
        await cases.erase("a", a_call("two"), *title, allowed=not_after_one)
    assert (await ledger.texts([title]))[title]
    await cases.change("a", a_call("three"), next_after)
    await cases.erase("a", a_call("four"), *title, allowed=not_after_one)
    assert (await ledger.texts([title]))[title] is None


async def test_no_text_is_erased_of_what_is_not_there(cases: Streams[Marks]) -> None:
    with pytest.raises(NoSuchCase):
        await cases.erase("a", a_call("one"), "case-a:000001", "title")


async def test_which_name_is_claimed_may_hang_on_what_is_decided(cases: Streams[Marks]) -> None:
    def its_meeting(event: CasePutOnAgenda) -> list[str]:
        return [event.meeting]

    await cases.open("a", a_call("one"), opens)
    await cases.open("b", a_call("two"), opens)
    await cases.change("a", a_call("three"), next_after, claims=its_meeting)
    with pytest.raises(ClaimTaken, match="after 1"):
        await cases.change("b", a_call("four"), next_after, claims=its_meeting)
