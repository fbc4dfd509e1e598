"""From a frozen edition to the mails: one for each person, and none to whom it must not go."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from councilkit.ledger import TooMuch
from councilkit.mailing.mail import Doubt, State
from councilkit.mailing.outcomes import Refused, Unknown
from councilkit.mailing.port import Plan
from councilkit.refusals import Unavailable
from newsletter.application.choose_digest import choose_digest
from newsletter.application.editions import campaign_of
from newsletter.application.freeze_edition import FreezeEdition
from newsletter.application.plan_digests import DIGEST
from newsletter.domain.reader import Act
from newsletter.domain.refusals import EditionIsFrozen, NotLevel
from newsletter.subscriptions import CASES, HEARD_BEFORE_FREEZING
from newsletter.testing.driver import AUTUMN, HALF, Driver, ended
from newsletter.testing.places import HARBOUR, PLACES, REGION, VALLEY
from newsletter.testing.sources import Slow

EVERYBODY = {name for place in PLACES for name in place.people}
HARBOURS_LEADER = HARBOUR.people[0]
VALLEYS_LEADER, VALLEYS_MEMBER = VALLEY.people
YESTERDAY = date(2026, 11, 16)


def reached(newsletter: Driver) -> set[str]:
    return {name for name in newsletter.contacts.people if newsletter.relay.to(newsletter.contacts.people[name].email)}


def a_plan(newsletter: Driver, edition: str) -> Plan:
    return Plan(
        campaign=campaign_of(edition),
        key=newsletter.contacts.key(campaign_of(edition), HARBOURS_LEADER),
        kind=DIGEST,
        holds=(HARBOUR.leader.id,),
        about=(edition,),
        due=newsletter.now,
        doubt=Doubt.LIST,
    )


def seat_the_harbours_leader_in_the_region_too(newsletter: Driver) -> None:
    del newsletter.contacts.people[REGION.people[0]]
    newsletter.contacts.add(HARBOURS_LEADER, HARBOUR.leader.id, REGION.leader.id)


async def test_everybody_who_sits_in_a_council_gets_one_mail(newsletter: Driver) -> None:
    edition = await newsletter.sent()
    assert reached(newsletter) == EVERYBODY
    assert len(newsletter.relay.sent) == len(EVERYBODY)
    rows = await newsletter.rows(edition)
    assert {(row.state, row.campaign, row.kind, row.doubt) for row in rows} == {
        (State.ACCEPTED, f"edition-{edition}", "digest", Doubt.LIST)
    }


async def test_who_sits_in_two_councils_gets_one_mail_that_tells_of_both(newsletter: Driver) -> None:
    seat_the_harbours_leader_in_the_region_too(newsletter)
    await newsletter.a_case("tolk", HARBOUR)
    await newsletter.a_case("skjema", REGION)
    edition = await newsletter.sent()
    assert len(newsletter.relay.sent) == len(await newsletter.rows(edition)) == len(EVERYBODY) - 1
    [row] = [row for row in await newsletter.rows(edition) if HARBOUR.leader.id in row.holds]
    assert row.holds == (HARBOUR.leader.id, REGION.leader.id)
    text = newsletter.mail_to(HARBOURS_LEADER).text
    assert "SAKER FRA UTVALGENE DINE" in text
    assert "Brukerutvalget i Fjordane og Brukerutvalget i Havna" in text


async def test_whose_term_has_ended_gets_none(newsletter: Driver) -> None:
    await newsletter.tell(ended(VALLEY.member, YESTERDAY))
    await newsletter.sent()
    assert reached(newsletter) == EVERYBODY - {VALLEYS_MEMBER}


async def test_whose_term_ends_between_the_freezing_and_the_sending_gets_none(newsletter: Driver) -> None:
    edition = await newsletter.greeted()
    newsletter.cards.away = True
    await newsletter.a_case("tolk")
    await newsletter.do(FreezeEdition(edition))
    await newsletter.until_put_off(edition)
    await newsletter.tell(ended(VALLEY.member, YESTERDAY))
    newsletter.cards.away = False
    newsletter.put_forward(timedelta(minutes=2))
    await newsletter.until_over(edition)
    [row] = [row for row in await newsletter.rows(edition) if row.holds == (VALLEY.member.id,)]
    assert row.state is State.SUPPRESSED
    assert reached(newsletter) == EVERYBODY - {VALLEYS_MEMBER}


async def test_who_has_declined_gets_none(newsletter: Driver) -> None:
    await choose_digest([VALLEY.member.id], Act.DECLINE, newsletter.service.ledger)
    edition = await newsletter.sent()
    assert reached(newsletter) == EVERYBODY - {VALLEYS_MEMBER}
    assert VALLEY.member.id not in (await newsletter.service.records.get(edition)).edition.terms


async def test_who_wants_only_what_must_be_sent_gets_none(newsletter: Driver) -> None:
    name = next(name for name, person in newsletter.contacts.people.items() if VALLEY.member.id in person.holds)
    newsletter.contacts.people[name] = replace(newsletter.contacts.people[name], optional=False)
    edition = await newsletter.sent()
    [row] = [row for row in await newsletter.rows(edition) if VALLEY.member.id in row.holds]
    assert (row.state, row.detail) == (State.SUPPRESSED, "declined")


async def test_who_declines_between_the_freezing_and_the_sending_gets_none(newsletter: Driver) -> None:
    edition = await newsletter.greeted()
    newsletter.cards.away = True
    await newsletter.a_case("tolk")
    await newsletter.do(FreezeEdition(edition))
    await newsletter.until_put_off(edition)
    await choose_digest([VALLEY.member.id], Act.DECLINE, newsletter.service.ledger)
    assert await newsletter.service.level()
    newsletter.cards.away = False
    newsletter.put_forward(timedelta(minutes=2))
    await newsletter.until_over(edition)
    [row] = [row for row in await newsletter.rows(edition) if row.holds == (VALLEY.member.id,)]
    assert (row.state, row.detail) == (State.SUPPRESSED, "declined")


async def test_who_declined_for_one_council_still_hears_of_the_other(newsletter: Driver) -> None:
    seat_the_harbours_leader_in_the_region_too(newsletter)
    await choose_digest([REGION.leader.id], Act.DECLINE, newsletter.service.ledger)
    await newsletter.sent()
    text = newsletter.mail_to(HARBOURS_LEADER).text
    assert "Du får dette fordi du er med i Brukerutvalget i Havna." in text


async def test_whom_the_contact_store_has_forgotten_gets_none(newsletter: Driver) -> None:
    del newsletter.contacts.people[VALLEYS_MEMBER]
    edition = await newsletter.sent()
    assert reached(newsletter) == EVERYBODY - {VALLEYS_MEMBER}
    [row] = [row for row in await newsletter.rows(edition) if row.holds == (VALLEY.member.id,)]
    assert (row.state, row.detail) == (State.SUPPRESSED, "the contact store does not know whom it is for")


async def test_no_mail_is_written_from_an_edition_that_we_have_not_seen_frozen(newsletter: Driver) -> None:
    for edition in (await newsletter.greeted(), "not-seen-at-all"):
        await newsletter.mails.plan([a_plan(newsletter, edition)])
        newsletter.put_forward(timedelta())
        await newsletter.until_put_off(edition)
    assert newsletter.relay.sent == []


async def test_a_digest_that_was_frozen_long_ago_is_not_sent_any_more(newsletter: Driver) -> None:
    edition = await newsletter.greeted()
    await newsletter.a_case("tolk")
    newsletter.cards.away = True
    await newsletter.do(FreezeEdition(edition))
    await newsletter.until_put_off(edition)
    newsletter.cards.away = False
    newsletter.put_forward(timedelta(days=7, minutes=1))
    await newsletter.until_over(edition)
    assert {(row.state, row.detail) for row in await newsletter.rows(edition)} == {
        (State.SUPPRESSED, "too late: the newsletter was frozen more than 7 days ago")
    }
    assert newsletter.relay.sent == []


async def test_a_bad_address_stops_nobody_elses_mail(newsletter: Driver) -> None:
    people = newsletter.contacts.people
    newsletter.relay.early[people[VALLEYS_MEMBER].email] = [Refused(550, "no such user")]
    newsletter.relay.answers[people[VALLEYS_LEADER].email] = [Unknown("the line was cut")]
    edition = await newsletter.sent()
    assert reached(newsletter) == EVERYBODY - set(VALLEY.people)
    counts = await newsletter.mails.counts(f"edition-{edition}")
    assert counts == {State.ACCEPTED: 6, State.REFUSED: 1, State.IN_DOUBT: 1}


async def test_what_happens_after_the_freezing_is_not_told(newsletter: Driver) -> None:
    await newsletter.a_case("tolk")
    await newsletter.a_case("for-sent", at=newsletter.now)
    edition = await newsletter.sent()
    assert (await newsletter.service.records.get(edition)).edition.cases == ("tolk",)


async def test_cards_are_asked_for_once_for_all_mails(newsletter: Driver) -> None:
    await newsletter.a_case("tolk")
    await newsletter.sent()
    assert newsletter.cards.asked == [{"tolk"}]


async def test_an_edition_is_sent_once_however_often_it_is_frozen(newsletter: Driver) -> None:
    edition = await newsletter.sent()
    with pytest.raises(EditionIsFrozen):
        await newsletter.do(FreezeEdition(edition))
    assert len(newsletter.relay.sent) == len(EVERYBODY)


async def test_freezing_that_is_asked_for_again_gets_the_same_receipt(newsletter: Driver) -> None:
    edition = await newsletter.greeted()
    first = await newsletter.do(FreezeEdition(edition), key="the same")
    again = await newsletter.do(FreezeEdition(edition), key="the same")
    assert (str(first), again.repeated) == (str(again), True)


async def test_an_edition_is_not_frozen_before_the_latest_news_has_arrived(newsletter: Driver) -> None:
    async def behind() -> bool:
        await asyncio.sleep(0)
        return False

    edition = await newsletter.greeted()
    newsletter.behind(behind)
    with pytest.raises(NotLevel):
        await newsletter.do(FreezeEdition(edition))
    assert (await newsletter.service.editions.get(edition)).terms == ()


async def test_those_who_may_have_news_are_asked_at_once(newsletter: Driver) -> None:
    everybody = asyncio.Barrier(len(HEARD_BEFORE_FREEZING))
    sources = newsletter.house.sources
    for name in HEARD_BEFORE_FREEZING:
        sources[name] = Slow(sources[name], everybody.wait)
    assert await newsletter.service.level()


async def test_an_edition_that_is_too_great_is_not_sent_and_its_editor_told_so(newsletter: Driver) -> None:
    moved = {"origin": HARBOUR.id, "councils": [HARBOUR.id], "moved": {HALF: AUTUMN.isoformat()}, "halves": [HALF]}
    open_to_all = {"restricted": False, "personal": False}
    await newsletter.remember(CASES, {f"{n:0900}": {**moved, **open_to_all} for n in range(300)})
    edition = await newsletter.greeted()
    with pytest.raises(TooMuch, match="Nothing has been sent"):
        await newsletter.do(FreezeEdition(edition))


async def test_a_neighbour_that_is_away_keeps_an_edition_from_being_frozen(newsletter: Driver) -> None:
    async def away() -> bool:
        raise Unavailable("case-flow does not answer.")

    edition = await newsletter.greeted()
    newsletter.behind(away)
    with pytest.raises(Unavailable):
        await newsletter.do(FreezeEdition(edition))
