"""No mail holds any text of a case that not everybody may read, and none of one person's own case."""

from datetime import date, timedelta

import pytest

from councilkit.events import Event
from councilkit.events.case_life import (
    CaseDue,
    CaseKept,
    CaseRestricted,
    CaseScheduled,
    CaseTurnedAway,
    RestrictionLifted,
    TurningAwayProposed,
)
from councilkit.events.case_words import Awaited, Basis, Late, Restriction, Unfit
from councilkit.events.cases import AnswerGiven, AnswerOutcome, StatementMade
from councilkit.testing.mailing import SentMail
from notifier.application.compose_answer import PURPOSE
from notifier.application.confirm_by_link import confirm_by_link, look_at_link
from notifier.domain.refusals import NoLongerAsked
from notifier.testing.cases import BY, CASE, SHORT, TITLE, a_case, due, tell_later
from notifier.testing.driver import Driver
from notifier.testing.places import HARBOUR

AT = {"case": CASE, "council": HARBOUR.id}
UNTIL = date(2027, 1, 1)
ANSWER = "Vi bygger et eget rom i mars."
RESTRICTED = CaseRestricted(**AT, basis=Basis.CONFIDENTIAL, until=UNTIL)
PROPOSED = TurningAwayProposed(**AT, why=Unfit.INDIVIDUAL)
TURNED_AWAY = CaseTurnedAway(**AT, why=Unfit.INDIVIDUAL, erased_on=BY)
SCHEDULED = CaseScheduled(**AT, on=BY)


def all_said(mails: list[SentMail]) -> str:
    return "\n".join(f"{mail.subject}\n{mail.text}\n{mail.html}" for mail in mails)


def require_nothing_told(mails: list[SentMail]) -> None:
    assert mails
    said = all_said(mails)
    assert not any(text in said for text in (TITLE, SHORT, ANSWER))
    assert "26-4821" in said


@pytest.mark.parametrize("event", [PROPOSED, TURNED_AWAY], ids=["proposed", "turned away"])
async def test_a_case_that_may_be_one_person_s_own_is_told_without_its_texts(notifier: Driver, event: Event) -> None:
    await a_case(notifier)
    await tell_later(notifier, event)
    require_nothing_told(await notifier.sent())


async def test_the_sender_of_an_individual_case_hears_kindly_what_to_do(notifier: Driver) -> None:
    await a_case(notifier, reporter=HARBOUR.leader.id)
    await tell_later(notifier, TURNED_AWAY)
    [mail] = await notifier.sent()
    assert mail.subject == "Saken blir ikke tatt opp: 26-4821"
    assert "Utvalget kan ikke ta opp saken til en enkelt person." in mail.text
    assert "ta vare på det som ble skrevet, fram til 24. mars 2026." in mail.text
    assert "hvor du kan få hjelp" in mail.text


async def test_a_case_that_is_kept_after_all_is_told_with_its_texts_again(notifier: Driver) -> None:
    await a_case(notifier, PROPOSED, CaseKept(**AT))
    await tell_later(notifier, SCHEDULED)
    assert TITLE in all_said(await notifier.sent())


async def test_a_restricted_case_is_told_without_its_texts(notifier: Driver) -> None:
    await a_case(notifier, RESTRICTED)
    await tell_later(notifier, SCHEDULED)
    sent = await notifier.sent()
    require_nothing_told(sent)
    assert sent[0].subject == "Saka blir teken opp: 26-4821"
    assert "Ei sak som ikkje alle kan lese (26-4821)" in sent[0].text


async def test_a_case_that_is_restricted_from_the_first_is_told_without_its_texts(notifier: Driver) -> None:
    restriction = Restriction(basis=Basis.CONFIDENTIAL, until=UNTIL)
    require_nothing_told(list(await a_case(notifier, restriction=restriction)))


async def test_a_case_that_is_restricted_while_a_mail_waits_is_told_without_its_texts(notifier: Driver) -> None:
    await a_case(notifier)
    await notifier.tell(SCHEDULED)
    await tell_later(notifier, RESTRICTED)
    require_nothing_told(await notifier.sent())


async def test_a_case_that_is_no_longer_restricted_is_told_with_its_texts(notifier: Driver) -> None:
    await a_case(notifier, RESTRICTED)
    await tell_later(notifier, RestrictionLifted(**AT), SCHEDULED)
    assert TITLE in all_said(await notifier.sent())


async def test_what_is_late_with_a_restricted_case_is_told_without_its_texts(notifier: Driver) -> None:
    await a_case(notifier, RESTRICTED)
    late = CaseDue(case=CASE, council=HARBOUR.id, awaited=Awaited.WORD, late=Late.SOON, due=due())
    await notifier.tell(late)
    await notifier.wait_until(notifier.now + timedelta(minutes=1))
    require_nothing_told(await notifier.sent())


async def test_an_answer_to_a_restricted_case_comes_without_its_texts_and_without_a_link_that_acts(
    notifier: Driver,
) -> None:
    await a_case(notifier, StatementMade(case=CASE, council=HARBOUR.id, unit=HARBOUR.unit, due=due()), RESTRICTED)
    card = notifier.cards.known[CASE]
    told = {"answer": f"case-{CASE}:000004", "short_answer": ANSWER}
    notifier.cards.known[CASE] = card.model_copy(update=told)
    await notifier.tell(AnswerGiven(case=CASE, unit=HARBOUR.unit, outcome=AnswerOutcome.FOLLOWED))
    sent = await notifier.sent("Modig Lykt")
    require_nothing_told(sent)
    assert "lenke" not in all_said(sent)
    assert "Les svaret i Rådslag." in sent[0].text


async def test_a_link_from_before_a_case_was_restricted_shows_and_confirms_nothing(notifier: Driver) -> None:
    entry = await notifier.an_answer()
    [mail] = await notifier.sent("Modig Lykt")
    token = mail.text.partition("/lenke/notifier/")[2].split()[0]
    subject = notifier.service.links.read(PURPOSE, token)
    assert subject["entry"] == entry
    await notifier.tell(RESTRICTED)
    known = notifier.service.known.cases
    with pytest.raises(NoLongerAsked, match="sign in"):
        await look_at_link(subject, cards=notifier.cards, known=known)
    with pytest.raises(NoLongerAsked, match="sign in"):
        await confirm_by_link(subject, cards=notifier.cards, confirming=notifier.confirming, known=known)
