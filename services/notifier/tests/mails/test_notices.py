"""A meeting that is convened, moved or cancelled is told to all who sit there, once it can be taken back no more."""

from datetime import UTC, datetime, timedelta

import pytest

from councilkit.events.councils import TermEnded
from councilkit.events.meetings import (
    AbsenceTold,
    MeetingCancelled,
    MeetingConvened,
    MeetingForm,
    MeetingMoved,
    MeetingPlanned,
    MeetingRegretted,
    MeetingType,
)
from councilkit.mailing.mail import State
from councilkit.testing.mailing import SentMail
from notifier.application.compose_notice import PURPOSE
from notifier.testing.driver import Driver, days
from notifier.testing.places import HARBOUR

MEETING, COUNCILS = "moete", (HARBOUR.id,)
AT = datetime(2026, 4, 14, 8, tzinfo=UTC)
MOVED = MeetingMoved(meeting=MEETING, councils=COUNCILS, starts_at=AT + days(7))
CONVENED, CANCELLED = (kind(meeting=MEETING, councils=COUNCILS) for kind in (MeetingConvened, MeetingCancelled))
REGRET = timedelta(minutes=10)


@pytest.fixture
async def planned(notifier: Driver) -> Driver:
    await notifier.tell(
        MeetingPlanned(
            meeting=MEETING,
            councils=COUNCILS,
            type=MeetingType.COUNCIL_MEETING,
            form=MeetingForm.HYBRID,
            starts_at=AT,
            ends_at=AT + timedelta(hours=2),
        )
    )
    return notifier


async def mails(notifier: Driver, name: str = "Modig Lykt") -> list[SentMail]:
    await notifier.wait_until(notifier.now + REGRET)
    return await notifier.sent(name)


async def test_nothing_is_sent_of_a_meeting_that_is_only_planned(planned: Driver) -> None:
    assert await mails(planned) == []


async def test_a_notice_waits_until_it_can_be_taken_back_no_more(planned: Driver) -> None:
    await planned.tell(CONVENED)
    await planned.wait_until(planned.now + REGRET - timedelta(seconds=1))
    assert await planned.sent() == []
    await planned.wait_until(planned.now + timedelta(seconds=1))
    names = {person.email: person.name for person in planned.contacts.people.values()}
    reached = sorted(names[mail.recipient] for mail in await planned.sent())
    assert reached == ["Grundig Kopp", "Modig Lykt", "Stille Elv", "Varm Stein"], "an observer looks on"


async def test_a_notice_tells_when_and_how_and_leads_to_the_meeting(planned: Driver) -> None:
    await planned.tell(CONVENED)
    [mail] = await mails(planned)
    assert mail.subject == "Innkalling til møte: Brukerutvalget i Vika, 14. april 2026 kl. 10.00"
    assert "Brukerutvalget i Vika møtes 14. april 2026 kl. 10.00–12.00." in mail.text
    assert "Det er et utvalgsmøte. Du kan møte opp eller være med på nett." in mail.text
    assert f"Se møtet:\n{planned.settings.portal_url}meetings/{MEETING}" in mail.text
    assert mail.html.count('class="act"') == 1


async def test_a_user_may_say_by_one_link_that_they_cannot_come_and_nav_s_side_may_not(planned: Driver) -> None:
    await planned.tell(CONVENED)
    [mail] = await mails(planned)
    assert "Jeg kan ikke komme" in mail.text
    token = mail.text.partition("/lenke/notifier/")[2].split()[0]
    subject = planned.service.links.read(PURPOSE, token)
    assert (subject["meeting"], subject["terms"]) == (MEETING, HARBOUR.leader.id)
    [secretary] = await planned.sent("Grundig Kopp")
    assert "lenke" not in secretary.text + secretary.html


async def test_a_meeting_that_is_moved_is_told_with_both_times(planned: Driver) -> None:
    await planned.tell(MOVED)
    [mail] = await mails(planned, "Varm Stein")
    assert mail.subject == "Møtet er flytta: Brukarutvalet i Vika, 21. april 2026 kl. 10.00"
    assert "Møtet 14. april 2026 kl. 10.00 har fått ny tid: 21. april 2026 kl. 10.00." in mail.text


async def test_a_meeting_that_is_cancelled_is_told_without_a_link_that_says_anything(planned: Driver) -> None:
    await planned.tell(CANCELLED)
    [mail] = await mails(planned)
    assert mail.subject == "Møtet er avlyst: Brukerutvalget i Vika, 14. april 2026 kl. 10.00"
    assert "møtes likevel ikke" in mail.text
    assert "/lenke/" not in mail.text


