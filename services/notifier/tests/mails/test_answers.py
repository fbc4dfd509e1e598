"""An answer comes home by mail to the council that asked, with a link that says that it has arrived."""

from datetime import date, timedelta
from typing import Any

import pytest

from councilkit.events.case_life import CaseJoined
from councilkit.events.cases import AnswerConfirmed, AnswerGiven, AnswerOutcome, StatementMade
from councilkit.events.councils import TermEnded
from councilkit.mailing.links import LinkExpired, LinkUnknown
from councilkit.mailing.mail import State
from notifier.application.compose_answer import PURPOSE
from notifier.application.confirm_by_link import confirm_by_link, look_at_link
from notifier.domain.refusals import NoLongerAsked
from notifier.testing.cases import a_case, due
from notifier.testing.driver import Driver, days
from notifier.testing.places import CENTRE, HARBOUR, REGION, VALLEY, Place, asked_for

CASE = "sak"


async def token_in(notifier: Driver, name: str = "Modig Lykt") -> str:
    [mail] = await notifier.sent(name)
    return mail.text.partition("/lenke/notifier/")[2].split()[0]


async def subject_in(notifier: Driver, name: str = "Modig Lykt") -> dict[str, str]:
    return dict(notifier.service.links.read(PURPOSE, await token_in(notifier, name)))


async def no_user_sits_in(notifier: Driver, place: Place) -> None:
    yesterday = notifier.now.date() - timedelta(days=1)
    gone = (place.leader, place.deputy_leader, place.member)
    await notifier.tell(*(asked_for(term, yesterday) for term in gone))
    await notifier.tell(*(TermEnded(council=place.id, term=term.id, on=yesterday) for term in gone))


async def test_everybody_in_the_council_that_asked_gets_the_answer(notifier: Driver) -> None:
    await notifier.an_answer()
    names = {person.email: person.name for person in notifier.contacts.people.values()}
    reached = sorted(names[mail.recipient] for mail in await notifier.sent())
    assert reached == ["Grundig Kopp", "Modig Lykt", "Stille Elv", "Varm Stein"], "an observer looks on"


async def test_a_user_representative_has_one_button_which_says_that_it_has_come(notifier: Driver) -> None:
    entry = await notifier.an_answer()
    [mail] = await notifier.sent("Modig Lykt")
    assert mail.subject == "Nav har svart: Skjermet samtalerom"
    assert "Nav har svart på saken som Brukerutvalget i Vika meldte inn." in mail.text
    assert "Svaret kort fortalt: Vi bygger et eget rom i mars." in mail.text
    assert "Svaret har nådd oss:" in mail.text
    assert "Knappen virker i 60 dager, uten innlogging." in mail.text
    assert mail.html.count('class="act"') == 1
    assert await subject_in(notifier) == {"case": CASE, "term": HARBOUR.leader.id, "entry": entry}


async def test_the_mail_is_in_the_reader_s_language(notifier: Driver) -> None:
    await notifier.an_answer()
    [mail] = await notifier.sent("Varm Stein")
    assert "Nav har svart på saka som Brukarutvalet i Vika melde inn." in mail.text
    assert "Trykk på knappen når du har lese svaret." in mail.text
    notifier.contacts.add("Varm Stein", HARBOUR.member.id, language="en")
    await notifier.an_answer("other")
    *_, mail = await notifier.sent("Varm Stein")
    assert "Nav has answered the case that Vika user council raised." in mail.text


async def test_nav_s_side_is_led_to_the_case_and_confirms_nothing(notifier: Driver) -> None:
    await notifier.an_answer()
    [mail] = await notifier.sent("Grundig Kopp")
    assert f"Les svaret:\n{notifier.settings.portal_url}cases/{CASE}" in mail.text
    assert "lenke" not in mail.text + mail.html


async def test_a_title_that_was_erased_is_not_missed(notifier: Driver) -> None:
    await notifier.an_answer(title=None, short=None, short_answer=None)
    [mail] = await notifier.sent("Modig Lykt")
    assert mail.subject == "Nav har svart: 26-4821"
    assert "En sak der teksten er slettet" in mail.text


@pytest.mark.parametrize("told", [{"state": "awaiting_answer"}, {"answer": "case-sak:000004"}])
async def test_an_answer_that_was_disputed_or_followed_by_another_is_not_sent(
    notifier: Driver, told: dict[str, Any]
) -> None:
    await notifier.an_answer(**told)
    assert await notifier.sent() == []
    assert len(await notifier.rows(State.SUPPRESSED)) == 4


