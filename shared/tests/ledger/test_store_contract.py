"""What every `LedgerStore` promises; each test runs on all of them."""

import pytest

from councilkit.ledger import GENESIS, Chores, Clash, Found, Head, LedgerStore, Look, Number
from councilkit.testing.samples import an_entry


def numbers(*ids: str, first: int = 1) -> list[Number]:
    return [Number(one, position, f"{position:064x}") for position, one in enumerate(ids, first)]


async def test_an_entry_is_read_back_as_it_was_written(store: LedgerStore) -> None:
    entry = an_entry(
        "case-a",
        texts={"title": "Åpne dører", "short": ""},
        claims=("code/LBU-HOR", "reference/26-4821"),
        chores=Chores(erase=(("case-a:000001", "title"),), release=("code/old",)),
        vouched_by="post",
    )
    assert await store.append([entry]) == [None]
    assert await store.look([Look("case-a", entry.command_id)]) == [Found([entry], entry)]
    assert await store.entries([entry.id]) == [entry]
    assert await store.pending(10) == [entry]
    assert await store.with_chores() == [entry]


async def test_preparing_again_changes_nothing(store: LedgerStore) -> None:
    await store.append([an_entry("case-a")])
    await store.prepare()
    assert await store.append([an_entry("case-a")]) == [Clash("entry", "case-a:000001")]


async def test_an_empty_ledger_answers(store: LedgerStore) -> None:
    assert await store.look([Look("case-a", "key")]) == [Found([], None)]
    assert await store.look([Look("case-a", "key")], after_clash=True) == [Found([], None)]
    assert await store.entries(["case-a:000001"]) == []
    assert await store.head() == Head(1, 0, GENESIS)
    assert await store.page(0, 10) == []
    assert await store.pending(10) == []
    assert await store.with_chores() == []


async def test_an_epoch_begins_once_however_often_it_is_asked_for(store: LedgerStore) -> None:
    await store.append([an_entry("case-a")])
    await store.number(numbers("case-a:000001"))
    assert await store.raise_epoch(2) == 2
    assert await store.raise_epoch(2) == 2
    assert await store.raise_epoch(7) == 7
    assert await store.head() == Head(7, 1, f"{1:064x}")


@pytest.mark.parametrize("earlier", [1, 4])
async def test_no_earlier_epoch_comes_back(store: LedgerStore, earlier: int) -> None:
    assert await store.raise_epoch(1) == 1
    assert await store.raise_epoch(5) == 5
    assert await store.raise_epoch(earlier) == 5
    assert (await store.head()).epoch == 5


async def test_two_entries_never_share_a_place_in_a_stream(store: LedgerStore) -> None:
    await store.append([an_entry("case-a", 1)])
    assert await store.append([an_entry("case-a", 1, command="another")]) == [Clash("entry", "case-a:000001")]


async def test_a_command_writes_once_in_whatever_stream(store: LedgerStore) -> None:
    await store.append([an_entry("case-a", command="key")])
    assert await store.append([an_entry("case-b", command="key")]) == [Clash("command", "key")]
    assert await store.entries(["case-b:000001"]) == []


async def test_a_claim_is_held_once_in_whatever_stream(store: LedgerStore) -> None:
    await store.append([an_entry("council-a", claims=("code/A", "code/B"))])
    assert await store.append([an_entry("council-b", claims=("code/C", "code/B"))]) == [Clash("claim", "code/B")]
    assert await store.append([an_entry("council-c", claims=("code/C",))]) == [None]


async def test_the_first_of_two_taken_claims_is_named(store: LedgerStore) -> None:
    await store.append([an_entry("council-a", claims=("code/A", "code/B"))])
    assert await store.append([an_entry("council-b", claims=("code/B", "code/A"))]) == [Clash("claim", "code/A")]


async def test_entries_without_claims_never_clash_on_them(store: LedgerStore) -> None:
    assert await store.append([an_entry("case-a"), an_entry("case-b"), an_entry("case-c")]) == [None] * 3


async def test_a_lost_race_is_told_before_a_repeated_command_and_that_before_a_claim(store: LedgerStore) -> None:
    await store.append([an_entry("case-a", command="key", claims=("code/A",))])
    everything = an_entry("case-a", command="key", claims=("code/A",))
    assert await store.append([everything]) == [Clash("entry", "case-a:000001")]
    both = an_entry("case-b", command="key", claims=("code/A",))
    assert await store.append([both]) == [Clash("command", "key")]


