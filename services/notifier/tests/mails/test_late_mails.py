"""Who is to do something is reminded in time, and when it is late; at last the level above hears of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from councilkit.events import Event
from councilkit.events.case_life import AnswerDelayed, CaseDue, CaseScheduled, PartGiven
from councilkit.events.case_words import Awaited, Late
from councilkit.events.cases import (
    AnswerConfirmed,
    AnswerGiven,
    AnswerOutcome,
    CaseReceived,
    CaseSent,
    PartAs,
    RuleStatus,
    StatementMade,
    Wish,
)
from councilkit.mailing.mail import State
from notifier.testing.cases import BY, CASE, TITLE, a_case, due, told_to
from notifier.testing.driver import Driver
from notifier.testing.places import HARBOUR, REGION, posted

SENDER, LEADER, SECRETARY = "Varm Stein", "Modig Lykt", "Grundig Kopp"
MANAGER, DELEGATE, REGION_LEADER = "Blid Skigard", "Rask Rev", "Lun Vott"
MORNING = datetime(2026, 3, 20, 5, 30, tzinfo=UTC)
EIGHT = MORNING.replace(hour=7, minute=0)
SEEN = date(2026, 4, 7)
AT = {"case": CASE, "council": HARBOUR.id}
UNIT = {"case": CASE, "unit": HARBOUR.unit}


def late(awaited: Awaited, how: Late = Late.SOON, **told: Any) -> CaseDue:  # noqa: ANN401 - an event's own
    where = AT if awaited in (Awaited.WORD, Awaited.RECEIVING, Awaited.RECEIPT) else UNIT
    usual = {"awaited": awaited, "late": how, "due": due(), "above": REGION.id, "seen_on": SEEN}
    return CaseDue.model_validate({**where, **usual, **told})


async def this_morning(notifier: Driver, *events: Event) -> None:
    await notifier.wait_until(MORNING)
    await notifier.tell(*events)
    await notifier.wait_until(EIGHT)


class Reminded(NamedTuple):
    event: CaseDue
    hear: set[str]
    reader: str
    line: str


REMINDED = {
    "word": Reminded(
        late(Awaited.WORD),
        {LEADER, SECRETARY},
        SECRETARY,
        "Si fra innen 24. mars 2026 om når saken blir tatt opp, eller hvorfor ikke. "
        "7. april 2026 vil nivået over se det.",
    ),
    "word, over its day": Reminded(
        late(Awaited.WORD, Late.OVERDUE),
        {LEADER, SECRETARY},
        SECRETARY,
        "De som meldte inn saken, skulle ha fått vite innen 24. mars 2026 når den blir tatt opp",
    ),
    "word, above": Reminded(
        late(Awaited.WORD, Late.ABOVE),
        {REGION_LEADER},
        REGION_LEADER,
        "Vika user council has not told when it takes the case up. That was to be by 24 March 2026.",
    ),
    "receiving": Reminded(
        late(Awaited.RECEIVING),
        {LEADER, SECRETARY},
        LEADER,
        "Ta imot saken innen 24. mars 2026, eller send den tilbake.",
    ),
    "receiving, above": Reminded(
        late(Awaited.RECEIVING, Late.ABOVE), {REGION_LEADER}, REGION_LEADER, "has not received the case."
    ),
    "answer": Reminded(
        late(Awaited.ANSWER),
        {MANAGER, DELEGATE},
        MANAGER,
        "Nav Vika har svarfrist 24. mars 2026. 7. april 2026 vil nivået over se det.",
    ),
    "answer, over its day": Reminded(
        late(Awaited.ANSWER, Late.OVERDUE), {MANAGER, DELEGATE}, DELEGATE, "Nav Vika hadde svarfrist 24. mars 2026."
    ),
    "answer, above": Reminded(
        late(Awaited.ANSWER, Late.ABOVE), {REGION_LEADER}, REGION_LEADER, "Nav Vika has not answered."
    ),
    "part": Reminded(
        late(Awaited.PART), {MANAGER, DELEGATE}, MANAGER, "Nav Vika har frist 24. mars 2026 for sin del av svaret."
    ),
    "part, above": Reminded(
        late(Awaited.PART, Late.ABOVE), {REGION_LEADER}, REGION_LEADER, "has not given its part of the answer."
    ),
    "receipt": Reminded(late(Awaited.RECEIPT), {LEADER}, LEADER, "Si fra innen 24. mars 2026 om svaret har nådd dere."),
    "receipt, above": Reminded(
        late(Awaited.RECEIPT, Late.ABOVE), {REGION_LEADER}, REGION_LEADER, "has not said whether the answer has come."
    ),
    "follow-up": Reminded(
        late(Awaited.FOLLOW_UP, follow_up="punkt"),
        {MANAGER, DELEGATE},
        MANAGER,
        "Det som er avtalt, skal være gjort innen 24. mars 2026.",
    ),
    "follow-up, above": Reminded(
        late(Awaited.FOLLOW_UP, Late.ABOVE, follow_up="punkt"),
        {REGION_LEADER},
        REGION_LEADER,
        "has not told that what was agreed is done.",
    ),
}


@pytest.mark.parametrize("told", REMINDED.values(), ids=REMINDED)
async def test_who_is_to_do_something_is_reminded(notifier: Driver, told: Reminded) -> None:
    await a_case(notifier)
    await this_morning(notifier, told.event)
    heard = await told_to(notifier)
    assert set(heard) == told.hear
    mail = heard[told.reader]
    assert told.line in mail.text
    assert TITLE in mail.subject
    assert f"{notifier.settings.portal_url}cases/{CASE}" in mail.text
    assert mail.text.count("http") == 1, "one link"


async def test_no_reminder_leaves_before_people_are_at_work(notifier: Driver) -> None:
    await a_case(notifier)
    await notifier.wait_until(MORNING)
    await notifier.tell(late(Awaited.WORD))
    await notifier.wait_until(EIGHT - timedelta(minutes=1))
    assert await notifier.sent() == []


async def test_all_that_is_late_on_a_morning_stands_in_one_mail(notifier: Driver) -> None:
    await a_case(notifier)
    await a_case(notifier, case="anna")
    await this_morning(
        notifier, late(Awaited.ANSWER), late(Awaited.ANSWER, Late.OVERDUE, case="anna", due=due(on=date(2026, 3, 19)))
    )
    [mail] = await notifier.sent(MANAGER)
    assert mail.subject == "2 saker venter på deg"
    assert mail.text.index("hadde svarfrist") < mail.text.index("har svarfrist"), "the gravest first"
    assert mail.text.count("Trenger dere mer tid?") == 1
    assert f"Se hva som venter på deg:\n{notifier.settings.portal_url}\n" in mail.text


@pytest.mark.parametrize(
    ("before", "awaited", "done"),
    [
        ((), Awaited.WORD, CaseScheduled(**AT, on=BY)),
        (
            (CaseSent(case=CASE, sender=REGION.id, to=HARBOUR.id, wish=Wish.ANSWER, due=due()),),
            Awaited.RECEIVING,
            CaseReceived(case=CASE, council=HARBOUR.id),
        ),
        (
            (StatementMade(case=CASE, council=HARBOUR.id, unit=HARBOUR.unit, due=due()),),
            Awaited.ANSWER,
            AnswerDelayed(**UNIT, due=due(on=SEEN)),
        ),
        ((), Awaited.PART, PartGiven(case=CASE, unit=HARBOUR.unit, outcome=AnswerOutcome.FOLLOWED)),
        (
            (AnswerGiven(case=CASE, unit=HARBOUR.unit, outcome=AnswerOutcome.FOLLOWED),),
            Awaited.RECEIPT,
            AnswerConfirmed(**AT),
        ),
    ],
    ids=["word", "receiving", "answer", "part", "receipt"],
)
async def test_what_is_done_before_the_mail_leaves_is_not_told(
    notifier: Driver, before: tuple[Event, ...], awaited: Awaited, done: Event
) -> None:
    await a_case(notifier, *before)
    await this_morning(notifier, late(awaited), done)
    await notifier.sent()
    assert {row.detail for row in await notifier.rows(State.SUPPRESSED) if row.kind == "late"} == {
        "what it was about is settled"
    }


async def test_what_another_is_late_with_is_told_all_the_same(notifier: Driver) -> None:
    await a_case(notifier)
    await this_morning(
        notifier, late(Awaited.PART), PartGiven(case=CASE, unit=REGION.unit, outcome=AnswerOutcome.FOLLOWED)
    )
    assert len(await notifier.sent(MANAGER)) == 1


# An owner's part of an answer is the owner's to give


async def an_owner(notifier: Driver) -> None:
    notifier.contacts.add("Trygg Brygge", HARBOUR.owner.id)
    await notifier.tell(posted(HARBOUR.owner))


def part(of: PartAs, how: Late = Late.SOON) -> CaseDue:
    return late(Awaited.PART, how, part=of)


async def test_the_owner_is_reminded_of_the_owners_part(notifier: Driver) -> None:
    await an_owner(notifier)
    await a_case(notifier)
    await this_morning(notifier, part(PartAs.OWNER))
    heard = await told_to(notifier)
    assert set(heard) == {"Trygg Brygge"}
    assert "Nav Vika (kommunen) har frist 24. mars 2026 for sin del av svaret." in heard["Trygg Brygge"].text


async def test_the_managers_are_reminded_of_a_lines_part(notifier: Driver) -> None:
    await an_owner(notifier)
    await a_case(notifier)
    await this_morning(notifier, part(PartAs.LINE))
    heard = await told_to(notifier)
    assert set(heard) == {MANAGER, DELEGATE}
    assert "Nav Vika har frist 24. mars 2026 for sin del av svaret." in heard[MANAGER].text


async def test_where_no_owner_is_in_post_the_managers_are_reminded(notifier: Driver) -> None:
    await a_case(notifier)
    await this_morning(notifier, part(PartAs.OWNER))
    assert set(await told_to(notifier)) == {MANAGER, DELEGATE}


async def test_the_level_above_is_told_whose_part_has_not_come(notifier: Driver) -> None:
    await an_owner(notifier)
    await a_case(notifier)
    await this_morning(notifier, part(PartAs.OWNER, Late.ABOVE))
    [mail] = await notifier.sent(REGION_LEADER)
    assert "Nav Vika (the municipality) has not given its part of the answer." in mail.text


@pytest.mark.parametrize("given", PartAs)
async def test_a_part_that_was_given_leaves_the_other_one_late(notifier: Driver, given: PartAs) -> None:
    await an_owner(notifier)
    await a_case(notifier)
    done = PartGiven(**UNIT, outcome=AnswerOutcome.FOLLOWED, part=given)
    await this_morning(notifier, part(PartAs.LINE), part(PartAs.OWNER), done)
    others = {PartAs.LINE: {"Trygg Brygge"}, PartAs.OWNER: {MANAGER, DELEGATE}}
    assert set(await told_to(notifier)) == others[given]


# A day that is only proposed reminds, and alarms nobody


async def test_of_a_day_that_is_only_proposed_whoever_is_to_act_is_reminded_in_time(notifier: Driver) -> None:
    await a_case(notifier)
    await this_morning(notifier, late(Awaited.WORD, due=due(RuleStatus.PROPOSED)))
    [mail] = await notifier.sent(SECRETARY)
    assert "Fristen er bare et forslag." in mail.text
    assert "nivået over" not in mail.text


@pytest.mark.parametrize("how", [Late.OVERDUE, Late.ABOVE])
async def test_a_day_that_is_only_proposed_alarms_nobody_when_it_is_past(notifier: Driver, how: Late) -> None:
    await a_case(notifier)
    await this_morning(notifier, late(Awaited.WORD, how, due=due(RuleStatus.PROPOSED)))
    assert await notifier.rows() == [row for row in await notifier.rows() if row.kind == "case"]
    assert await notifier.sent() == []


async def test_a_council_that_is_left_in_peace_is_not_reminded_and_the_level_above_hears(notifier: Driver) -> None:
    await a_case(notifier)
    await notifier.count(quiet=True)
    await this_morning(notifier, late(Awaited.WORD), late(Awaited.WORD, Late.ABOVE))
    assert set(await told_to(notifier)) == {REGION_LEADER}
