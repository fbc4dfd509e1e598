"""Time passes, and councils close, while a round goes on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from case_flow.application.rounds.conclude_round import ConcludeRound
from case_flow.domain.asking import reminders
from case_flow.testing.driver import NOW, Driver
from case_flow.testing.places import CENTRE, HARBOUR, OTHER_REGION, REGION, VALLEY
from case_flow.testing.rounds import ASK, DUE, OUTCOME, closes, days_pass, opened, read, says
from councilkit.events.case_words import Late
from councilkit.events.rounds import RoundDue, RoundTakenOver
from councilkit.policy import NotAllowed
from councilkit.workdays import oslo_day


async def test_time_tells_who_is_missing_once_before_the_day_and_once_after(case_flow: Driver) -> None:
    round = await opened(case_flow)
    await says(case_flow, HARBOUR, round)
    told = []
    for days in range((DUE - oslo_day(NOW)).days + 20):
        await days_pass(case_flow, oslo_day(NOW) + timedelta(days=days))
        items = [item.event() for item in await case_flow.published()]
        told.append([event for event in items if isinstance(event, RoundDue)])
    soon, over = (RoundDue(round=round, late=late, missing=(VALLEY.id,)) for late in (Late.SOON, Late.OVERDUE))
    when = [next(day for day, events in enumerate(told) if event in events) for event in (soon, over)]
    assert (when, told[-1]) == ([22, 31], [soon, over])


async def test_nobody_is_reminded_when_all_have_answered(case_flow: Driver) -> None:
    round = await opened(case_flow)
    await says(case_flow, HARBOUR, round)
    await says(case_flow, VALLEY, round)
    await days_pass(case_flow, DUE + timedelta(days=3))
    assert RoundDue.TYPE not in [item.type for item in await case_flow.published()]


async def test_a_round_of_a_day_is_not_late_before_it_is_over(case_flow: Driver) -> None:
    round = await opened(case_flow, replace(ASK, due=oslo_day(NOW) + timedelta(days=1)))
    assert [late for late, _ in reminders((await read(case_flow, round)).record.round)] == [Late.OVERDUE]


async def test_the_successor_of_a_council_answers_where_that_was_asked(case_flow: Driver) -> None:
    round = await opened(case_flow, replace(ASK, to=(HARBOUR.id,)))
    await closes(case_flow, HARBOUR, VALLEY)
    with pytest.raises(NotAllowed):
        await says(case_flow, HARBOUR, round)
    await says(case_flow, VALLEY, round)
    assert not (await read(case_flow, round)).record.round.missing


async def test_what_a_council_said_stays_its_own_and_counts_for_its_successor(case_flow: Driver) -> None:
    round = await opened(case_flow)
    await says(case_flow, HARBOUR, round)
    await closes(case_flow, HARBOUR, VALLEY)
    reading = await read(case_flow, round)
    assert (reading.record.round.to, reading.record.round.missing) == ((VALLEY.id,), ())
    await says(case_flow, VALLEY, round)
    await case_flow.do(ConcludeRound(round, OUTCOME, (HARBOUR.id, VALLEY.id)), REGION.leader)
    assert [said.council for said in (await read(case_flow, round)).record.round.inputs] == [HARBOUR.id, VALLEY.id]


async def test_a_council_that_comes_after_one_it_has_asked_does_not_ask_itself(case_flow: Driver) -> None:
    round = await opened(case_flow)
    await says(case_flow, HARBOUR, round)
    await closes(case_flow, HARBOUR)  # its region comes after it, for there is no successor
    reading = await read(case_flow, round)
    assert reading.record.round.to == (VALLEY.id,)
    assert [(share.council, share.answered) for share in reading.tiers[0].shares] == [
        (VALLEY.id, False),
        (HARBOUR.id, True),
    ]


async def test_the_successor_of_who_asked_ends_the_round(case_flow: Driver) -> None:
    round = await opened(case_flow)
    await closes(case_flow, REGION, OTHER_REGION)
    await says(case_flow, HARBOUR, round)
    await says(case_flow, VALLEY, round)
    with pytest.raises(NotAllowed):
        await case_flow.do(ConcludeRound(round, OUTCOME, ()), REGION.leader)
    await case_flow.do(ConcludeRound(round, OUTCOME, (HARBOUR.id,)), OTHER_REGION.leader)


async def test_a_round_is_handed_on_once_and_those_of_others_are_not(case_flow: Driver) -> None:
    await opened(case_flow, replace(ASK, to=(VALLEY.id,)))
    theirs = await opened(case_flow, replace(ASK, to=(HARBOUR.id, VALLEY.id)))
    await closes(case_flow, HARBOUR, VALLEY)
    followed = [item.event() for item in await case_flow.published() if item.type == RoundTakenOver.TYPE]
    assert followed == [RoundTakenOver(round=theirs, council=HARBOUR.id, to=VALLEY.id)]


async def test_a_word_counts_for_all_who_came_after_the_one_who_said_it(case_flow: Driver) -> None:
    round = await opened(case_flow, replace(ASK, council=CENTRE.id, to=(HARBOUR.id,)), CENTRE.leader)
    await says(case_flow, HARBOUR, round)
    await closes(case_flow, HARBOUR, VALLEY)
    await closes(case_flow, VALLEY, OTHER_REGION)
    told = (await read(case_flow, round)).record.round
    assert (told.to, told.missing) == ((OTHER_REGION.id,), ())
