"""What is read for an edition serves all its mails, for a while."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

from councilkit.cards import Card
from councilkit.testing.mailing import MemoryCards
from councilkit.wording import Wording, wordings
from newsletter.application.digests import AT_ONCE, Digests
from newsletter.application.records import Record
from newsletter.subscriptions import NAME
from newsletter.testing.driver import Driver
from newsletter.testing.places import HARBOUR

SOME = timedelta(seconds=40)


async def read(newsletter: Driver, record: Record) -> int:
    """Read an edition, and tell how often cards have been asked for."""
    await newsletter.service.digests.of(record, [HARBOUR.id], "nb")
    return len(newsletter.cards.asked)


async def record_of(newsletter: Driver, half: str) -> Record:
    return await newsletter.service.records.get(await newsletter.greeted(half))


async def test_two_editions_that_are_read_in_turn_are_each_read_for_once(newsletter: Driver) -> None:
    one, other = await record_of(newsletter, "2026-1"), await record_of(newsletter, "2026-2")
    assert [await read(newsletter, record) for record in (one, other, one, other)] == [1, 2, 2, 2]


async def test_an_edition_is_read_anew_after_a_minute_and_when_it_has_changed(newsletter: Driver) -> None:
    record = await record_of(newsletter, "2026-2")
    assert await read(newsletter, record) == 1
    newsletter.now += timedelta(seconds=61)
    assert await read(newsletter, record) == 2
    assert await read(newsletter, replace(record, sequence=9)) == 3


async def test_the_minute_begins_when_all_has_been_read(newsletter: Driver) -> None:
    record, service = await record_of(newsletter, "2026-2"), newsletter.service
    cards = SlowCards(newsletter)
    digests = Digests(service.known, service.records, cards, wordings(NAME, Wording), newsletter.clock)
    await digests.of(record, [HARBOUR.id], "nb")
    newsletter.now += SOME
    await digests.of(record, [HARBOUR.id], "nb")
    assert len(cards.asked) == 1


async def test_no_more_than_a_few_editions_are_kept(newsletter: Driver) -> None:
    record = await record_of(newsletter, "2026-2")
    several = [replace(record, edition=replace(record.edition, id=f"edition{n}")) for n in range(AT_ONCE + 1)]
    for one in several:
        await read(newsletter, one)
    assert await read(newsletter, several[-1]) == AT_ONCE + 1
    assert await read(newsletter, several[0]) == AT_ONCE + 2


class SlowCards(MemoryCards):
    """Cards that take most of a minute to read."""

    def __init__(self, newsletter: Driver) -> None:
        super().__init__()
        self._newsletter = newsletter

    async def cards(self, cases: Collection[str]) -> Mapping[str, Card]:
        found = await super().cards(cases)
        self._newsletter.now += SOME
        return found
