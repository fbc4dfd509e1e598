"""Who must act on a case, or has waited, hears by mail what happened to it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from councilkit.callers import Holding
from councilkit.events import Event
from councilkit.events.case_life import (
    AnswerDelayed,
    AppealDecided,
    CaseAppealed,
    CaseJoined,
    CaseKept,
    CaseMerged,
    CasePostponed,
    CaseReopened,
    CaseScheduled,
    CaseTakenUpAgain,
    CaseTurnedAway,
    CaseWithdrawn,
    FollowUpAgreed,
    FollowUpReported,
    NoteAdded,
    PartGiven,
    SendingRegretted,
    TurningAwayProposed,
)
from councilkit.events.case_words import Party, Progress, Unfit
from councilkit.events.cases import (
    AlsoAsked,
    AnswerDisputed,
    AnswerGiven,
    AnswerOutcome,
    AnswerPassedOn,
    CasePutOnAgenda,
    CaseReceived,
    CaseReturned,
    CaseSent,
    CaseTakenOver,
    CaseTreated,
    Outcome,
    PartAs,
    RuleStatus,
    StatementMade,
    Wish,
)
from councilkit.events.councils import TermEnded
from councilkit.mailing.mail import State
from notifier.domain.case_news import NEWS
from notifier.testing.cases import BY, CASE, SHORT, TITLE, a_case, due, reported, tell_later, told_to
from notifier.testing.driver import Driver, days
from notifier.testing.places import CENTRE, HARBOUR, REGION, VALLEY, asked_for, posted

SENDER, LEADER, DEPUTY, SECRETARY = "Varm Stein", "Modig Lykt", "Stille Elv", "Grundig Kopp"
MANAGER, DELEGATE, REGION_LEADER, REGION_MANAGER = "Blid Skigard", "Rask Rev", "Lun Vott", "Rolig Vind"
VALLEY_LEADER = "Blid Sol"
DESK, ANSWERS = {LEADER, SECRETARY}, {MANAGER, DELEGATE}
AT = {"case": CASE, "council": HARBOUR.id}
OWNERS_PART = (AlsoAsked(unit=HARBOUR.unit, part=PartAs.OWNER, due=due()),)
ON = date(2026, 4, 14)
MEETING = datetime(2026, 4, 14, 8, tzinfo=UTC)
OWN = {"case": CASE, "council": REGION.id}


def sent(**told: Any) -> CaseSent:  # noqa: ANN401 - an event's own
    usual = {"case": CASE, "sender": HARBOUR.id, "to": REGION.id, "wish": Wish.STATEMENT, "due": due()}
    return CaseSent.model_validate({**usual, **told})


def proposed(why: Unfit = Unfit.OUTSIDE_MANDATE) -> TurningAwayProposed:
    return TurningAwayProposed(**AT, why=why)


def turned_away(why: Unfit = Unfit.OUTSIDE_MANDATE, erased_on: date | None = None) -> CaseTurnedAway:
    return CaseTurnedAway(**AT, why=why, erased_on=erased_on)


def asked(**told: Any) -> StatementMade:  # noqa: ANN401 - an event's own
    return StatementMade.model_validate({**AT, "unit": HARBOUR.unit, "due": due(), **told})


def answered(unit: str = HARBOUR.unit) -> AnswerGiven:
    return AnswerGiven(case=CASE, unit=unit, outcome=AnswerOutcome.PARTLY)


def agreed(**told: Any) -> FollowUpAgreed:  # noqa: ANN401 - an event's own
    usual = {"follow_up": "punkt", "responsible": Party(unit=HARBOUR.unit), "starts": BY, "ends": ON}
    return FollowUpAgreed.model_validate({**AT, **usual, **told})


AWAY = (sent(), CaseReceived(case=CASE, council=REGION.id))
"""The case is with the region."""


class Told(NamedTuple):
    """After what came before, an event is told to those people; one of them reads this subject and this sentence."""

    before: tuple[Event, ...]
    event: Event
    hear: set[str]
    reader: str
    subject: str
    sentence: str
    by: Holding | None = None


TOLD = {
    "scheduled": Told(
        (),
        CaseScheduled(**AT, on=ON),
        {SENDER},
        SENDER,
        "Saka blir teken opp: ",
        "Brukarutvalet i Vika tek opp saka 14. april 2026.",
    ),
    "postponed": Told(
        (),
        CasePostponed(**AT, until=ON),
        {SENDER},
        SENDER,
        "Saka er utsett: ",
        "Brukarutvalet i Vika har utsett saka til 14. april 2026. Då kjem ho opp igjen av seg sjølv.",
    ),
    "taken up again": Told(
        (CasePostponed(**AT, until=ON),),
        CaseTakenUpAgain(**AT),
        DESK,
        SECRETARY,
        "En utsatt sak er tilbake: ",
        "Sett den på sakslisten til et møte.",
    ),
    "proposed to be turned away": Told(
        (),
        proposed(),
        {LEADER},
        LEADER,
        "Er dette en sak for utvalget? ",
        "En brukerrepresentant må være enig.",
        by=HARBOUR.secretary,
    ),
    "kept": Told(
        (proposed(),),
        CaseKept(**AT),
        {SECRETARY},
        SECRETARY,
        "Utvalget tar opp saken likevel: ",
        "En brukerrepresentant i Brukerutvalget i Vika var ikke enig.",
        by=HARBOUR.leader,
    ),
    "turned away": Told(
        (proposed(),),
        turned_away(),
        {SENDER},
        SENDER,
        "Saka blir ikkje teken opp: ",
        "korleis du ber utvalet over om å sjå på saka.",
    ),
    "appealed": Told(
        (turned_away(),),
        CaseAppealed(**AT, to=REGION.id),
        {REGION_LEADER},
        REGION_LEADER,
        "Was it right to turn the case away? ",
        "Those who raised it ask Fjordane user council whether that was right.",
    ),
    "told that it stands": Told(
        (turned_away(), CaseAppealed(**AT, to=REGION.id)),
        AppealDecided(case=CASE, council=REGION.id, stands=True),
        {SENDER},
        SENDER,
        "Saka blir framleis ikkje teken opp: ",
        "Brukarutvalet i Fjordane har sett på saka og er einig i at ho blei avvist.",
    ),
    "told that it does not stand": Told(
        (turned_away(), CaseAppealed(**AT, to=REGION.id)),
        AppealDecided(case=CASE, council=REGION.id, stands=False, word_by=due()),
        {SENDER, *DESK},
        SECRETARY,
        "Saken skal tas opp likevel: ",
        "Målet er at det skjer innen 24. mars 2026.",
    ),
    "treated elsewhere": Told(
        AWAY,
        CaseTreated(**OWN, meeting="moete", outcome=Outcome.DISCUSSION),
        {SENDER},
        SENDER,
        "Saka er behandla: ",
        "Brukarutvalet i Fjordane har drøfta saka i eit møte.",
    ),
    "withdrawn": Told(
        (),
        CaseWithdrawn(**AT),
        DESK,
        SECRETARY,
        "Saken er trukket: ",
        "Det blir ikke gjort noe mer med den.",
        by=HARBOUR.member,
    ),
    "merged": Told(
        (),
        CaseMerged(**AT, into="anna"),
        {SENDER},
        SENDER,
        "Saka går vidare saman med ei anna: ",
        "De får svaret når det kjem.",
    ),
    "sent by its origin": Told(
        (),
        sent(),
        {REGION_LEADER},
        REGION_LEADER,
        "You have been sent a case: ",
        "Receive the case, or send it back and say why. The aim is by 24 March 2026.",
        by=HARBOUR.secretary,
    ),
    "sent past a level": Told(
        (),
        sent(to=CENTRE.id, copies=[REGION.id]),
        {REGION_LEADER},
        REGION_LEADER,
        "A case is sent on: ",
        "Fjordane user council hears of it because it lies between them.",
    ),
    "sent on": Told(
        AWAY,
        sent(sender=REGION.id, to=VALLEY.id),
        {VALLEY_LEADER, SENDER},
        SENDER,
        "Ei sak er send vidare: ",
        "Brukarutvalet i Fjordane har sendt saka som de melde inn, vidare til Brukarutvalet i Dalen.",
    ),
    "returned": Told(
        (sent(),),
        CaseReturned(**OWN, to=HARBOUR.id, suggested=CENTRE.id),
        DESK,
        SECRETARY,
        "En sak er sendt tilbake: ",
        "De foreslår Brukerutvalget i Sentrum i stedet.",
    ),
    "added to at home": Told(
        AWAY,
        NoteAdded(case=CASE, council=HARBOUR.id),
        {REGION_LEADER},
        REGION_LEADER,
        "There is something new in the case: ",
        "Vika user council has added something to the case.",
    ),
    "added to by the unit": Told(
        (asked(),),
        NoteAdded(case=CASE, unit=HARBOUR.unit),
        {SENDER, DELEGATE},
        SENDER,
        "Det er noko nytt i saka: ",
        "Nav Vika har lagt til noko i saka.",
        by=HARBOUR.manager,
    ),
    "asked about": Told(
        (),
        asked(),
        ANSWERS,
        DELEGATE,
        "Eit brukarutval ber om svar: ",
        "Avtalt svarfrist: 24. mars 2026.",
    ),
    "asked about with a day that is only proposed": Told(
        (),
        asked(due=due(RuleStatus.PROPOSED)),
        ANSWERS,
        MANAGER,
        "Et brukerutvalg ber om svar: ",
        "Foreslått svarfrist: 24. mars 2026.",
    ),
    "asked about in parts": Told(
        (),
        asked(also=[AlsoAsked(unit=REGION.unit, part=PartAs.LINE, due=due(on=ON))]),
        {*ANSWERS, REGION_MANAGER},
        REGION_MANAGER,
        "Et brukerutvalg ber om svar: ",
        "Nav Vika gir svaret, og Nav Fjordane er bedt om sin del av det.",
    ),
    "asked again": Told(
        (asked(), answered()),
        AnswerDisputed(case=CASE, council=HARBOUR.id, unit=HARBOUR.unit, due=due()),
        ANSWERS,
        MANAGER,
        "Utvalget ber om et bedre svar: ",
        "Brukerutvalget i Vika har lest svaret fra Nav Vika og savner noe i det.",
    ),
    "passed on": Told(
        (asked(),),
        AnswerPassedOn(case=CASE, unit=HARBOUR.unit, successor=REGION.unit),
        {REGION_MANAGER},
        REGION_MANAGER,
        "Et brukerutvalg ber om svar: ",
        "Nav Vika er lagt ned. Nå er det Nav Fjordane som skal gi svaret.",
    ),
    "delayed": Told(
        (*AWAY, asked(council=REGION.id)),
        AnswerDelayed(case=CASE, unit=HARBOUR.unit, due=due(on=ON)),
        {SENDER, REGION_LEADER},
        SENDER,
        "Svaret tek lengre tid: ",
        "Nav Vika arbeider med svaret og tek sikte på å gi det innan 14. april 2026.",
    ),
    "given a part": Told(
        (asked(also=[AlsoAsked(unit=REGION.unit, part=PartAs.LINE, due=due())]),),
        PartGiven(case=CASE, unit=REGION.unit, outcome=AnswerOutcome.FOLLOWED),
        ANSWERS,
        MANAGER,
        "En del av svaret har kommet: ",
        "Nav Fjordane har gitt sin del av svaret som Nav Vika skal gi.",
    ),
    "taken up again by its origin": Told(
        (asked(), answered()),
        CaseReopened(case=CASE, council=HARBOUR.id, new_facts=False),
        {LEADER, *ANSWERS},
        MANAGER,
        "Saken er gjenåpnet: ",
        "har gjenåpnet en sak som Nav Vika har svart på. Dere hører fra utvalget hvis dere skal gjøre noe.",
        by=HARBOUR.secretary,
    ),
    "followed up": Told(
        (),
        agreed(involved=[Party(unit=REGION.unit)], informed=[Party(council=REGION.id)]),
        {*ANSWERS, REGION_MANAGER, REGION_LEADER},
        MANAGER,
        "Dere har noe å følge opp: ",
        "Det begynner 24. mars 2026 og skal være gjort innen 14. april 2026.",
    ),
    "done": Told(
        (agreed(),),
        FollowUpReported(case=CASE, follow_up="punkt", progress=Progress.DONE),
        DESK,
        LEADER,
        "Det som ble avtalt, er gjort: ",
        "kan utvalget avslutte saken.",
    ),
}


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
async def test_a_case_is_told_to_those_who_must_act_or_have_waited(notifier: Driver, told: Told) -> None:
    await a_case(notifier, *told.before)
    await tell_later(notifier, told.event, by=told.by.id if told.by else "neighbour")
    heard = await told_to(notifier)
    assert set(heard) == told.hear
    mail = heard[told.reader]
    assert mail.subject == f"{told.subject}{TITLE}"
    assert told.sentence in mail.text
    assert SHORT in mail.text
    assert mail.text.count("http") == 1, "one link"
    assert f"{notifier.settings.portal_url}cases/{CASE}" in mail.text
    assert len(mail.text.splitlines()) <= 24, "a screenful"


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (asked(also=OWNERS_PART), "Nav Vika gir svaret, og kommunen blir spurt om den er enig."),
        (
            AnswerDisputed(**AT, unit=HARBOUR.unit, due=due(), also=OWNERS_PART),
            "savner noe i svaret fra Nav Vika. Kommunen blir spurt en gang til om den er enig.",
        ),
    ],
)
async def test_the_owner_of_the_office_hears_that_the_owners_word_is_asked_for(
    notifier: Driver, event: Event, sentence: str
) -> None:
    notifier.contacts.add("Trygg Brygge", HARBOUR.owner.id)
    await notifier.tell(posted(HARBOUR.owner))
    await a_case(notifier)
    await tell_later(notifier, event)
    heard = await told_to(notifier)
    assert set(heard) == {*ANSWERS, "Trygg Brygge"}
    assert sentence in heard["Trygg Brygge"].text
    assert sentence not in heard[MANAGER].text
    assert "Avtalt svarfrist: 24. mars 2026." in heard["Trygg Brygge"].text


def test_each_event_that_is_told_has_been_read_aloud() -> None:
    alone = {"CaseReported", "CasePutOnAgenda", "AnswerGiven"}
    assert {type(told.event).__name__ for told in TOLD.values()} | alone == {event.__name__ for event in NEWS}


async def test_whoever_raises_a_case_gets_a_receipt_at_once_and_the_desk_hears_that_it_is_there(
    notifier: Driver,
) -> None:
    mails = {mail.recipient.partition("@")[0]: mail for mail in await a_case(notifier)}
    assert set(mails) == {"varm.stein", "modig.lykt", "grundig.kopp"}
    receipt, desk = mails["varm.stein"], mails["grundig.kopp"]
    assert receipt.subject == f"Vi har fått saka di: {TITLE}"
    assert "Målet er at du innan 24. mars 2026 får vite når saka blir teken opp, eller kvifor ikkje." in receipt.text
    assert "Du får denne e-posten fordi du melde inn saka." in receipt.text
    assert desk.subject == f"En ny sak er meldt inn: {TITLE}"
    assert "Målet er at det skjer innen 24. mars 2026." in desk.text


async def test_the_leader_who_raises_a_case_gets_the_receipt_alone(notifier: Driver) -> None:
    mails = await a_case(notifier, reporter=HARBOUR.leader.id)
    subjects = {mail.recipient.partition("@")[0]: mail.subject for mail in mails}
    assert subjects == {
        "modig.lykt": f"Vi har fått saken din: {TITLE}",
        "grundig.kopp": f"En ny sak er meldt inn: {TITLE}",
    }


async def test_an_agenda_is_told_with_the_day_of_its_meeting(notifier: Driver) -> None:
    meeting = await notifier.a_meeting(MEETING)
    await a_case(notifier)
    await tell_later(notifier, CasePutOnAgenda(**AT, meeting=meeting))
    mail = (await told_to(notifier))[SENDER]
    assert "Saka står på sakslista når Brukarutvalet i Vika møtest 14. april 2026." in mail.text


@pytest.mark.parametrize(("on", "mails"), [(ON, 0), (ON + timedelta(days=1), 1)])
async def test_an_agenda_is_told_only_if_the_day_is_another_than_was_said(
    notifier: Driver, on: date, mails: int
) -> None:
    meeting = await notifier.a_meeting(MEETING)
    await a_case(notifier, CaseScheduled(**AT, on=on))
    await tell_later(notifier, CasePutOnAgenda(**AT, meeting=meeting))
    assert len(await notifier.sent()) == mails


async def test_councils_on_the_way_hear_that_there_is_an_answer(notifier: Driver) -> None:
    await a_case(notifier, *AWAY, asked(council=REGION.id))
    await notifier.tell(answered())
    await notifier.wait_until(notifier.now + days(1))
    [mail] = await notifier.sent(REGION_LEADER)
    assert mail.subject == f"Nav has answered: {TITLE}"
    assert "Now those who raised the case say whether the answer has reached them." in mail.text


# Ten minutes in which it can be taken back


async def test_nothing_leaves_within_the_ten_minutes_in_which_a_hop_can_be_regretted(notifier: Driver) -> None:
    await a_case(notifier)
    await notifier.tell(sent())
    await notifier.wait_until(notifier.now + timedelta(minutes=9))
    await notifier.tell(SendingRegretted(**AT))
    await notifier.wait_until(notifier.now + timedelta(minutes=2))
    assert await notifier.sent() == []
    assert {row.detail for row in await notifier.rows(State.SUPPRESSED)} == {
        "it was taken back, or there is newer news of the case"
    }


async def test_of_two_days_in_a_row_the_second_is_told(notifier: Driver) -> None:
    await a_case(notifier)
    await tell_later(notifier, CaseScheduled(**AT, on=BY), CaseScheduled(**AT, on=ON))
    [mail] = await notifier.sent()
    assert "14. april 2026" in mail.text


async def test_who_has_received_a_case_is_not_asked_to(notifier: Driver) -> None:
    await a_case(notifier)
    await tell_later(notifier, *AWAY)
    assert await notifier.sent() == []


async def test_an_answer_within_the_ten_minutes_makes_the_question_no_news(notifier: Driver) -> None:
    await a_case(notifier)
    await tell_later(notifier, asked(), answered())
    assert await notifier.sent(MANAGER) == []


# Who waits


async def test_of_a_case_whose_reporter_has_left_its_council_s_desk_hears(notifier: Driver) -> None:
    await a_case(notifier)
    gone = TermEnded(council=HARBOUR.id, term=HARBOUR.member.id, on=notifier.now.date() - days(1))
    await tell_later(notifier, asked_for(HARBOUR.member, BY), gone)
    await notifier.sent()
    notifier.relay.sent.clear()
    await tell_later(notifier, CaseScheduled(**AT, on=ON))
    heard = await told_to(notifier)
    assert set(heard) == DESK
    assert "fordi du følger opp sakene til Brukerutvalget i Vika." in heard[SECRETARY].text


async def test_who_raised_a_case_that_another_one_took_in_hears_of_that_one(notifier: Driver) -> None:
    notifier.contacts.add("Lett Sky", VALLEY.member.id)
    await a_case(notifier, case="anna", at=VALLEY)
    await a_case(notifier, CaseJoined(case=CASE, joined="anna", origins=(VALLEY.id,)))
    await tell_later(notifier, CaseScheduled(**AT, on=ON))
    assert set(await told_to(notifier)) == {SENDER, "Lett Sky"}


async def test_who_came_after_the_council_that_raised_it_hears_of_a_case(notifier: Driver) -> None:
    await a_case(notifier, *AWAY)
    gone = TermEnded(council=HARBOUR.id, term=HARBOUR.member.id, on=notifier.now.date() - days(1))
    await notifier.tell(gone, CaseTakenOver(case=CASE, council=HARBOUR.id, to=VALLEY.id))
    notifier.relay.sent.clear()
    await tell_later(notifier, CaseScheduled(**OWN, on=ON))
    assert VALLEY_LEADER in await told_to(notifier)


async def test_where_nobody_can_be_asked_no_mail_is_planned(notifier: Driver) -> None:
    await a_case(notifier)
    await tell_later(notifier, asked(unit="0900"))
    assert await notifier.sent() == []
    assert await notifier.rows(State.PLANNED) == []


async def test_nothing_is_told_of_a_case_that_nobody_raised(notifier: Driver) -> None:
    await notifier.tell(CaseScheduled(case="ukjent", council=HARBOUR.id, on=ON))
    await notifier.tell(reported("ukjent"))
    assert await notifier.rows() == []
