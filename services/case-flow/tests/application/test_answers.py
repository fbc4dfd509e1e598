import pytest

from case_flow.application.answers.confirm_answer import ConfirmAnswer
from case_flow.application.answers.dispute_answer import DisputeAnswer
from case_flow.application.answers.give_answer import GiveAnswer
from case_flow.application.answers.make_statement import MakeStatement
from case_flow.domain.refusals import NobodyAnswers
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import DIRECTORATE, HARBOUR, OFFICE, VALLEY
from councilkit.events.cases import AnswerOutcome
from councilkit.events.councils import UnitKind, UnitListed
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference

STATEMENT = "Spør alltid om tolk."


async def test_a_council_asks_a_unit_whose_manager_answers(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    await case_flow.do(MakeStatement(case, DIRECTORATE.number, STATEMENT), HARBOUR.leader)
    [question] = (await case_flow.case(case)).questions
    assert (question.unit, question.due.rule, question.due.status) == ("9000", "answer-central", "proposed")


async def test_a_unit_where_nobody_answers_is_not_asked(case_flow: Driver) -> None:
    await case_flow.tell(UnitListed(unit="0999", name="Tomt kontor", kind=UnitKind.LOCAL_OFFICE))
    with pytest.raises(NobodyAnswers):
        await case_flow.do(MakeStatement(await case_flow.a_case(State.TREATED), "0999", STATEMENT), HARBOUR.leader)


async def test_an_unknown_unit_is_refused_by_its_field(case_flow: Driver) -> None:
    with pytest.raises(UnknownReference) as refused:
        await case_flow.do(MakeStatement(await case_flow.a_case(State.TREATED), "1111", STATEMENT), HARBOUR.leader)
    assert refused.value.field == "/unit"


async def test_only_the_unit_that_was_asked_answers(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    answer = GiveAnswer(case, AnswerOutcome.FOLLOWED, "Ja, fra nyttår.", "Skjemaet er endret.")
    with pytest.raises(NotAllowed):
        await case_flow.do(answer, DIRECTORATE.manager)
    await case_flow.do(answer, OFFICE.manager)
    assert (await case_flow.case(case)).state is State.COMING_HOME


async def test_a_case_is_answered_when_a_users_seat_at_its_origin_has_the_answer(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.COMING_HOME)
    for stranger in (HARBOUR.observer, VALLEY.leader, OFFICE.manager):
        with pytest.raises(NotAllowed):
            await case_flow.do(ConfirmAnswer(case), stranger)
    await case_flow.do(ConfirmAnswer(case), HARBOUR.member)
    assert (await case_flow.case(case)).state is State.ANSWERED


@pytest.mark.parametrize("state", [State.COMING_HOME, State.ANSWERED])
async def test_who_is_not_satisfied_asks_again(case_flow: Driver, state: State) -> None:
    case = await case_flow.a_case(state)
    await case_flow.do(DisputeAnswer(case, "Hva med telefonen?"), HARBOUR.member)
    disputed = await case_flow.case(case)
    assert (disputed.state, disputed.unit, len(disputed.questions)) == (State.AWAITING_ANSWER, OFFICE.number, 2)
    await case_flow.answer(case)
    assert (await case_flow.case(case)).state is State.COMING_HOME
