"""One council asks others the same questions, and builds its answer of theirs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from case_flow.application.rounds.answer_round import AnswerRound, Said
from case_flow.application.rounds.conclude_round import ConcludeRound
from case_flow.application.rounds.open_round import OpenRound
from case_flow.application.rounds.read_round import RoundReading, read_round
from case_flow.domain.asking import reminders
from case_flow.domain.refusals import AskedTwice, DayPassed, NoMore, NoSuchRoute
from case_flow.domain.round_refusals import (
    DayFarOff,
    HasNotAnswered,
    LaterThanAsked,
    NothingSaid,
    NotInTheRound,
    QuestionsUnanswered,
    RoundGoesOn,
    RoundOver,
)
from case_flow.testing.driver import NOW, Driver
from case_flow.testing.places import BENEFITS, CENTRE, HARBOUR, OTHER_REGION, REGION, VALLEY, YOUTH, Place
from councilkit.callers import Holding
from councilkit.events.case_words import Late
from councilkit.events.councils import Level
from councilkit.events.rounds import RoundDue, RoundTakenOver, Stance
from councilkit.events.structure import CouncilClosed
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference
from councilkit.workdays import oslo_day

DUE = date(2026, 12, 17)  # thirty days from now
ASK = OpenRound(
    council=REGION.id,
    to=(HARBOUR.id, VALLEY.id),
    title="Ny strategi for brukermedvirkning",
    intro="Direktoratet lager en ny strategi, og spør hva vi mener.",
    questions=("Alle utvalg får opplæring hvert år.", "Hva mangler?"),
    due=DUE,
)
FOR, NONE = Said(Stance.FOR, "Det har vi bedt om lenge."), Said(Stance.NONE)
OUTCOME = "Takk! Vi foreslår opplæring hvert år."


async def opened(case_flow: Driver, ask: OpenRound = ASK, by: Holding = REGION.leader) -> str:
    return (await case_flow.do(ask, by)).stream.removeprefix("round-")


async def says(case_flow: Driver, place: Place, round: str, *said: Said) -> None:
    await case_flow.do(AnswerRound(round, said or (FOR, NONE)), place.secretary)


async def read(case_flow: Driver, round: str, by: Place = REGION) -> RoundReading[Holding]:
    service, today = case_flow.service, oslo_day(case_flow.now)
    return await read_round(
        round,
        [by.leader],
        today=today,
        records=service.records,
        round_records=service.round_records,
        known=service.known,
    )


async def closes(case_flow: Driver, place: Place, *successors: Place) -> None:
    after = tuple(one.id for one in successors)
    await case_flow.tell(CouncilClosed(council=place.id, on=oslo_day(case_flow.now), successors=after))
    await case_flow.all_followed()


async def days_pass(case_flow: Driver, until: date) -> None:
    await case_flow.wait_until(NOW + timedelta(days=(until - oslo_day(NOW)).days))


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


async def test_time_tells_who_is_missing_once_before_the_day_and_once_after(case_flow: Driver) -> None:
    round = await opened(case_flow)
    await says(case_flow, HARBOUR, round)
    told = []
    for days in range((DUE - oslo_day(NOW)).days + 20):
        await days_pass(case_flow, oslo_day(NOW) + timedelta(days=days))
        items = [item.event() for item in await case_flow.published()]
        told.append([event for event in items if isinstance(event, RoundDue)])
    soon, over = (RoundDue(round=round, late=late, missing=(VALLEY.id,)) for late in (Late.SOON, Late.OVERDUE))
    days = [next(day for day, events in enumerate(told) if event in events) for event in (soon, over)]
    assert (days, told[-1]) == ([22, 31], [soon, over])


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
