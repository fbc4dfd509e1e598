"""Who gets a mail of an alert, when, and what it says: as a busy manager and as an old leader would read it."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from councilkit.events.councils import TermEnded
from councilkit.events.meetings import MeetingType
from councilkit.mailing.mail import State
from councilkit.mailing.outcomes import Unknown
from councilkit.workdays import OSLO
from notifier.testing.driver import Driver, days
from notifier.testing.places import HARBOUR, PEOPLE, REGION, VALLEY, asked_for

SPRING = datetime(2026, 4, 1, 6, tzinfo=UTC)  # eight in Oslo
AUTUMN = datetime(2026, 9, 1, 6, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 4, 7, tzinfo=UTC)
SOON = timedelta(seconds=30)
YEARLY, GATHERING = "annual-meeting", "meetings-a-year"
OF_HARBOUR = {"Modig Lykt", "Blid Skigard", "Rask Rev"}


async def reached(notifier: Driver) -> list[str]:
    names = {person.email: person.name for person in notifier.contacts.people.values()}
    return sorted(names[mail.recipient] for mail in await notifier.sent())


async def only_harbour(notifier: Driver, *rules: str) -> None:
    """Let the rules bind one council."""
    await notifier.agree(*rules)


async def test_the_managers_of_the_unit_and_the_leader_get_a_mail(notifier: Driver) -> None:
    await only_harbour(notifier, YEARLY)
    await notifier.wait_until(SPRING)
    assert await reached(notifier) == []
    await notifier.wait_until(SPRING + SOON)
    assert set(await reached(notifier)) == OF_HARBOUR


async def test_a_council_without_a_leader_has_a_deputy_who_is_told(notifier: Driver) -> None:
    await only_harbour(notifier, YEARLY)
    ended = TermEnded(council=HARBOUR.id, term=HARBOUR.leader.id, on=date(2026, 3, 12))
    await notifier.tell(ended, asked_for(HARBOUR.leader, ended.on))
    await notifier.wait_until(SPRING)
    await notifier.wait_until(SPRING + SOON)
    assert set(await reached(notifier)) == {"Stille Elv", "Blid Skigard", "Rask Rev"}
    [mail] = await notifier.sent("Stille Elv")
    assert "Utvalet har ingen leiar no." in mail.text
    assert f"{notifier.settings.portal_url}plikter" in mail.text, "a deputy leader cannot plan the meeting"


async def test_a_missed_year_is_told_to_the_level_above_too(notifier: Driver) -> None:
    await only_harbour(notifier, YEARLY)
    await notifier.wait_until(NEW_YEAR)
    await notifier.wait_until(NEW_YEAR + SOON)
    assert set(await reached(notifier)) == OF_HARBOUR | {"Lun Vott", "Rolig Vind"}
    [mail] = await notifier.sent("Lun Vott")
    assert mail.subject == "Vika user council: we do not find the yearly meeting with Nav in 2026"
    assert "Ask whether the council needs help to get going." in mail.text


async def test_a_proposal_sends_no_mail(notifier: Driver) -> None:
    for moment in (SPRING, AUTUMN, NEW_YEAR):
        await notifier.wait_until(moment + SOON)
    assert await notifier.rows() == []


async def test_a_quiet_council_gets_no_mail_and_its_alert_is_told_all_the_same(notifier: Driver) -> None:
    await notifier.count(quiet=True)
    await notifier.agree(YEARLY)
    await notifier.wait_until(SPRING)
    assert (await notifier.steps(), await notifier.rows()) == (["book-spring"], [])


async def test_one_person_gets_one_mail_a_day_however_many_alerts(notifier: Driver) -> None:
    await notifier.adopt()
    notifier.contacts.add("Blid Skigard", HARBOUR.manager.id, VALLEY.manager.id, REGION.manager.id)
    await notifier.wait_until(SPRING)
    await notifier.wait_until(SPRING + SOON)
    [mail] = await notifier.sent("Blid Skigard")
    assert mail.subject == "Møter i brukerutvalgene: 6 påminnelser"
    for place in ("Vika", "Dalen", "Fjordane"):
        told = mail.text.partition(f"Brukerutvalget i {place}\n")[2].splitlines()[:2]
        assert told == [
            "- Det faste årlige møtet med Nav er ikke planlagt.",
            "- 4 møter i 2026 er ikke planlagt ennå. Holdt: 0. Planlagt: 0.",
        ]
    assert mail.text.count("Avtal dager med lederen av utvalget.") == 1, "what holds for all of them is said once"
    assert mail.text.count("Direktoratet har vedtatt reglene") == 1


async def test_what_comes_when_the_mail_of_the_day_has_left_comes_on_the_next_workday(notifier: Driver) -> None:
    await only_harbour(notifier, YEARLY)
    await notifier.wait_until(SPRING)
    await notifier.wait_until(SPRING + SOON)
    assert len(await notifier.sent("Modig Lykt")) == 1
    await only_harbour(notifier, YEARLY, GATHERING)
    [row, *_] = await notifier.rows(State.PLANNED)
    assert (row.campaign, row.due.astimezone(OSLO).isoformat()) == (
        "duties-2026-04-07",  # Easter lies between
        "2026-04-07T08:00:00+02:00",
    )
    await notifier.wait_until(row.due)
    assert len(await notifier.sent("Modig Lykt")) == 2


async def test_a_meeting_that_is_booked_before_the_mail_leaves_is_not_asked_for(notifier: Driver) -> None:
    await only_harbour(notifier, YEARLY)
    await notifier.wait_until(SPRING)
    await notifier.a_meeting(AUTUMN, type=MeetingType.ANNUAL_MEETING)
    await notifier.wait_until(SPRING + SOON)
    assert await notifier.sent() == []
    assert {row.detail for row in await notifier.rows(State.SUPPRESSED)} == {"what it was about is settled"}


async def test_what_is_settled_is_left_out_and_the_rest_is_told(notifier: Driver) -> None:
    await only_harbour(notifier, YEARLY, GATHERING)
    await notifier.wait_until(SPRING)
    await notifier.a_meeting(AUTUMN, type=MeetingType.ANNUAL_MEETING)
    await notifier.wait_until(SPRING + SOON)
    [mail] = await notifier.sent("Modig Lykt")
    assert mail.subject == "Brukerutvalget i Vika: 4 møter i 2026 er ikke planlagt ennå"


async def test_a_council_that_has_become_quiet_gets_no_mail_that_was_planned(notifier: Driver) -> None:
    await only_harbour(notifier, YEARLY)
    await notifier.wait_until(SPRING)
    await notifier.count(quiet=True)
    await notifier.agree(YEARLY)
    await notifier.wait_until(SPRING + SOON)
    assert await notifier.sent() == []


async def test_the_leader_reads_what_is_missing_and_has_one_button_to_plan_it(notifier: Driver) -> None:
    await only_harbour(notifier, YEARLY)
    await notifier.wait_until(SPRING)
    await notifier.wait_until(SPRING + SOON)
    [mail] = await notifier.sent("Modig Lykt")
    assert mail.subject == "Brukerutvalget i Vika: det faste årlige møtet med Nav er ikke planlagt"
    assert "Hei, Modig Lykt." in mail.text
    assert "Avtal en dag med lederen i Nav, og planlegg møtet i Rådslag." in mail.text
    assert "Utvalgets eget mandat sier hvor ofte det skal holdes møter." in mail.text
    assert "Du får denne e-posten fordi du leder utvalget" in mail.text
    address = f"{notifier.settings.portal_url}councils/harbour/meetings/new?type=annual_meeting"
    assert mail.text.count("http") == 1
    assert f"Planlegg møtet:\n{address}" in mail.text
    assert mail.html.count('class="act"') == 1
    assert address in mail.html


async def test_the_manager_reads_whom_to_talk_to(notifier: Driver) -> None:
    await only_harbour(notifier, YEARLY)
    await notifier.wait_until(SPRING)
    await notifier.wait_until(SPRING + SOON)
    [nb], [nn] = await notifier.sent("Blid Skigard"), await notifier.sent("Rask Rev")
    assert "Avtal en dag med lederen av utvalget." in nb.text
    assert "Du får denne e-posten fordi du svarer for Nav overfor utvalget." in nb.text
    assert nn.subject == "Brukarutvalet i Vika: det faste årlege møtet med Nav er ikkje planlagt"
    assert "Avtal ein dag med leiaren av utvalet. Leiaren eller sekretæren planlegg møtet i Rådslag." in nn.text
    assert f"Sjå korleis det går:\n{notifier.settings.portal_url}plikter" in nn.text
    assert (nb.message["Content-Language"], nn.message["Content-Language"]) == ("nb", "nn")


async def test_a_reminder_that_comes_late_says_so(notifier: Driver) -> None:
    await only_harbour(notifier, YEARLY)
    await notifier.wait_until(SPRING + days(7))
    await notifier.wait_until(SPRING + days(7) + SOON)
    [nb], [nn] = await notifier.sent("Modig Lykt"), await notifier.sent("Rask Rev")
    assert "Denne påminnelsen kommer for sent. Den skulle ha kommet 1. april 2026." in nb.text
    assert "Denne påminninga kjem for seint. Ho skulle ha kome 1. april 2026." in nn.text


async def test_a_rule_that_began_to_bind_after_a_step_is_not_late(notifier: Driver) -> None:
    await notifier.wait_until(SPRING + days(7))
    await only_harbour(notifier, YEARLY)
    await notifier.wait_until(SPRING + days(7) + SOON)
    [mail] = await notifier.sent("Modig Lykt")
    assert "for sent" not in mail.text


async def test_one_meeting_that_is_missing_is_told_as_one(notifier: Driver) -> None:
    await only_harbour(notifier, GATHERING)
    for month in (5, 6, 10):
        await notifier.a_meeting(datetime(2026, month, 20, 10, tzinfo=UTC))
    await notifier.wait_until(SPRING)
    await notifier.wait_until(SPRING + SOON)
    [mail] = await notifier.sent("Modig Lykt")
    assert mail.subject == "Brukerutvalget i Vika: ett møte i 2026 er ikke planlagt ennå"
    assert "Utvalget skal ha 4 møter i 2026. Holdt: 0. Planlagt: 3." in mail.text


async def test_a_meeting_that_is_soon_is_told_with_day_and_hour(notifier: Driver) -> None:
    await notifier.agree(GATHERING, meetings_a_year=1)
    meeting = await notifier.a_meeting(datetime(2026, 6, 2, 10, tzinfo=UTC))
    await notifier.wait_until(datetime(2026, 5, 5, 6, tzinfo=UTC))
    await notifier.wait_until(notifier.now + SOON)
    [mail] = await notifier.sent("Modig Lykt")
    assert mail.subject == "Brukerutvalget i Vika: det er møte 2. juni 2026 kl. 12.00"
    assert "Det er et av møtene som utvalget skal ha i 2026." in mail.text
    assert "Nå er det fint å spørre hvilke saker som skal på sakslisten." in mail.text
    assert f"Se møtet:\n{notifier.settings.portal_url}meetings/{meeting}" in mail.text


async def test_a_mail_in_doubt_is_sent_once_more_and_says_so(notifier: Driver) -> None:
    await only_harbour(notifier, YEARLY)
    address = notifier.contacts.people["Modig Lykt"].email
    notifier.relay.answers[address] = [Unknown("the line was cut")]
    await notifier.wait_until(SPRING)
    await notifier.wait_until(SPRING + SOON)
    assert await notifier.sent("Modig Lykt") == []
    await notifier.wait_until(SPRING + timedelta(hours=2))
    while not notifier.relay.to(address):  # noqa: ASYNC110 - as a reader would
        await asyncio.sleep(0.001)
    [mail] = await notifier.sent("Modig Lykt")
    assert "Denne e-posten kan ha kommet til deg for en time siden." in mail.text


async def test_everybody_s_name_is_made_up() -> None:
    assert all(len(name.split()) == 2 for name in PEOPLE)