async def test_what_was_taken_back_is_not_sent(planned: Driver) -> None:
    await planned.tell(CANCELLED)
    entry = f"meeting-{MEETING}:000002"
    await planned.tell(MeetingRegretted(meeting=MEETING, councils=COUNCILS, entry=entry))
    assert await mails(planned) == []
    details = {row.detail for row in await planned.rows(State.SUPPRESSED)}
    assert details == {"it was taken back, or there is newer news of the meeting"}


async def test_of_two_news_in_a_row_only_the_latest_is_sent(planned: Driver) -> None:
    await planned.tell(CONVENED)
    await planned.wait_until(planned.now + timedelta(minutes=5))
    await planned.tell(MOVED)
    [mail] = await mails(planned)
    assert "har fått ny tid" in mail.text


async def test_a_notice_is_sent_after_all_when_the_move_that_followed_is_taken_back(planned: Driver) -> None:
    await planned.tell(CONVENED)
    await planned.wait_until(planned.now + timedelta(minutes=5))
    await planned.tell(MOVED)
    await planned.wait_until(planned.now + timedelta(minutes=6))
    assert await planned.sent("Modig Lykt") == [], "the move may still be taken back"
    await planned.tell(MeetingRegretted(meeting=MEETING, councils=COUNCILS, entry=f"meeting-{MEETING}:000003"))
    [mail] = await mails(planned)
    assert "møtes 14. april 2026 kl. 10.00–12.00." in mail.text


async def test_a_notice_that_comes_after_the_meeting_began_is_not_sent(planned: Driver) -> None:
    await planned.wait_until(AT - timedelta(minutes=5))
    await planned.tell(CONVENED)
    assert await mails(planned) == []


async def test_whose_term_ends_before_the_meeting_hears_nothing_of_it(planned: Driver) -> None:
    await planned.tell(TermEnded(council=HARBOUR.id, term=HARBOUR.leader.id, on=(AT - days(1)).date()), CONVENED)
    assert await mails(planned) == []
    assert await mails(planned, "Varm Stein") != []


async def test_who_has_said_that_they_cannot_come_is_told_how_to_say_otherwise(planned: Driver) -> None:
    await planned.tell(CONVENED, AbsenceTold(meeting=MEETING, council=HARBOUR.id, term=HARBOUR.leader.id))
    [mail] = await mails(planned)
    assert "Du har sagt fra at du ikke kan komme." in mail.text
    assert "/lenke/" not in mail.text


async def test_who_could_not_come_is_asked_to_say_it_again_when_the_day_is_another(planned: Driver) -> None:
    absent = AbsenceTold(meeting=MEETING, council=HARBOUR.id, term=HARBOUR.leader.id)
    await planned.tell(CONVENED, absent, MOVED)
    [mail] = await mails(planned)
    assert "Kan du ikke komme den nye dagen heller, så si fra på nytt." in mail.text
    assert "/lenke/" in mail.text
    [other] = await planned.sent("Varm Stein")
    assert "på nytt" not in other.text


async def test_who_could_not_come_that_day_cannot_come_later_that_day(planned: Driver) -> None:
    absent = AbsenceTold(meeting=MEETING, council=HARBOUR.id, term=HARBOUR.leader.id)
    later = MeetingMoved(meeting=MEETING, councils=COUNCILS, starts_at=AT + timedelta(hours=1))
    await planned.tell(CONVENED, absent, later)
    [mail] = await mails(planned)
    assert "Du har sagt fra at du ikke kan komme." in mail.text


async def test_a_regret_brings_back_who_could_not_come_that_day(planned: Driver) -> None:
    absent = AbsenceTold(meeting=MEETING, council=HARBOUR.id, term=HARBOUR.leader.id)
    regretted = MeetingRegretted(meeting=MEETING, councils=COUNCILS, entry=f"meeting-{MEETING}:000004")
    await planned.tell(CONVENED, absent, MOVED, regretted)
    [mail] = await mails(planned)
    assert "Du har sagt fra at du ikke kan komme." in mail.text


async def test_who_gets_everything_on_paper_is_listed(planned: Driver) -> None:
    planned.contacts.add("Modig Lykt", HARBOUR.leader.id, email="")
    await planned.tell(CONVENED)
    await planned.wait_until(planned.now + REGRET)
    assert len(await planned.sent()) == 3
    [row] = await planned.rows(State.SUPPRESSED)
    assert (row.holds, row.detail) == ((HARBOUR.leader.id,), "whom it is for gets it on paper")
