"""Several lines, and both owners, have their part in the one answer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from case_flow.application.answers.dispute_answer import DisputeAnswer
from case_flow.application.answers.give_answer import GiveAnswer
from case_flow.application.answers.give_part import GivePart
from case_flow.application.answers.make_statement import Also, MakeStatement
from case_flow.application.answers.register_answer import RegisterAnswer
from case_flow.application.reading.list_tasks import list_tasks
from case_flow.domain.refusals import AskedTwice, NobodyAnswers, NotAgreed, NotTheirs, PartGivenBefore, PartsMissing
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import DIRECTORATE, HARBOUR, OFFICE, REGIONAL_UNIT
from councilkit.callers import Holding
from councilkit.events.cases import AlsoAsked, AnswerDisputed, AnswerOutcome, PartAs
from councilkit.events.structure import UnitClosed
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference

STATEMENT = "Spør alltid om tolk."
LINE = Also(REGIONAL_UNIT.number, PartAs.LINE)
OWNER = Also(OFFICE.number, PartAs.OWNER)


def the_answer(case: str) -> GiveAnswer:
    return GiveAnswer(case, AnswerOutcome.PARTLY, "Vi spør om tolk fra nyttår.", "Skjemaet endres.")


def a_part(case: str) -> GivePart:
    return GivePart(case, AnswerOutcome.FOLLOWED, "Det gjør vi også.", "Vi har snakket sammen.")


async def asked(case_flow: Driver, *also: Also, unit: str = OFFICE.number) -> str:
    case = await case_flow.a_case(State.TREATED)
    await case_flow.do(MakeStatement(case, unit, STATEMENT, also=also), HARBOUR.leader)
    return case


async def waiting(case_flow: Driver, *asker: Holding) -> list[str]:
    service = case_flow.service
    tasks = await list_tasks(asker, records=service.records, known=service.known, now=case_flow.now)
    return [task.action for task in tasks]


async def test_each_that_is_asked_has_a_day_of_its_own(case_flow: Driver) -> None:
    case = await asked(case_flow, Also(DIRECTORATE.number, PartAs.LINE))
    question = (await case_flow.case(case)).questions[-1]
    assert (question.due.rule, question.parts[0].due.rule) == ("answer-local", "answer-central")


async def test_the_answer_joins_the_parts_that_are_still_awaited(case_flow: Driver) -> None:
    case = await asked(case_flow, LINE, OWNER)
    with pytest.raises(PartsMissing) as refused:
        await case_flow.do(the_answer(case), OFFICE.manager)
    assert refused.value.members == {"units": [REGIONAL_UNIT.number, OFFICE.number]}
    await case_flow.do(a_part(case), REGIONAL_UNIT.manager)
    await case_flow.do(a_part(case), OFFICE.owner)
    await case_flow.do(the_answer(case), OFFICE.manager)
    assert (await case_flow.case(case)).state is State.COMING_HOME


async def test_a_line_that_is_late_does_not_hold_the_answer_up_but_an_owner_does(case_flow: Driver) -> None:
    late, unapproved = await asked(case_flow, LINE), await asked(case_flow, OWNER)
    case_flow.now += timedelta(days=120)
    await case_flow.do(the_answer(late), OFFICE.manager)
    with pytest.raises(PartsMissing):
        await case_flow.do(the_answer(unapproved), OFFICE.manager)


async def test_only_the_municipality_gives_the_word_of_its_owner(case_flow: Driver) -> None:
    case = await asked(case_flow, OWNER)
    with pytest.raises(NotTheirs):
        await case_flow.do(a_part(case), OFFICE.manager)
    with pytest.raises(NotAllowed):
        await case_flow.do(a_part(case), REGIONAL_UNIT.manager)
    await case_flow.do(a_part(case), OFFICE.owner)
    with pytest.raises(NotAllowed):
        await case_flow.do(the_answer(case), OFFICE.owner)


async def test_of_a_manager_and_a_delegate_the_second_hears_that_the_part_was_given(case_flow: Driver) -> None:
    case = await asked(case_flow, LINE)
    delegate = REGIONAL_UNIT.manager.model_copy(update={"id": "post-delegate", "role": "delegate"})
    await case_flow.do(a_part(case), REGIONAL_UNIT.manager)
    with pytest.raises(PartGivenBefore):
        await case_flow.do(a_part(case), delegate)


async def test_everybody_who_was_asked_finds_it_among_the_own_tasks(case_flow: Driver) -> None:
    case = await asked(case_flow, LINE, OWNER)
    assert await waiting(case_flow, OFFICE.manager) == ["give_answer"]
    assert await waiting(case_flow, OFFICE.owner) == ["give_part"]
    assert await waiting(case_flow, REGIONAL_UNIT.manager) == ["give_part"]
    await case_flow.do(a_part(case), REGIONAL_UNIT.manager)
    assert await waiting(case_flow, REGIONAL_UNIT.manager) == []


async def test_the_parts_that_were_given_stand_when_the_answer_is_disputed(case_flow: Driver) -> None:
    case = await asked(case_flow, LINE)
    await case_flow.do(a_part(case), REGIONAL_UNIT.manager)
    await case_flow.do(the_answer(case), OFFICE.manager)
    await case_flow.do(DisputeAnswer(case, "Hva med telefonen?"), HARBOUR.member)
    await case_flow.do(the_answer(case), OFFICE.manager)
    assert (await case_flow.case(case)).state is State.COMING_HOME


async def test_what_two_own_is_followed_once_both_have_agreed(case_flow: Driver) -> None:
    case, no = await asked(case_flow, OWNER), AnswerOutcome.NOT_FOLLOWED
    await case_flow.do(GivePart(case, no, "Vi har ikke råd.", "Kommunen sier nei."), OFFICE.owner)
    in_full = replace(the_answer(case), outcome=AnswerOutcome.FOLLOWED)
    with pytest.raises(NotAgreed) as refused:
        await case_flow.do(in_full, OFFICE.manager)
    assert refused.value.members == {"units": [OFFICE.number]}
    await case_flow.do(the_answer(case), OFFICE.manager)
    await case_flow.do(DisputeAnswer(case, "Hva vil kommunen?"), HARBOUR.member)
    disputed = (await case_flow.published())[-1].event()
    assert isinstance(disputed, AnswerDisputed)
    assert disputed.also == (AlsoAsked(unit=OFFICE.number, part=PartAs.OWNER, due=disputed.due),), "told of it too"
    with pytest.raises(PartsMissing):
        await case_flow.do(in_full, OFFICE.manager)
    await case_flow.do(a_part(case), OFFICE.owner)
    await case_flow.do(in_full, OFFICE.manager)
    assert (await case_flow.case(case)).state is State.COMING_HOME


async def test_a_word_in_a_meeting_does_not_go_past_the_owner(case_flow: Driver) -> None:
    case = await asked(case_flow, OWNER)
    told = RegisterAnswer(
        case, await case_flow.a_meeting(HARBOUR), AnswerOutcome.FOLLOWED, "Det gjør vi.", "Sagt i møtet."
    )
    with pytest.raises(PartsMissing):
        await case_flow.do(told, HARBOUR.secretary)
    await case_flow.do(a_part(case), OFFICE.owner)
    await case_flow.do(told, HARBOUR.secretary)
    assert (await case_flow.case(case)).state is State.COMING_HOME


async def test_nobody_is_asked_twice(case_flow: Driver) -> None:
    for also in ([Also(OFFICE.number, PartAs.LINE)], [LINE, LINE], [OWNER, OWNER]):
        with pytest.raises(AskedTwice):
            await asked(case_flow, *also)


@pytest.mark.parametrize(
    ("also", "refusal"),
    [
        (Also("1111", PartAs.LINE), UnknownReference),
        (Also(DIRECTORATE.number, PartAs.OWNER), NobodyAnswers),
    ],
)
async def test_whoever_cannot_be_asked_is_refused_by_the_place(
    case_flow: Driver, also: Also, refusal: type[UnknownReference | NobodyAnswers]
) -> None:
    with pytest.raises(refusal) as refused:
        await asked(case_flow, LINE, also)
    assert refused.value.field == "/also/1/unit"


async def test_a_unit_that_came_after_both_gives_the_part_of_both(case_flow: Driver) -> None:
    case = await asked(case_flow, LINE, Also(DIRECTORATE.number, PartAs.LINE))
    on = case_flow.now.date()
    await case_flow.tell(UnitClosed(unit=REGIONAL_UNIT.number, on=on, successors=(DIRECTORATE.number,)))
    await case_flow.all_followed()
    await case_flow.do(a_part(case), DIRECTORATE.manager)
    await case_flow.do(the_answer(case), OFFICE.manager)
    assert (await case_flow.case(case)).state is State.COMING_HOME
