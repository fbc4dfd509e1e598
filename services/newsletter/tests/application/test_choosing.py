"""What a reader says by the link in a mail."""

import asyncio

from councilkit.events import Event
from councilkit.events.newsletters import DigestDeclined, DigestWanted
from newsletter.application.choose_digest import choose_digest, chosen
from newsletter.domain.reader import Act
from newsletter.testing.driver import Driver

TERMS = ["term-leader-harbour", "term-leader-region"]


async def said(newsletter: Driver, term: str) -> list[Event]:
    return [entry.event() for entry in await newsletter.service.ledger.history(f"reader-{term}")]


async def test_a_choice_holds_for_every_term_of_the_mail(newsletter: Driver) -> None:
    ledger = newsletter.service.ledger
    assert await chosen(TERMS, ledger) is Act.WANT
    await choose_digest(TERMS, Act.DECLINE, ledger)
    assert await chosen(TERMS, ledger) is Act.DECLINE
    assert [await said(newsletter, term) for term in TERMS] == [[DigestDeclined(term=term)] for term in TERMS]


async def test_who_declined_for_one_of_two_terms_still_gets_digests(newsletter: Driver) -> None:
    await choose_digest(TERMS[:1], Act.DECLINE, newsletter.service.ledger)
    assert await chosen(TERMS, newsletter.service.ledger) is Act.WANT


async def test_a_choice_that_is_made_again_changes_nothing(newsletter: Driver) -> None:
    for choice in (Act.WANT, Act.DECLINE, Act.DECLINE):
        await choose_digest(TERMS, choice, newsletter.service.ledger)
    assert await said(newsletter, TERMS[0]) == [DigestDeclined(term=TERMS[0])]


async def test_a_choice_stands_in_the_ledger_as_one_that_came_by_a_link(newsletter: Driver) -> None:
    await choose_digest(TERMS[:1], Act.DECLINE, newsletter.service.ledger)
    [entry] = await newsletter.service.ledger.history(f"reader-{TERMS[0]}")
    assert entry.command_id == f"link/newsletter/{TERMS[0]}/decline/0"


async def test_two_clicks_at_once_are_one_choice(newsletter: Driver) -> None:
    clicks = (choose_digest(TERMS, Act.DECLINE, newsletter.service.ledger) for _ in range(5))
    await asyncio.gather(*clicks)
    assert await said(newsletter, TERMS[0]) == [DigestDeclined(term=TERMS[0])]


async def test_who_has_declined_can_want_digests_again(newsletter: Driver) -> None:
    for choice in (Act.DECLINE, Act.WANT):
        await choose_digest(TERMS, choice, newsletter.service.ledger)
    assert (await said(newsletter, TERMS[0]))[-1] == DigestWanted(term=TERMS[0])
    assert await chosen(TERMS, newsletter.service.ledger) is Act.WANT
