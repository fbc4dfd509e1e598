"""Councils that are asked for input hear of it, are reminded, and hear what came of it."""

from datetime import UTC, datetime, timedelta

import pytest

from councilkit.events.case_words import Late
from councilkit.events.rounds import RoundAnswered, RoundConcluded, RoundDue, RoundOpened, RoundTakenOver, Stance
from councilkit.mailing.mail import State
from notifier.testing.cases import ROUND, due, tell_later, told_to
from notifier.testing.driver import Driver
from notifier.testing.places import CENTRE, HARBOUR, REGION, VALLEY

LEADER, SECRETARY, VALLEY_LEADER, REGION_LEADER = "Modig Lykt", "Grundig Kopp", "Blid Sol", "Lun Vott"
TITLE = "Innspill til ny strategi"
OPENED = RoundOpened(round=ROUND, council=REGION.id, to=(HARBOUR.id, VALLEY.id), questions=3, due=due())
MORNING = datetime(2026, 3, 20, 5, 30, tzinfo=UTC)


def answered(council: str) -> RoundAnswered:
    return RoundAnswered(round=ROUND, council=council, stances=(Stance.FOR,))


def falls_due(late: Late, *missing: str) -> RoundDue:
    return RoundDue(round=ROUND, late=late, missing=missing or (HARBOUR.id, VALLEY.id))


@pytest.fixture
async def opened(notifier: Driver) -> Driver:
    notifier.titles.known[ROUND] = TITLE
    await tell_later(notifier, OPENED)
    await notifier.sent()
    notifier.relay.sent.clear()
    return notifier


async def this_morning(notifier: Driver, *events: RoundDue) -> None:
    await notifier.wait_until(MORNING)
    await notifier.tell(*events)
    await notifier.wait_until(MORNING + timedelta(hours=2))


async def test_the_desks_of_those_who_are_asked_hear_of_it(notifier: Driver) -> None:
    notifier.titles.known[ROUND] = TITLE
    await tell_later(notifier, OPENED)
    heard = await told_to(notifier)
    assert set(heard) == {LEADER, SECRETARY, VALLEY_LEADER}
    mail = heard[LEADER]
    assert mail.subject == f"Dere er bedt om innspill: {TITLE}"
    assert "Brukerutvalget i Fjordane har 3 spørsmål til Brukerutvalget i Vika." in mail.text
    assert "Svar innen 24. mars 2026." in mail.text
    assert f"Svar på runden:\n{notifier.settings.portal_url}innspill/{ROUND}" in mail.text
    assert "Brukarutvalet i Fjordane har 3 spørsmål til Brukarutvalet i Dalen." in heard[VALLEY_LEADER].text


async def test_a_round_about_a_case_that_not_everybody_may_read_is_told_by_who_asks(notifier: Driver) -> None:
    await tell_later(notifier, OPENED)
    [mail] = await notifier.sent(LEADER)
    assert mail.subject == "Dere er bedt om innspill: Brukerutvalget i Fjordane"


async def test_the_level_between_hears_of_it_and_must_do_nothing(notifier: Driver) -> None:
    past = OPENED.model_copy(update={"council": CENTRE.id, "to": (HARBOUR.id,), "copies": (REGION.id,)})
    await tell_later(notifier, past)
    mail = (await told_to(notifier))[REGION_LEADER]
    assert "Sentrum user council asks other councils for input." in mail.text
    assert "There is nothing that you must do." in mail.text


async def test_who_has_not_answered_is_reminded_when_people_are_at_work(opened: Driver) -> None:
    await opened.tell(answered(VALLEY.id))
    await this_morning(opened, falls_due(Late.SOON, HARBOUR.id))
    heard = await told_to(opened)
    assert set(heard) == {LEADER, SECRETARY}
    assert "Brukerutvalget i Fjordane venter på innspill fra Brukerutvalget i Vika." in heard[SECRETARY].text
    assert "Svar innen 24. mars 2026." in heard[SECRETARY].text
    [row, *_] = [row for row in await opened.rows() if row.kind == "round" and row.changed and row.changed > MORNING]
    assert row.first_due == datetime(2026, 3, 20, 7, tzinfo=UTC), "eight in Oslo"


async def test_when_the_day_is_past_the_council_that_asked_hears_how_many_are_missing(opened: Driver) -> None:
    await this_morning(opened, falls_due(Late.OVERDUE))
    heard = await told_to(opened)
    assert set(heard) == {LEADER, SECRETARY, VALLEY_LEADER, REGION_LEADER}
    assert "2 councils have not answered." in heard[REGION_LEADER].text
    assert "You can conclude the round now, and tell what came of it." in heard[REGION_LEADER].text
    assert "Dere kan fortsatt svare til runden er avsluttet." in heard[LEADER].text


async def test_who_answers_before_the_reminder_leaves_gets_none(opened: Driver) -> None:
    await opened.wait_until(MORNING)
    await opened.tell(falls_due(Late.SOON), answered(HARBOUR.id))
    await opened.wait_until(MORNING + timedelta(hours=2))
    assert set(await told_to(opened)) == {VALLEY_LEADER}
    assert {row.detail for row in await opened.rows(State.SUPPRESSED)} == {"they have answered"}


async def test_those_whose_input_is_in_it_are_thanked_and_all_hear_what_came_of_it(opened: Driver) -> None:
    await opened.tell(answered(HARBOUR.id))
    await tell_later(opened, RoundConcluded(round=ROUND, council=REGION.id, contributed=(HARBOUR.id,)))
    heard = await told_to(opened)
    assert heard[LEADER].subject == f"Takk for innspillet: {TITLE}"
    assert "takker Brukerutvalget i Vika for innspillet og forteller hva som kom ut av det." in heard[LEADER].text
    assert heard[VALLEY_LEADER].subject == f"Dette kom ut av runden: {TITLE}"


async def test_a_round_that_is_concluded_is_not_reminded_of(opened: Driver) -> None:
    await opened.wait_until(MORNING)
    await opened.tell(falls_due(Late.SOON), RoundConcluded(round=ROUND, council=REGION.id, contributed=()))
    await opened.wait_until(MORNING + timedelta(hours=2))
    assert {mail.subject for mail in await opened.sent()} == {f"Dette kom ut av runden: {TITLE}"}


async def test_who_came_after_a_council_is_asked_in_its_place(opened: Driver) -> None:
    await opened.tell(RoundTakenOver(round=ROUND, council=VALLEY.id, to=HARBOUR.id), answered(HARBOUR.id))
    await tell_later(opened, RoundConcluded(round=ROUND, council=REGION.id, contributed=(HARBOUR.id,)))
    assert set(await told_to(opened)) == {LEADER, SECRETARY}


async def test_nothing_is_told_of_a_round_that_nobody_opened(notifier: Driver) -> None:
    await notifier.tell(falls_due(Late.SOON))
    assert await notifier.rows() == []
