"""A mail's words fit who reads it, who leads the council, and what is known of its meetings."""

from datetime import UTC, date, datetime, timedelta

import pytest

from councilkit.callers import Holding
from councilkit.events.councils import Side, TermEnded
from councilkit.events.meetings import MeetingType
from councilkit.testing.mailing import SentMail
from notifier.testing.driver import Driver, days
from notifier.testing.places import HARBOUR, asked_for

SPRING = datetime(2026, 4, 1, 6, tzinfo=UTC)  # eight in Oslo
LAPSED = datetime(2026, 9, 23, 6, tzinfo=UTC)  # the fifteenth day after a meeting on the eighth
SOON = timedelta(seconds=30)
YEARLY, GATHERING = "annual-meeting", "meetings-a-year"
LEAVING = date(2026, 3, 12)


async def mail_of(notifier: Driver, moment: datetime, name: str = "Modig Lykt") -> SentMail:
    await notifier.wait_until(moment)
    await notifier.wait_until(moment + SOON)
    [mail] = await notifier.sent(name)
    return mail


async def agree(notifier: Driver, rule: str, *, meetings_a_year: int | None = None) -> None:
    await notifier.agree(rule, meetings_a_year=meetings_a_year)


async def test_a_past_meeting_that_nobody_has_registered_is_asked_about_and_is_not_late(notifier: Driver) -> None:
    await agree(notifier, GATHERING, meetings_a_year=1)
    meeting = await notifier.a_meeting(datetime(2026, 9, 8, 10, tzinfo=UTC))
    await notifier.wait_until(datetime(2026, 8, 11, 5, 30, tzinfo=UTC))
    await notifier.wait_until(LAPSED - days(1))
    notifier.relay.sent.clear()
    mail = await mail_of(notifier, LAPSED)
    assert mail.subject == "Brukerutvalget i Vika: ble møtet 8. september 2026 holdt?"
    assert "holdt?\n" in mail.text, "a question ends as one"
    assert "Registrer det i Rådslag hvis det ble holdt, så teller det med." in mail.text
    assert f"Registrer møtet:\n{notifier.settings.portal_url}meetings/{meeting}" in mail.text
    assert "Velg en dag" not in mail.text
    assert "for sent" not in mail.text
    [of_manager] = await notifier.sent("Rask Rev")
    assert "Be leiaren eller sekretæren i utvalet om å registrere det i Rådslag" in of_manager.text
    assert f"Sjå møtet:\n{notifier.settings.portal_url}meetings/{meeting}" in of_manager.text


async def test_a_meeting_in_december_that_nobody_has_registered_is_asked_about_in_january(notifier: Driver) -> None:
    await agree(notifier, YEARLY)
    meeting = await notifier.a_meeting(datetime(2026, 12, 22, 10, tzinfo=UTC), type=MeetingType.ANNUAL_MEETING)
    await notifier.wait_until(datetime(2027, 1, 4, 7, tzinfo=UTC))
    notifier.relay.sent.clear()
    mail = await mail_of(notifier, datetime(2027, 1, 6, 7, tzinfo=UTC))
    assert mail.subject == "Brukerutvalget i Vika: ble det faste årlige møtet med Nav 22. desember 2026 holdt?"
    assert f"meetings/{meeting}" in mail.text
    assert "for sent" not in mail.text
    assert "nytt møte" not in mail.text, "the year is over"


async def test_a_reminder_after_the_mandate_said_more_meetings_is_not_late(notifier: Driver) -> None:
    await agree(notifier, GATHERING, meetings_a_year=1)
    await notifier.a_meeting(datetime(2026, 12, 8, 10, tzinfo=UTC))
    await notifier.wait_until(SPRING + days(6))
    await agree(notifier, GATHERING, meetings_a_year=2)
    mail = await mail_of(notifier, SPRING + days(6))
    assert "ett møte i 2026 er ikke planlagt" in mail.subject
    assert "for sent" not in mail.text


async def test_where_nav_leads_the_leader_agrees_on_a_day_with_the_users(notifier: Driver) -> None:
    await notifier.tell(HARBOUR.founded.model_copy(update={"led_by": Side.NAV}))
    await agree(notifier, YEARLY)
    mail = await mail_of(notifier, SPRING)
    assert "Avtal en dag med brukerrepresentantene, og planlegg møtet i Rådslag." in mail.text
    assert "En gang i året møtes brukerrepresentantene i utvalget og Nav" in mail.text
    assert "lederen i Nav" not in mail.text


STANDS_IN = [
    ((HARBOUR.leader,), "Stille Elv", "Du får denne e-posten fordi du er nestleiar i utvalet."),
    ((HARBOUR.leader, HARBOUR.deputy_leader), "Grundig Kopp", "Du får denne e-posten fordi du er sekretær i utvalget."),
]


@pytest.mark.parametrize(("left", "name", "why"), STANDS_IN, ids=["deputy leader", "secretary"])
async def test_who_stands_in_reads_why_and_plans_no_meeting_that_cannot_be_held(
    notifier: Driver, left: tuple[Holding, ...], name: str, why: str
) -> None:
    await agree(notifier, YEARLY)
    await notifier.tell(*(TermEnded(council=HARBOUR.id, term=term.id, on=LEAVING) for term in left))
    await notifier.tell(*(asked_for(term, LEAVING) for term in left))
    mail = await mail_of(notifier, SPRING, name)
    assert why in mail.text
    assert "ingen le" in mail.text
    assert f"{notifier.settings.portal_url}plikter" in mail.text
    assert "meetings/new" not in mail.text


async def test_the_footer_says_who_may_turn_the_mails_off(notifier: Driver) -> None:
    await agree(notifier, YEARLY)
    mail = await mail_of(notifier, SPRING)
    assert "Du får denne e-posten fordi du leder utvalget." in mail.text
    off = "Den fagansvarlige i regionen kan slå dem av for utvalget."
    assert off in mail.text


async def test_the_level_above_is_not_told_how_to_turn_off_what_a_quiet_council_does_not_silence(
    notifier: Driver,
) -> None:
    await agree(notifier, YEARLY)
    mail = await mail_of(notifier, datetime(2027, 1, 4, 7, tzinfo=UTC), "Rolig Vind")
    assert "fordi du er på nivået over utvalget. Det kommer høyst én slik e-post om dagen." in mail.text
    assert "slå dem av" not in mail.text