async def test_in_a_batch_each_entry_stands_or_falls_on_its_own(store: LedgerStore) -> None:
    await store.append([an_entry("case-a"), an_entry("council-a", claims=("code/A",))])
    batch = [
        an_entry("case-b"),
        an_entry("case-a", command="too late"),
        an_entry("case-c", command="command/case-b/1"),
        an_entry("case-d"),
        an_entry("council-b", claims=("code/A",)),
        an_entry("council-c", claims=("code/C",)),
        an_entry("council-d", claims=("code/C",)),
    ]
    assert await store.append(batch) == [
        None,
        Clash("entry", "case-a:000001"),
        Clash("command", "command/case-b/1"),
        None,
        Clash("claim", "code/A"),
        None,
        Clash("claim", "code/C"),
    ]
    assert [entry.id for entry in await store.pending(10)] == [
        "case-a:000001",
        "council-a:000001",
        "case-b:000001",
        "case-d:000001",
        "council-c:000001",
    ]


@pytest.mark.parametrize("after_clash", [False, True])
async def test_a_look_tells_the_stream_in_order_and_the_command_wherever_it_is(
    store: LedgerStore, *, after_clash: bool
) -> None:
    a1, a2, b1 = an_entry("case-a", 1), an_entry("case-a", 2), an_entry("case-b", 1)
    await store.append([a1, b1])
    await store.append([a2])
    looks = [Look("case-a", b1.command_id), Look("case-a", "unknown"), Look("case-c", a2.command_id)]
    assert await store.look(looks, after_clash=after_clash) == [
        Found([a1, a2], b1),
        Found([a1, a2], None),
        Found([], a2),
    ]


async def test_streams_whose_names_begin_alike_are_not_mixed(store: LedgerStore) -> None:
    short, long = an_entry("case-a"), an_entry("case-ab")
    await store.append([short, long])
    assert await store.look([Look("case-a", "")]) == [Found([short], None)]


async def test_a_history_is_the_askers_own(store: LedgerStore) -> None:
    await store.append([an_entry("case-a")])
    first, second = await store.look([Look("case-a", "x"), Look("case-a", "y")])
    first.history.clear()
    assert len(second.history) == 1


async def test_a_stream_of_more_than_ten_stays_in_order(store: LedgerStore) -> None:
    for sequence in range(1, 13):
        await store.append([an_entry("case-a", sequence)])
    [found] = await store.look([Look("case-a", "")])
    assert [entry.sequence for entry in found.history] == list(range(1, 13))


async def test_entries_wait_for_their_number_in_the_order_in_which_they_were_stored(store: LedgerStore) -> None:
    await store.append([an_entry("case-b")])
    await store.append([an_entry("case-c"), an_entry("case-a")])
    await store.append([an_entry("case-b", 2)])
    waiting = ["case-b:000001", "case-c:000001", "case-a:000001", "case-b:000002"]
    assert [entry.id for entry in await store.pending(10)] == waiting
    assert [entry.id for entry in await store.pending(3)] == waiting[:3]


async def test_numbered_entries_leave_the_line_and_become_the_head(store: LedgerStore) -> None:
    await store.append([an_entry("case-a"), an_entry("case-b"), an_entry("case-c")])
    assert await store.number(numbers("case-a:000001", "case-b:000001"))
    assert [entry.id for entry in await store.pending(10)] == ["case-c:000001"]
    assert await store.head() == Head(1, 2, f"{2:064x}")
    [numbered] = await store.entries(["case-b:000001"])
    assert (numbered.position, numbered.hash) == (2, f"{2:064x}")


async def test_a_numbered_entry_is_never_numbered_again(store: LedgerStore) -> None:
    await store.append([an_entry("case-a"), an_entry("case-b")])
    await store.number(numbers("case-a:000001"))
    assert not await store.number(numbers("case-a:000001", first=2))
    assert (await store.head()).position == 1


async def test_a_taken_position_is_never_given_again(store: LedgerStore) -> None:
    await store.append([an_entry("case-a"), an_entry("case-b")])
    await store.number(numbers("case-a:000001"))
    assert not await store.number(numbers("case-b:000001"))
    assert [entry.id for entry in await store.pending(10)] == ["case-b:000001"]


