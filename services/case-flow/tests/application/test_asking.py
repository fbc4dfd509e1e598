"""Whom a council may ask, and what counts as an answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from case_flow.application.rounds.conclude_round import ConcludeRound
from case_flow.domain.refusals import AskedTwice, DayFarOff, DayPassed, NoMore, NoSuchRoute
from case_flow.domain.round_refusals import (
    LaterThanAsked,
    NothingSaid,
    NotInTheRound,
    QuestionsUnanswered,
    RoundOver,
)
from case_flow.testing.driver import NOW, Driver
from case_flow.testing.places import BENEFITS, CENTRE, HARBOUR, OTHER_REGION, REGION, VALLEY, YOUTH
from case_flow.testing.rounds import ASK, DUE, FOR, NONE, OUTCOME, closes, opened, says
from councilkit.refusals import UnknownReference
from councilkit.workdays import oslo_day


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        ((CENTRE.id,), NoSuchRoute),
        ((REGION.id,), NoSuchRoute),
        ((HARBOUR.id, VALLEY.id, HARBOUR.id), AskedTwice),
        ((HARBOUR.id, "nowhere"), UnknownReference),
    ],
)
async def test_a_region_asks_those_below_and_beside_it_each_once(
    case_flow: Driver, to: tuple[str, ...], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal) as refused:
        await opened(case_flow, replace(ASK, to=to))
    assert refused.value.field == f"/to/{len(to) - 1}"  # type: ignore[attr-defined]  # every refusal has one
    await opened(case_flow, replace(ASK, to=(HARBOUR.id, OTHER_REGION.id, YOUTH.id)))


async def test_nothing_is_asked_of_a_closed_council_nor_by_one(case_flow: Driver) -> None:
    await closes(case_flow, HARBOUR, VALLEY)
    with pytest.raises(NoMore) as refused:
        await opened(case_flow)
    assert refused.value.field == "/to/0"
    with pytest.raises(NoMore):
        await opened(case_flow, replace(ASK, council=HARBOUR.id, to=(VALLEY.id,)), HARBOUR.leader)


@pytest.mark.parametrize(("due", "refusal"), [(oslo_day(NOW), DayPassed), (date.max, DayFarOff)])
async def test_the_day_lies_ahead_but_not_out_of_sight(case_flow: Driver, due: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        await opened(case_flow, replace(ASK, due=due))


async def test_a_round_within_another_is_held_by_who_was_asked_and_in_time(case_flow: Driver) -> None:
    outer = await opened(case_flow, replace(ASK, council=CENTRE.id, to=(REGION.id,)), CENTRE.leader)
    with pytest.raises(LaterThanAsked):
        await opened(case_flow, replace(ASK, within=outer, due=DUE + timedelta(days=1)))
    with pytest.raises(NotInTheRound):
        await opened(
            case_flow, replace(ASK, council=OTHER_REGION.id, to=(REGION.id,), within=outer), OTHER_REGION.leader
        )
    with pytest.raises(UnknownReference):
        await opened(case_flow, replace(ASK, within="nowhere"))
    await says(case_flow, REGION, outer)
    await case_flow.do(ConcludeRound(outer, OUTCOME, ()), CENTRE.leader)
    with pytest.raises(RoundOver) as refused:
        await opened(case_flow, replace(ASK, within=outer))
    assert refused.value.field == "/within"


async def test_a_round_goes_to_others_than_the_one_that_asked_it_first(case_flow: Driver) -> None:
    beside = replace(ASK, council=CENTRE.id, to=(BENEFITS.id,))
    outer = await opened(case_flow, beside, CENTRE.leader)
    with pytest.raises(NoSuchRoute):
        await opened(case_flow, replace(beside, council=BENEFITS.id, to=(CENTRE.id,), within=outer), BENEFITS.leader)


async def test_every_question_gets_a_word_and_not_all_of_them_none(case_flow: Driver) -> None:
    round = await opened(case_flow)
    with pytest.raises(QuestionsUnanswered):
        await says(case_flow, HARBOUR, round, FOR)
    with pytest.raises(NothingSaid):
        await says(case_flow, HARBOUR, round, NONE, NONE)
