"""The secretary and the leader hear in time of terms that end, and of seats that stand empty."""

from datetime import UTC, date, datetime, timedelta

from councilkit.events.cases import RuleStatus
from councilkit.events.councils import TermEnded
from councilkit.events.seating import NominationClosed, SeatClosed
from councilkit.events.structure import CouncilClosed, CouncilRested
from councilkit.testing.mailing import SentMail
from notifier.testing.driver import Driver
from notifier.testing.places import HARBOUR, asked_for, started

SOON = timedelta(seconds=30)
ENDS = date(2026, 12, 31)
FIRST, SECOND = datetime(2026, 6, 30, 6, tzinfo=UTC), datetime(2026, 9, 30, 6, tzinfo=UTC)
EMPTY = datetime(2027, 1, 4, 7, tzinfo=UTC)
ENDING = TermEnded(council=HARBOUR.id, term=HARBOUR.member.id, on=ENDS)


async def mails(notifier: Driver, moment: datetime, name: str = "Grundig Kopp") -> list[SentMail]:
    await notifier.wait_until(moment)
    await notifier.wait_until(moment + SOON)
    return await notifier.sent(name)


async def test_a_term_that_ends_is_told_twice_and_then_the_seat_is_empty(notifier: Driver) -> None:
    await notifier.tell(ENDING)
    subjects = []
    for moment in (FIRST, SECOND, EMPTY):
        notifier.relay.sent.clear()
        subjects += [mail.subject for mail in await mails(notifier, moment)]
    assert subjects == [
        *["Brukerutvalget i Vika: en periode som medlem går ut 31. desember 2026"] * 2,
        "Brukerutvalget i Vika: en plass som medlem har stått tom siden 31. desember 2026",
    ]


async def test_only_the_secretary_and_the_leader_are_told_and_led_to_the_council(notifier: Driver) -> None:
    await notifier.tell(ENDING)
    [mail] = await mails(notifier, FIRST)
    assert f"Se utvalget:\n{notifier.settings.portal_url}councils/{HARBOUR.id}" in mail.text
    assert "Sekretæren kan be en organisasjon om navn i Rådslag." in mail.text
    names = {person.email: person.name for person in notifier.contacts.people.values()}
    assert {names[mail.recipient] for mail in await notifier.sent()} == {"Grundig Kopp", "Modig Lykt"}


async def test_a_mandate_may_say_how_early(notifier: Driver) -> None:
    months = {"ending_first_months": 8, "ending_second_months": 1}
    await notifier.agree(starts=date(2026, 1, 1), status=RuleStatus.PROPOSED, numbers=months)
    await notifier.tell(ENDING)
    await notifier.wait_until(datetime(2026, 4, 30, 6, tzinfo=UTC))
    await notifier.wait_until(SECOND)
    assert [alert.on for alert in await notifier.alerts()] == [date(2026, 4, 30)]


async def test_what_is_seen_to_is_not_told(notifier: Driver) -> None:
    follower = started(HARBOUR.member, starts=date(2027, 1, 1)).model_copy(update={"term": "next"})
    await notifier.tell(ENDING, follower)
    await notifier.tell(TermEnded(council=HARBOUR.id, term=HARBOUR.leader.id, on=ENDS), asked_for(HARBOUR.leader, ENDS))
    seat = f"seat-{HARBOUR.secretary.id}"
    await notifier.tell(
        TermEnded(council=HARBOUR.id, term=HARBOUR.secretary.id, on=ENDS),
        SeatClosed(council=HARBOUR.id, seat=seat, on=ENDS),
    )
    await notifier.tell(TermEnded(council=HARBOUR.id, term=HARBOUR.observer.id, on=ENDS))
    await notifier.wait_until(EMPTY)
    assert await notifier.alerts() == []


async def test_a_request_that_was_closed_in_vain_makes_the_seat_a_matter_again(notifier: Driver) -> None:
    request = asked_for(HARBOUR.member, ENDS)
    await notifier.tell(ENDING, request)
    await notifier.wait_until(FIRST)
    assert await notifier.steps() == []
    await notifier.tell(NominationClosed(council=HARBOUR.id, request=request.request))
    assert await notifier.steps() == ["ending-first"]


async def test_a_term_that_is_cut_short_is_told_only_when_its_seat_is_empty(notifier: Driver) -> None:
    await notifier.wait_until(FIRST)
    short = TermEnded(council=HARBOUR.id, term=HARBOUR.member.id, on=FIRST.date() + timedelta(days=20))
    await notifier.tell(short)
    assert await notifier.steps() == []
    await notifier.wait_until(FIRST + timedelta(days=40))
    assert await notifier.steps() == ["vacant"]


async def test_a_council_that_is_quiet_rests_or_is_no_more_hears_nothing(notifier: Driver) -> None:
    await notifier.count(quiet=True)
    await notifier.tell(ENDING)
    assert await mails(notifier, FIRST) == []
    await notifier.count()
    await notifier.tell(CouncilRested(council=HARBOUR.id, on=FIRST.date()))
    await notifier.wait_until(SECOND)
    await notifier.tell(CouncilClosed(council=HARBOUR.id, on=SECOND.date()))
    await notifier.wait_until(EMPTY)
    assert [alert.step for alert in await notifier.alerts()] == ["ending-first"]


async def test_meetings_and_seats_stand_in_one_mail_of_the_day(notifier: Driver) -> None:
    await notifier.tell(TermEnded(council=HARBOUR.id, term=HARBOUR.member.id, on=date(2026, 10, 1)))
    await notifier.agree("annual-meeting")
    [mail] = await mails(notifier, datetime(2026, 4, 1, 6, tzinfo=UTC), "Modig Lykt")
    assert mail.subject == "Møter og plasser i brukerutvalgene: 2 påminnelser"
    assert "- En periode som medlem går ut 1. oktober 2026." in mail.text
    assert f"Se hva som venter på deg:\n{notifier.settings.portal_url}\n" in mail.text
