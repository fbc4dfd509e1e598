"""A text that someone wants gone is gone, also if we die on the way; that it was there stays told."""

import pytest

from councilkit.crashpoints import Crash, hooked
from councilkit.events.texts import TextErased
from councilkit.ledger import Draft, Ledger, LedgerStore, NoSuchText
from councilkit.testing.samples import NOW, a_call, a_fact

DESCRIPTION = ("case-a:000001", "description")


@pytest.fixture
async def told(ledger: Ledger) -> Ledger:
    """A ledger with a case that has two texts."""
    texts = {"title": "Åpne dører", "description": "Modig Lykt i Lyktestien 1"}
    await ledger.change("case-a", a_call("report"), lambda *_: Draft(a_fact(), texts=texts))
    return ledger


async def test_texts_are_read_by_entry_and_name(told: Ledger) -> None:
    title = ("case-a:000001", "title")
    assert await told.texts([title, DESCRIPTION]) == {title: "Åpne dører", DESCRIPTION: "Modig Lykt i Lyktestien 1"}


async def test_an_unknown_text_is_told_like_an_erased_one(told: Ledger) -> None:
    unknown = [("case-a:000001", "reason"), ("case-b:000001", "title"), ("", "")]
    assert await told.texts(unknown) == dict.fromkeys(unknown)
    assert await told.texts([]) == {}


async def test_an_erased_text_is_gone_and_the_others_stay(told: Ledger) -> None:
    receipt = await told.erase("case-a", a_call("erase"), *DESCRIPTION)
    title = ("case-a:000001", "title")
    assert await told.texts([title, DESCRIPTION]) == {title: "Åpne dører", DESCRIPTION: None}
    assert str(receipt) == "case-a:000002"
    assert (await told.history("case-a"))[1].event() == TextErased(entry="case-a:000001", text="description")


async def test_with_the_text_goes_the_proof_of_what_the_request_said(told: Ledger) -> None:
    await told.erase("case-a", a_call("erase"), *DESCRIPTION)
    reported, erasing = await told.history("case-a")
    assert reported.request_mac is None
    assert erasing.request_mac is not None


async def test_erasing_twice_under_one_key_is_one_event(told: Ledger) -> None:
    await told.erase("case-a", a_call("erase"), *DESCRIPTION)
    assert (await told.erase("case-a", a_call("erase"), *DESCRIPTION)).repeated
    assert len(await told.history("case-a")) == 2


async def test_what_is_not_there_or_is_gone_is_not_erased(told: Ledger) -> None:
    await told.erase("case-a", a_call("erase"), *DESCRIPTION)
    for key, unknown in [
        ("again", DESCRIPTION),
        ("other", ("case-a:000001", "reason")),
        ("none", ("case-b:1", "title")),
    ]:
        with pytest.raises(NoSuchText):
            await told.erase("case-a", a_call(key), *unknown)
    assert len(await told.history("case-a")) == 2


@pytest.mark.parametrize("point", ["ledger.after-append", "ledger.before-chores", "ledger.after-chores"])
@pytest.mark.parametrize("heals", ["at start", "by a repeat"])
async def test_an_erasure_that_was_cut_off_is_finished(
    told: Ledger, store: LedgerStore, point: str, heals: str
) -> None:
    def die(passed: str) -> None:
        if passed == point:
            raise Crash(point)

    with hooked(die), pytest.raises(Crash):
        await told.erase("case-a", a_call("erase"), *DESCRIPTION)
    restarted = Ledger(store, clock=lambda: NOW, mac_key=b"key")
    if heals == "at start":
        await restarted.finish_chores()
    else:
        await restarted.erase("case-a", a_call("erase"), *DESCRIPTION)
    assert await restarted.texts([DESCRIPTION]) == {DESCRIPTION: None}
    assert await store.with_chores() == []
    assert len(await restarted.history("case-a")) == 2
