"""Whatever names and texts hold, our mails show it as it was typed, and none of it becomes HTML."""

from datetime import UTC, datetime, timedelta

import pytest

from councilkit.events.case_life import CaseDue, CaseScheduled
from councilkit.events.case_words import Awaited, Late
from councilkit.events.councils import Names
from councilkit.events.rounds import RoundOpened
from councilkit.testing.letters import require_shown_as_typed, sharp
from notifier.testing.cases import CASE, ROUND, a_case, due, tell_later
from notifier.testing.driver import Driver
from notifier.testing.places import HARBOUR, VALLEY

SPRING = datetime(2026, 4, 1, 6, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 4, 7, tzinfo=UTC)
SOON = timedelta(seconds=30)
READER = sharp("Modig Lykt")
YEARLY, GATHERING = "annual-meeting", "meetings-a-year"


@pytest.fixture
async def sharply(notifier: Driver) -> Driver:
    """Everybody is called what HTML would take for its own."""
    for place in (HARBOUR, VALLEY):
        name = sharp(place.name)
        await notifier.tell(place.founded.model_copy(update={"names": Names(nb=name, nn=name, en=name)}))
    del notifier.contacts.people["Modig Lykt"]
    notifier.contacts.add(READER, HARBOUR.leader.id, email="lykt@example.no")
    return notifier


def read_in(notifier: Driver, language: str) -> None:
    notifier.contacts.add(READER, HARBOUR.leader.id, language=language, email="lykt@example.no")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
async def test_an_answer_shows_names_and_texts_as_they_were_typed(sharply: Driver, language: str) -> None:
    read_in(sharply, language)
    title, short, answer = sharp("Samtalerom"), sharp("Det høres"), sharp("I mars")
    await sharply.an_answer(title=title, short=short, short_answer=answer, reference=sharp("26-4821"))
    [mail] = await sharply.sent(READER)
    assert mail.subject.endswith(title)
    require_shown_as_typed(mail, [READER, sharp(HARBOUR.name), sharp("26-4821"), title, short, answer])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("rules", [(YEARLY,), (GATHERING,), (YEARLY, GATHERING)])
@pytest.mark.parametrize("moment", [SPRING, NEW_YEAR], ids=["to be booked", "missed"])
async def test_reminders_show_names_as_they_were_typed(
    sharply: Driver, language: str, rules: tuple[str, ...], moment: datetime
) -> None:
    read_in(sharply, language)
    await sharply.agree(*rules)
    await sharply.wait_until(moment)
    await sharply.wait_until(moment + SOON)
    [mail] = await sharply.sent(READER)
    require_shown_as_typed(mail, [READER, sharp(HARBOUR.name)])


async def test_reminders_of_several_councils_show_the_name_of_each(sharply: Driver) -> None:
    await sharply.adopt()
    sharply.contacts.add("Blid Skigard", HARBOUR.manager.id, VALLEY.manager.id)
    await sharply.wait_until(SPRING)
    await sharply.wait_until(SPRING + SOON)
    [mail] = await sharply.sent("Blid Skigard")
    require_shown_as_typed(mail, [sharp(HARBOUR.name), sharp(VALLEY.name)])


async def test_a_meeting_that_is_soon_is_told_with_the_name_as_it_was_typed(sharply: Driver) -> None:
    await sharply.agree(GATHERING, meetings_a_year=1)
    await sharply.a_meeting(datetime(2026, 6, 2, 10, tzinfo=UTC))
    await sharply.wait_until(datetime(2026, 5, 5, 6, tzinfo=UTC))
    await sharply.wait_until(sharply.now + SOON)
    [mail] = await sharply.sent(READER)
    require_shown_as_typed(mail, [READER, sharp(HARBOUR.name)])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
async def test_what_happens_to_a_case_is_told_with_names_and_texts_as_they_were_typed(
    sharply: Driver, language: str
) -> None:
    read_in(sharply, language)
    title, short = sharp("Samtalerom"), sharp("Det høres")
    await a_case(sharply, reporter=HARBOUR.leader.id)
    sharply.cards.known[CASE] = sharply.cards.known[CASE].model_copy(update={"title": title, "short": short})
    await tell_later(sharply, CaseScheduled(case=CASE, council=VALLEY.id, on=SPRING.date()))
    [mail] = await sharply.sent(READER)
    assert mail.subject.endswith(title)
    require_shown_as_typed(mail, [READER, sharp(VALLEY.name), title, short])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
async def test_what_is_late_is_told_with_its_title_as_it_was_typed(sharply: Driver, language: str) -> None:
    read_in(sharply, language)
    title = sharp("Samtalerom")
    await a_case(sharply)
    sharply.cards.known[CASE] = sharply.cards.known[CASE].model_copy(update={"title": title})
    told = CaseDue(case=CASE, awaited=Awaited.WORD, late=Late.OVERDUE, council=HARBOUR.id, due=due())
    await sharply.tell(told)
    await sharply.wait_until(sharply.now + timedelta(minutes=1))
    [mail] = await sharply.sent(READER)
    require_shown_as_typed(mail, [READER, title, sharp(HARBOUR.name)])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
async def test_a_round_is_told_with_its_title_as_it_was_typed(sharply: Driver, language: str) -> None:
    read_in(sharply, language)
    title = sharply.titles.known[ROUND] = sharp("Ny strategi")
    asks = RoundOpened(round=ROUND, council=VALLEY.id, to=(HARBOUR.id,), questions=2, due=due())
    await tell_later(sharply, asks)
    [mail] = await sharply.sent(READER)
    assert mail.subject.endswith(title)
    require_shown_as_typed(mail, [READER, title, sharp(HARBOUR.name), sharp(VALLEY.name)])
