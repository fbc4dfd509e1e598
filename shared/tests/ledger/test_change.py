"""A command becomes one event, once however often it is sent."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from councilkit.events import MAX_DATA
from councilkit.ledger import (
    Busy,
    ClaimTaken,
    Clash,
    Draft,
    Entry,
    KeyReused,
    Ledger,
    LedgerStore,
    Receipt,
    Stale,
    TooMuch,
)
from councilkit.ledger.entry import Chores
from councilkit.ledger.ledger import Decide
from councilkit.refusals import Refusal, Unavailable
from councilkit.testing.proxies import LedgerProxy
from councilkit.testing.samples import NOW, a_call, a_fact, mark_of


def tell(mark: str, *, claims: Sequence[str] = (), release: tuple[str, ...] = ()) -> Decide:
    return lambda *_: Draft(a_fact(mark), claims=claims, chores=Chores(release=release))


def never(_: Sequence[Entry], __: datetime) -> Draft:
    raise AssertionError("a repeat is found before anything is decided")


class NotThis(Refusal):
    slug = "not-this"


def refuse(_: Sequence[Entry], __: datetime) -> Draft:
    raise NotThis("No.")


async def marks(ledger: Ledger, stream: str) -> list[str]:
    return [mark_of(entry) for entry in await ledger.history(stream)]


async def test_a_command_that_is_answered_is_one_event(ledger: Ledger) -> None:
    assert await ledger.change("case-a", a_call("one"), tell("one")) == Receipt("case-a", 1)
    [entry] = await ledger.history("case-a")
    assert (entry.id, entry.actor, entry.correlation, entry.at) == ("case-a:000001", "term", "one", NOW)
    assert mark_of(entry) == "one"


async def test_an_event_that_is_too_large_for_anyone_to_take_in_is_not_written(ledger: Ledger) -> None:
    for write in (ledger.change, ledger.open):
        with pytest.raises(TooMuch):
            await write("case-a", a_call("one"), tell("x" * MAX_DATA))
    assert await ledger.history("case-a") == []


async def test_each_decision_sees_what_was_decided_before(ledger: Ledger) -> None:
    for key in ("one", "two", "three"):
        await ledger.change("case-a", a_call(key), lambda history, _: Draft(a_fact(f"after {len(history)}")))
    assert await marks(ledger, "case-a") == ["after 0", "after 1", "after 2"]


async def test_a_decision_is_told_the_time_which_the_event_carries(store: LedgerStore) -> None:
    times = iter(NOW + timedelta(minutes=minute) for minute in range(9))
    ledger = Ledger(store, clock=lambda: next(times), mac_key=b"key")
    await ledger.change("case-a", a_call("one"), lambda _, now: Draft(a_fact(now.isoformat())))
    [entry] = await ledger.history("case-a")
    assert mark_of(entry) == entry.at.isoformat()


async def test_a_time_finer_than_the_database_keeps_is_the_same_in_every_adapter(store: LedgerStore) -> None:
    ledger = Ledger(store, clock=lambda: NOW.replace(microsecond=123_456), mac_key=b"key")
    await ledger.change("case-a", a_call("one"), lambda _, now: Draft(a_fact(now.isoformat())))
    [entry] = await ledger.history("case-a")
    assert entry.at == NOW.replace(microsecond=123_000)
    assert mark_of(entry) == entry.at.isoformat()


async def test_the_same_key_again_gets_the_same_receipt(ledger: Ledger) -> None:
    first = await ledger.change("case-a", a_call("one"), tell("one"))
    await ledger.change("case-a", a_call("two"), tell("two"))
    assert await ledger.change("case-a", a_call("one"), never) == Receipt("case-a", 1, repeated=True)
    assert str(first) == "case-a:000001"


async def test_a_repeat_is_found_before_its_if_match_is_held_against_it(ledger: Ledger) -> None:
    await ledger.change("case-a", a_call("one", expected=0), tell("one"))
    assert (await ledger.change("case-a", a_call("one", expected=0), never)).repeated


async def test_a_repeat_with_a_new_id_for_its_thing_gets_the_first_thing(ledger: Ledger) -> None:
    await ledger.change("case-a", a_call("one"), tell("one"))
    assert await ledger.change("case-b", a_call("one"), never) == Receipt("case-a", 1, repeated=True)
    assert await ledger.history("case-b") == []


async def test_another_request_under_the_same_key_is_refused(ledger: Ledger) -> None:
    await ledger.change("case-a", a_call("one", body=b"one"), tell("one"))
    with pytest.raises(KeyReused) as refusal:
        await ledger.change("case-a", a_call("one", body=b"other"), never)
    assert refusal.value.field == "Idempotency-Key"


async def test_twenty_tries_at_once_write_once(ledger: Ledger) -> None:
    tries = (ledger.change("case-a", a_call("one"), tell("one")) for _ in range(20))
    receipts = await asyncio.gather(*tries)
    assert {str(receipt) for receipt in receipts} == {"case-a:000001"}
    assert [receipt.repeated for receipt in receipts].count(False) == 1
    assert await marks(ledger, "case-a") == ["one"]


async def test_twenty_tries_at_once_that_each_made_an_id_agree_on_one(ledger: Ledger, store: LedgerStore) -> None:
    tries = (ledger.change(f"case-{number}", a_call("one"), tell("one")) for number in range(20))
    receipts = await asyncio.gather(*tries)
    assert len({str(receipt) for receipt in receipts}) == 1
    assert len(await store.pending(30)) == 1


async def test_the_same_key_comes_through_when_its_text_has_been_erased(ledger: Ledger) -> None:
    await ledger.change("case-a", a_call("one"), lambda *_: Draft(a_fact(), texts={"title": "Navn"}))
    await ledger.erase("case-a", a_call("erase"), "case-a:000001", "title")
    assert (await ledger.change("case-a", a_call("one"), never)).repeated


async def test_a_stale_if_match_is_refused_before_anything_is_decided(ledger: Ledger) -> None:
    await ledger.change("case-a", a_call("one"), tell("one"))
    with pytest.raises(Stale) as refusal:
        await ledger.change("case-a", a_call("two", expected=0), never)
    assert refusal.value.field == "If-Match"
    assert await marks(ledger, "case-a") == ["one"]


async def test_of_two_who_saw_the_same_state_one_is_told_that_it_is_stale(ledger: Ledger) -> None:
    await ledger.change("case-a", a_call("one"), tell("one"))
    both = [ledger.change("case-a", a_call(key, expected=1), tell(key)) for key in ("two", "three")]
    answers = await asyncio.gather(*both, return_exceptions=True)
    assert [type(answer) for answer in answers] == [Receipt, Stale]
    assert await marks(ledger, "case-a") == ["one", "two"]


async def test_two_writers_of_one_stream_both_land_by_deciding_again(ledger: Ledger) -> None:
    def decide(history: Sequence[Entry], _: datetime) -> Draft:
        return Draft(a_fact(f"after {len(history)}"))

    receipts = await asyncio.gather(*(ledger.change("case-a", a_call(key), decide) for key in ("one", "two")))
    assert sorted(map(str, receipts)) == ["case-a:000001", "case-a:000002"]
    assert await marks(ledger, "case-a") == ["after 0", "after 1"]


class Outrun(LedgerProxy):
    """Another replica is faster than each append, so many times."""

    def __init__(self, behind: LedgerStore, times: int) -> None:
        super().__init__(behind)
        self.left = times
        self.other = Ledger(behind, clock=lambda: NOW, mac_key=b"key")

    async def append(self, entries: Sequence[Entry]) -> list[Clash | None]:
        if self.left:
            self.left -= 1
            await self.other.change(entries[0].stream, a_call(f"other {self.left}"), tell("other"))
        return await super().append(entries)


async def test_a_writer_outrun_four_times_still_lands(store: LedgerStore) -> None:
    ledger = Ledger(Outrun(store, times=4), clock=lambda: NOW, mac_key=b"key")
    assert await ledger.change("case-a", a_call("one"), tell("one")) == Receipt("case-a", 5)


async def test_a_writer_outrun_five_times_is_told_that_others_are_busy(store: LedgerStore) -> None:
    ledger = Ledger(Outrun(store, times=5), clock=lambda: NOW, mac_key=b"key")
    with pytest.raises(Busy):
        await ledger.change("case-a", a_call("one"), tell("one"))
    assert await marks(ledger, "case-a") == ["other"] * 5


async def test_a_name_that_another_stream_claims_is_taken(ledger: Ledger) -> None:
    await ledger.change("council-a", a_call("one"), tell("one", claims=["code/LBU-HOR"]))
    with pytest.raises(ClaimTaken) as refusal:
        await ledger.change("council-b", a_call("two"), tell("two", claims=["code/X", "code/LBU-HOR"]))
    assert refusal.value.claim == "code/LBU-HOR"
    assert await ledger.history("council-b") == []


async def test_of_many_that_claim_a_name_at_once_one_gets_it(ledger: Ledger) -> None:
    tries = (ledger.change(f"council-{n}", a_call(f"{n}"), tell("x", claims=["code/A"])) for n in range(10))
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["ClaimTaken"] * 9 + ["Receipt"]


async def test_a_repeat_is_no_rival_for_its_own_claim(ledger: Ledger) -> None:
    tries = (ledger.change(f"council-{n}", a_call("one"), tell("x", claims=["code/A"])) for n in range(5))
    receipts = await asyncio.gather(*tries)
    assert len({str(receipt) for receipt in receipts}) == 1


async def test_a_name_given_up_can_be_taken(ledger: Ledger) -> None:
    await ledger.change("council-a", a_call("one"), tell("one", claims=["code/A"]))
    await ledger.change("council-a", a_call("two"), tell("closed", release=("code/A",)))
    assert await ledger.change("council-b", a_call("three"), tell("three", claims=["code/A"])) == Receipt(
        "council-b", 1
    )


async def test_a_refused_decision_writes_nothing(ledger: Ledger, store: LedgerStore) -> None:
    with pytest.raises(NotThis):
        await ledger.change("case-a", a_call("one"), refuse)
    assert await store.pending(1) == []
    assert await ledger.change("case-a", a_call("one"), tell("one")) == Receipt("case-a", 1)


class Waits(LedgerProxy):
    """Each append waits for the gate; it tells when it has begun."""

    def __init__(self, behind: LedgerStore) -> None:
        super().__init__(behind)
        self.gate = asyncio.Event()
        self.begun = asyncio.Event()

    async def append(self, entries: Sequence[Entry]) -> list[Clash | None]:
        self.begun.set()
        await self.gate.wait()
        return await super().append(entries)


async def test_a_caller_that_goes_away_harms_nobody(store: LedgerStore) -> None:
    slow = Waits(store)
    ledger = Ledger(slow, clock=lambda: NOW, mac_key=b"key")
    gone = asyncio.create_task(ledger.change("case-a", a_call("one"), tell("one")))
    await slow.begun.wait()
    waiting = asyncio.create_task(ledger.change("case-b", a_call("two"), tell("two")))
    never_sent = asyncio.create_task(ledger.change("case-c", a_call("three"), tell("three")))
    await asyncio.sleep(0.02)
    gone.cancel()
    never_sent.cancel()
    slow.gate.set()
    assert await waiting == Receipt("case-b", 1)
    assert gone.cancelled()
    # What was under way happened, and its repeat finds it; what had not begun did not.
    assert (await ledger.change("case-a", a_call("one"), never)).repeated
    assert not (await ledger.change("case-c", a_call("three"), tell("three"))).repeated


class LosesAnswers(LedgerProxy):
    """The first append happens, and its answer is lost."""

    lost = False

    async def append(self, entries: Sequence[Entry]) -> list[Clash | None]:
        answer = await super().append(entries)
        if not self.lost:
            self.lost = True
            raise Unavailable("The database does not answer.")
        return answer


async def test_a_command_whose_answer_was_lost_is_found_when_it_is_sent_again(store: LedgerStore) -> None:
    ledger = Ledger(LosesAnswers(store), clock=lambda: NOW, mac_key=b"key")
    with pytest.raises(Unavailable):
        await ledger.change("case-a", a_call("one"), tell("one"))
    assert await ledger.change("case-a", a_call("one"), never) == Receipt("case-a", 1, repeated=True)


async def test_every_caller_of_a_batch_is_told_that_the_database_is_away(store: LedgerStore) -> None:
    ledger = Ledger(LosesAnswers(store), clock=lambda: NOW, mac_key=b"key")
    tries = (ledger.change(f"case-{n}", a_call(f"{n}"), tell("x")) for n in range(5))
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert [type(answer) for answer in answers] == [Unavailable] * 5


async def test_whoever_writes_wakes_numbering(store: LedgerStore) -> None:
    nudges: list[None] = []
    ledger = Ledger(store, clock=lambda: NOW, mac_key=b"key", nudge=lambda: nudges.append(None))
    await ledger.change("case-a", a_call("one"), tell("one"))
    await ledger.change("case-a", a_call("one"), never)
    assert len(nudges) == 1


async def test_a_command_is_known_by_its_id_once_it_has_been_done(ledger: Ledger) -> None:
    assert not await ledger.has_done("case-a", a_call("one"))
    await ledger.change("case-a", a_call("one"), tell("one"))
    assert await ledger.has_done("case-a", a_call("one"))
    assert not await ledger.has_done("case-a", a_call("two"))


async def test_whether_a_command_was_written_can_be_asked_before_it_is_decided(ledger: Ledger) -> None:
    assert await ledger.known(a_call("one")) is None
    first = await ledger.change("case-a", a_call("one"), tell("one"))
    earlier = await ledger.known(a_call("one"))
    assert (earlier and str(earlier), earlier and earlier.repeated) == (str(first), True)
    assert await ledger.known(a_call("two")) is None


async def test_a_key_that_is_another_requests_is_refused_when_it_is_asked_about(ledger: Ledger) -> None:
    await ledger.change("case-a", a_call("one"), tell("one"))
    with pytest.raises(KeyReused):
        await ledger.known(a_call("one", body=b"another"))
