"""One council asks others the same questions, and builds its answer of theirs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from case_flow.application.rounds.answer_round import AnswerRound, Said
from case_flow.application.rounds.conclude_round import ConcludeRound
from case_flow.domain.round_refusals import (
    HasNotAnswered,
    RoundGoesOn,
    RoundOver,
)
from case_flow.testing.driver import Driver
from case_flow.testing.places import BENEFITS, CENTRE, HARBOUR, OTHER_REGION, REGION, VALLEY
from case_flow.testing.rounds import ASK, DUE, FOR, NONE, OUTCOME, days_pass, opened, read, says
from councilkit.events.councils import Level
from councilkit.events.rounds import Stance
from councilkit.policy import NotAllowed


async def test_a_region_asks_its_councils_and_tells_what_came_of_it(case_flow: Driver) -> None:
    round = await opened(case_flow)
    assert (await read(case_flow, round)).record.round.missing == (HARBOUR.id, VALLEY.id)
    await says(case_flow, HARBOUR, round)
    await says(case_flow, VALLEY, round, Said(Stance.AGAINST), Said(Stance.NONE, "Tolk mangler."))
    await case_flow.do(ConcludeRound(round, OUTCOME, (HARBOUR.id,)), REGION.leader)

    reading = await read(case_flow, round)
    texts, answers = reading.texts, reading.record.answers
    assert texts[reading.record.title] == ASK.title
    assert texts[(answers[HARBOUR.id].entry, "comment_1")] == FOR.comment
    assert texts[(answers[VALLEY.id].entry, "comment_2")] == "Tolk mangler."
    assert reading.record.concluded is not None
    assert texts[(reading.record.concluded.entry, "outcome")] == OUTCOME
    [local] = reading.tiers
    assert [(share.council, share.answered, share.contributed) for share in local.shares] == [
        (HARBOUR.id, True, True),
        (VALLEY.id, True, False),
    ]


async def test_an_answer_is_given_anew_as_long_as_the_round_goes_on(case_flow: Driver) -> None:
    round = await opened(case_flow)
    await says(case_flow, HARBOUR, round)
    await says(case_flow, HARBOUR, round, Said(Stance.PARTLY), NONE)
    reading = await read(case_flow, round)
    [said] = reading.record.round.inputs
    assert said.stances == (Stance.PARTLY, Stance.NONE)
    assert FOR.comment not in reading.texts.values()
    await says(case_flow, VALLEY, round)
    await case_flow.do(ConcludeRound(round, OUTCOME, ()), REGION.leader)
    with pytest.raises(RoundOver):
        await says(case_flow, HARBOUR, round)
    with pytest.raises(RoundOver):
        await case_flow.do(ConcludeRound(round, OUTCOME, ()), REGION.leader)


async def test_those_who_may_still_answer_are_waited_for(case_flow: Driver) -> None:
    round = await opened(case_flow)
    await says(case_flow, HARBOUR, round)
    with pytest.raises(RoundGoesOn, match=VALLEY.id):
        await case_flow.do(ConcludeRound(round, OUTCOME, (HARBOUR.id,)), REGION.leader)
    assert "conclude_round" not in [action for action, _ in (await read(case_flow, round)).open_now]
    await days_pass(case_flow, DUE + timedelta(days=1))
    assert [action for action, _ in (await read(case_flow, round)).open_now] == ["conclude_round"]
    await says(case_flow, VALLEY, round)  # late, and in time nevertheless
    await case_flow.do(ConcludeRound(round, OUTCOME, (HARBOUR.id, VALLEY.id)), REGION.leader)


async def test_nobody_is_named_who_has_said_nothing(case_flow: Driver) -> None:
    round = await opened(case_flow)
    await days_pass(case_flow, DUE + timedelta(days=1))
    with pytest.raises(HasNotAnswered) as refused:
        await case_flow.do(ConcludeRound(round, OUTCOME, (HARBOUR.id,)), REGION.leader)
    assert refused.value.field == "/contributed/0"


async def test_a_region_answers_the_centre_of_what_its_own_councils_said(case_flow: Driver) -> None:
    outer = await opened(case_flow, replace(ASK, council=CENTRE.id, to=(REGION.id, OTHER_REGION.id)), CENTRE.leader)
    inner = await opened(case_flow, replace(ASK, within=outer, due=DUE - timedelta(days=7)))
    await says(case_flow, HARBOUR, inner)
    await says(case_flow, REGION, outer)
    await says(case_flow, VALLEY, inner)  # too late for the region's answer

    reading = await read(case_flow, outer, CENTRE)
    [said] = reading.record.round.inputs
    assert (said.rests_on, said.contributed) == ((inner,), (HARBOUR.id,))
    assert [one.round.id for one in reading.within] == [inner]
    regional, local = reading.tiers
    assert [(share.council, share.answered) for share in regional.shares] == [
        (REGION.id, True),
        (OTHER_REGION.id, False),
    ]
    assert [(share.council, share.answered, share.contributed) for share in local.shares] == [
        (HARBOUR.id, True, True),
        (VALLEY.id, True, False),
    ]
    assert regional.level is Level.REGIONAL


async def test_whoever_goes_past_a_region_lets_it_hear(case_flow: Driver) -> None:
    round = await opened(case_flow, replace(ASK, council=CENTRE.id, to=(HARBOUR.id, BENEFITS.id)), CENTRE.leader)
    assert (await read(case_flow, round)).record.round.copies == (REGION.id,)


async def test_those_who_are_asked_answer_and_who_asks_ends_it(case_flow: Driver) -> None:
    round = await opened(case_flow)
    for stranger in (OTHER_REGION.leader, REGION.leader, HARBOUR.member):
        with pytest.raises(NotAllowed):
            await case_flow.do(AnswerRound(round, (FOR, NONE)), stranger)
    for stranger in (HARBOUR.leader, REGION.member):
        with pytest.raises(NotAllowed):
            await case_flow.do(ConcludeRound(round, OUTCOME, ()), stranger)
    for stranger in (HARBOUR.leader, REGION.observer):
        with pytest.raises(NotAllowed):
            await opened(case_flow, by=stranger)