async def test_whom_the_answer_reaches_after_another_has_confirmed_it_reads_it_too(notifier: Driver) -> None:
    notifier.contacts.add("Varm Stein", HARBOUR.member.id, language="nn")
    await notifier.an_answer(state="answered")
    [nb], [nn] = await notifier.sent("Modig Lykt"), await notifier.sent("Varm Stein")
    assert "Svaret kort fortalt: Vi bygger et eget rom i mars." in nb.text
    assert "Noen i utvalget har allerede bekreftet at svaret har kommet" in nb.text
    assert f"Les svaret:\n{notifier.settings.portal_url}cases/{CASE}" in nb.text
    assert "lenke" not in nb.text + nb.html
    assert "Nokon i utvalet har alt stadfesta at svaret har kome" in nn.text


async def test_an_answer_that_its_card_does_not_tell_yet_is_waited_for(notifier: Driver) -> None:
    await notifier.an_answer(state="awaiting_answer", answer=None, sequence=1)
    assert await notifier.sent() == []
    card = notifier.cards.known[CASE]
    told = {"state": "coming_home", "answer": f"case-{CASE}:000002", "sequence": 2}
    notifier.cards.known[CASE] = card.model_copy(update=told)
    await notifier.wait_until(notifier.now + timedelta(hours=1))
    assert len(await notifier.sent("Modig Lykt")) == 1


async def test_who_left_the_council_meanwhile_gets_no_link(notifier: Driver) -> None:
    notifier.cards.away = True
    yesterday = notifier.now.date() - timedelta(days=1)
    notifier.contacts.add("Modig Lykt", HARBOUR.leader.id, HARBOUR.secretary.id)
    await notifier.an_answer()
    await notifier.tell(
        asked_for(HARBOUR.leader, yesterday), TermEnded(council=HARBOUR.id, term=HARBOUR.leader.id, on=yesterday)
    )
    notifier.cards.away = False
    await notifier.wait_until(notifier.now + timedelta(hours=2))
    [mail] = await notifier.sent("Modig Lykt")
    assert "lenke" not in mail.text


async def test_the_button_confirms_for_the_term_that_got_the_mail_once(notifier: Driver) -> None:
    await notifier.an_answer()
    subject = await subject_in(notifier)
    looked = await look_at_link(subject, cards=notifier.cards, known=notifier.service.known.cases)
    assert (looked.done, notifier.confirming.keys) == (False, [])
    for _ in range(2):
        act = await confirm_by_link(
            subject, cards=notifier.cards, confirming=notifier.confirming, known=notifier.service.known.cases
        )
        assert act.done
    assert [(case, term) for case, term, _ in notifier.confirming.keys] == [(CASE, HARBOUR.leader.id)]


async def test_two_tries_at_the_same_time_have_the_same_key(notifier: Driver) -> None:
    await notifier.an_answer()
    subject = await subject_in(notifier)
    for _ in range(2):
        notifier.cards.known[CASE] = notifier.cards.known[CASE].model_copy(update={"state": "coming_home"})
        await confirm_by_link(
            subject, cards=notifier.cards, confirming=notifier.confirming, known=notifier.service.known.cases
        )
    first, second = notifier.confirming.keys
    assert first == second


async def test_a_link_is_done_when_another_was_faster(notifier: Driver) -> None:
    await notifier.an_answer()
    subject = await subject_in(notifier)
    notifier.cards.known[CASE] = notifier.cards.known[CASE].model_copy(update={"state": "answered"})
    act = await confirm_by_link(
        subject, cards=notifier.cards, confirming=notifier.confirming, known=notifier.service.known.cases
    )
    assert act.done
    assert notifier.confirming.keys == []


async def test_an_answer_that_was_disputed_is_no_longer_asked_for(notifier: Driver) -> None:
    await notifier.an_answer()
    subject = await subject_in(notifier)
    notifier.cards.known[CASE] = notifier.cards.known[CASE].model_copy(update={"state": "awaiting_answer"})
    with pytest.raises(NoLongerAsked):
        await look_at_link(subject, cards=notifier.cards, known=notifier.service.known.cases)


async def test_the_link_to_an_earlier_answer_confirms_no_later_one(notifier: Driver) -> None:
    await notifier.an_answer()
    subject = await subject_in(notifier)
    notifier.cards.known[CASE] = notifier.cards.known[CASE].model_copy(update={"answer": f"case-{CASE}:000004"})
    with pytest.raises(NoLongerAsked):
        await look_at_link(subject, cards=notifier.cards, known=notifier.service.known.cases)