async def test_numbering_stops_where_another_has_numbered(store: LedgerStore) -> None:
    await store.append([an_entry("case-a"), an_entry("case-b"), an_entry("case-c"), an_entry("case-d")])
    await store.number(numbers("case-b:000001", "case-a:000001"))
    assert not await store.number(numbers("case-c:000001", "case-a:000001", "case-d:000001", first=3))
    assert [entry.id for entry in await store.pending(10)] == ["case-d:000001"]
    assert await store.head() == Head(1, 3, f"{3:064x}")


async def test_an_entry_that_is_gone_gets_no_number(store: LedgerStore) -> None:
    assert not await store.number(numbers("case-a:000001"))
    assert await store.entries(["case-a:000001"]) == []
    assert (await store.head()).position == 0


async def test_pages_tell_numbered_entries_above_a_position(store: LedgerStore) -> None:
    await store.append([an_entry("case-a"), an_entry("case-b"), an_entry("case-c"), an_entry("case-d")])
    await store.number(numbers("case-b:000001", "case-a:000001", "case-c:000001"))
    assert [entry.id for entry in await store.page(0, 2)] == ["case-b:000001", "case-a:000001"]
    assert [entry.id for entry in await store.page(2, 2)] == ["case-c:000001"]
    assert await store.page(3, 2) == []
    assert await store.page(2**53, 2) == []


async def test_a_page_of_one_stream_leaves_the_others_out(store: LedgerStore) -> None:
    await store.append([an_entry("case-a"), an_entry("case-b")])
    await store.append([an_entry("case-a", 2)])
    await store.number(numbers("case-a:000001", "case-b:000001", "case-a:000002"))
    assert [entry.id for entry in await store.page(0, 10, "case-a")] == ["case-a:000001", "case-a:000002"]
    assert [entry.id for entry in await store.page(1, 10, "case-a")] == ["case-a:000002"]
    assert [entry.id for entry in await store.page(0, 1, "case-a")] == ["case-a:000001"]
    assert await store.page(0, 10, "case-c") == []


async def test_erasing_takes_the_text_and_its_requests_mac_and_leaves_the_other_texts(store: LedgerStore) -> None:
    await store.append([an_entry("case-a", texts={"title": "Tittel", "description": "Navn"})])
    erasing = an_entry("case-a", 2, chores=Chores(erase=(("case-a:000001", "description"),)))
    await store.append([erasing])
    await store.do_chores(erasing)
    [erased] = await store.entries(["case-a:000001"])
    assert (erased.texts, erased.request_mac) == ({"title": "Tittel"}, None)


async def test_a_released_claim_is_free_for_another_stream(store: LedgerStore) -> None:
    await store.append([an_entry("council-a", claims=("code/A", "code/B"))])
    merging = an_entry("council-a", 2, claims=("code/C",), chores=Chores(release=("code/A",)))
    await store.append([merging])
    await store.do_chores(merging)
    assert await store.append([an_entry("council-b", claims=("code/A",))]) == [None]
    assert await store.append([an_entry("council-c", claims=("code/B",))]) == [Clash("claim", "code/B")]
    assert await store.append([an_entry("council-d", claims=("code/C",))]) == [Clash("claim", "code/C")]


async def test_done_chores_are_struck_off_and_may_be_done_again(store: LedgerStore) -> None:
    await store.append([an_entry("case-a", texts={"title": "Navn"})])
    erasing = an_entry("case-a", 2, chores=Chores(erase=(("case-a:000001", "title"),)))
    await store.append([erasing])
    assert await store.with_chores() == [erasing]
    await store.do_chores(erasing)
    assert await store.with_chores() == []
    await store.do_chores(erasing)
    [erased] = await store.entries(["case-a:000001"])
    assert erased.texts == {}


async def test_no_stream_erases_or_releases_what_belongs_to_another(store: LedgerStore) -> None:
    await store.append([an_entry("case-a", texts={"title": "Vår"}, claims=("code/A",))])
    intruding = an_entry("case-b", chores=Chores(erase=(("case-a:000001", "title"),), release=("code/A",)))
    await store.append([intruding])
    await store.do_chores(intruding)
    [kept] = await store.entries(["case-a:000001"])
    assert (kept.texts, kept.claims, kept.request_mac) == ({"title": "Vår"}, ("code/A",), b"mac")


async def test_an_unknown_entry_is_not_among_those_told(store: LedgerStore) -> None:
    await store.append([an_entry("case-a")])
    assert [entry.id for entry in await store.entries(["case-a:000001", "case-a:000002", ""])] == ["case-a:000001"]