async def test_a_link_ends_after_sixty_days(notifier: Driver) -> None:
    await notifier.an_answer()
    token = await token_in(notifier)
    await notifier.wait_until(notifier.now + days(59))
    assert notifier.service.links.read(PURPOSE, token)
    await notifier.wait_until(notifier.now + days(1))
    with pytest.raises(LinkExpired):
        notifier.service.links.read(PURPOSE, token)
    with pytest.raises(LinkUnknown):
        notifier.service.links.read("digest", token)


async def test_other_news_of_a_case_send_no_mail(notifier: Driver) -> None:
    await notifier.an_answer(state="answered")
    before = len(await notifier.rows())
    await notifier.tell(AnswerConfirmed(case=CASE, council=HARBOUR.id))
    assert len(await notifier.rows()) == before


async def test_an_answer_to_a_case_that_nobody_told_of_reaches_nobody(notifier: Driver) -> None:
    await notifier.tell(AnswerGiven(case="strange", unit="0701", outcome=AnswerOutcome.FOLLOWED))
    assert await notifier.rows() == []
    assert date(2026, 3, 10) == notifier.now.date()


async def test_all_councils_that_raised_a_case_get_its_answer_each_with_its_own_link(notifier: Driver) -> None:
    asked = StatementMade(case="sak", council=HARBOUR.id, unit=HARBOUR.unit, due=due())
    await a_case(notifier, CaseJoined(case="sak", joined="anna", origins=(VALLEY.id,)), asked)
    told = {"answer": "case-sak:000004", "state": "coming_home"}
    notifier.cards.known["sak"] = notifier.cards.known["sak"].model_copy(update=told)
    await notifier.tell(AnswerGiven(case="sak", unit=HARBOUR.unit, outcome=AnswerOutcome.FOLLOWED))
    assert (await subject_in(notifier))["term"] == HARBOUR.leader.id
    assert (await subject_in(notifier, "Blid Sol"))["term"] == VALLEY.leader.id
    [theirs] = await notifier.sent("Blid Sol")
    assert "Nav har svart på saka som Brukarutvalet i Dalen melde inn." in theirs.text


async def test_where_no_user_sits_any_more_the_users_of_the_council_above_say_that_it_has_come(
    notifier: Driver,
) -> None:
    await no_user_sits_in(notifier, HARBOUR)
    await notifier.an_answer()
    assert (await subject_in(notifier, "Lun Vott"))["term"] == REGION.leader.id
    [mail] = await notifier.sent("Lun Vott")
    assert "Vika user council, which raised the case, has no user representative now. You speak for it." in mail.text
    [secretary] = await notifier.sent("Grundig Kopp")
    assert "lenke" not in secretary.text


async def test_where_no_user_sits_there_either_those_of_the_centre_say_it(notifier: Driver) -> None:
    notifier.contacts.add("Lys Bekk", CENTRE.leader.id, language="en")
    await no_user_sits_in(notifier, HARBOUR)
    await no_user_sits_in(notifier, REGION)
    await notifier.an_answer()
    assert (await subject_in(notifier, "Lys Bekk"))["term"] == CENTRE.leader.id
    [mail] = await notifier.sent("Lys Bekk")
    assert "Vika user council, which raised the case, has no user representative now. You speak for it." in mail.text


async def test_the_council_above_speaks_too_for_one_whose_case_has_become_a_part_of_another(notifier: Driver) -> None:
    await no_user_sits_in(notifier, VALLEY)
    asked = StatementMade(case="sak", council=HARBOUR.id, unit=HARBOUR.unit, due=due())
    await a_case(notifier, CaseJoined(case="sak", joined="anna", origins=(VALLEY.id,)), asked)
    told = {"answer": "case-sak:000004", "state": "coming_home"}
    notifier.cards.known["sak"] = notifier.cards.known["sak"].model_copy(update=told)
    await notifier.tell(AnswerGiven(case="sak", unit=HARBOUR.unit, outcome=AnswerOutcome.FOLLOWED))
    assert (await subject_in(notifier, "Lun Vott"))["term"] == REGION.leader.id
    [mail] = await notifier.sent("Lun Vott")
    assert "Dalen user council, which raised the case, has no user representative now. You speak for it." in mail.text
