"""What only users say: the secretary writes it down, or the council above says it while nobody sits there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from case_flow.application.answers.confirm_answer import ConfirmAnswer
from case_flow.application.answers.dispute_answer import DisputeAnswer
from case_flow.application.ending.close_case import CloseCase
from case_flow.application.ending.reopen_case import ReopenCase
from case_flow.application.reading.list_tasks import list_tasks
from case_flow.domain.refusals import NotInTheirName
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import CENTRE, HARBOUR, OFFICE, REGION, VALLEY, begun
from councilkit.callers import Holding
from councilkit.events.case_life import CaseJoined
from councilkit.events.cases import AnswerConfirmed
from councilkit.events.councils import Language, Names, Side, TermEnded
from councilkit.events.structure import CouncilChanged
from councilkit.ledger import Call, Draft
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference

MEMBER = HARBOUR.member
Word = Callable[[str, str | None], object]
WORDS: list[tuple[State, Word]] = [
    (State.COMING_HOME, lambda case, term: ConfirmAnswer(case, on_behalf_of=term)),
    (State.COMING_HOME, lambda case, term: DisputeAnswer(case, "Hva med telefonen?", on_behalf_of=term)),
    (State.ANSWERED, lambda case, term: CloseCase(case, on_behalf_of=term)),
    (State.CLOSED, lambda case, term: ReopenCase(case, "Det skjer igjen.", on_behalf_of=term)),
]


@dataclass(frozen=True)
class Said:
    """What the last event tells of who spoke."""

    by: str
    council: str
    on_behalf_of: str | None


async def the_last(case_flow: Driver) -> Said:
    item = (await case_flow.published())[-1]
    said: Any = item.event()
    return Said(item.actor, said.council, said.on_behalf_of)


async def nobody_sits_in_the_harbour(case_flow: Driver) -> None:
    await case_flow.tell(TermEnded(council=HARBOUR.id, term=MEMBER.id, on=MEMBER.starts))


async def the_region_is_below_the_centre(case_flow: Driver) -> None:
    await case_flow.tell(
        CouncilChanged(
            council=REGION.id,
            on=REGION.member.starts,
            names=Names(nb="Regionen", nn="Regionen", en="The region"),
            parent=CENTRE.id,
            units=REGION.units,
            language=Language.NB,
            led_by=Side.USER,
        )
    )


async def raised_by_the_valley_too(case_flow: Driver, case: str) -> None:
    joined = CaseJoined(case=case, joined="another", origins=(VALLEY.id,))
    call = Call("case-flow", "joined", b"", correlation="c")
    await case_flow.service.seen(await case_flow.house.ledger.change(f"case-{case}", call, lambda *_: Draft(joined)))


async def waiting(case_flow: Driver, *asker: Holding) -> list[str]:
    service = case_flow.service
    tasks = await list_tasks(asker, records=service.records, known=service.known, now=case_flow.now)
    return [task.action for task in tasks]


@pytest.mark.parametrize(("state", "word"), WORDS)
async def test_the_secretary_writes_down_what_somebody_said_who_rang(
    case_flow: Driver, state: State, word: Word
) -> None:
    case = await case_flow.a_case(state)
    await case_flow.do(word(case, MEMBER.id), HARBOUR.secretary)
    assert await the_last(case_flow) == Said(HARBOUR.secretary.id, HARBOUR.id, MEMBER.id)


@pytest.mark.parametrize(("state", "word"), WORDS)
async def test_the_secretary_says_nothing_in_the_own_name(case_flow: Driver, state: State, word: Word) -> None:
    case = await case_flow.a_case(state)
    with pytest.raises(NotInTheirName) as refused:
        await case_flow.do(word(case, None), HARBOUR.secretary)
    assert refused.value.field == "/on_behalf_of"


@pytest.mark.parametrize(("state", "word"), WORDS)
async def test_without_a_users_seat_the_council_above_says_it(case_flow: Driver, state: State, word: Word) -> None:
    case = await case_flow.a_case(state)
    with pytest.raises(NotAllowed):
        await case_flow.do(word(case, None), REGION.member)
    await nobody_sits_in_the_harbour(case_flow)
    for stranger in (CENTRE.member, VALLEY.member, REGION.secretary, REGION.observer):
        with pytest.raises(NotAllowed):
            await case_flow.do(word(case, None), stranger)
    await case_flow.do(word(case, None), REGION.member)
    assert await the_last(case_flow) == Said(REGION.member.id, HARBOUR.id, None)


@pytest.mark.parametrize(("state", "word"), WORDS)
async def test_without_a_users_seat_there_either_the_one_above_it_says_it(
    case_flow: Driver, state: State, word: Word
) -> None:
    case = await case_flow.a_case(state)
    await nobody_sits_in_the_harbour(case_flow)
    await the_region_is_below_the_centre(case_flow)
    with pytest.raises(NotAllowed):
        await case_flow.do(word(case, None), CENTRE.member)
    await case_flow.tell(TermEnded(council=REGION.id, term=REGION.member.id, on=REGION.member.starts))
    await case_flow.do(word(case, None), CENTRE.member)
    assert await the_last(case_flow) == Said(CENTRE.member.id, HARBOUR.id, None)


async def test_only_a_users_seat_of_the_same_council_can_be_named(case_flow: Driver) -> None:
    await case_flow.tell(begun(HARBOUR.secretary), begun(HARBOUR.observer))
    case = await case_flow.a_case(State.COMING_HOME)
    for other in (VALLEY.member, HARBOUR.secretary, HARBOUR.observer, OFFICE.manager):
        with pytest.raises(NotInTheirName):
            await case_flow.do(ConfirmAnswer(case, on_behalf_of=other.id), HARBOUR.secretary)
    with pytest.raises(UnknownReference) as refused:
        await case_flow.do(ConfirmAnswer(case, on_behalf_of="nobody"), HARBOUR.secretary)
    assert refused.value.field == "/on_behalf_of"


async def test_who_sits_no_more_or_not_yet_cannot_be_named(case_flow: Driver) -> None:
    later = HARBOUR.leader.model_copy(update={"id": "later", "starts": case_flow.now.date() + timedelta(days=1)})
    await case_flow.tell(begun(later), TermEnded(council=HARBOUR.id, term=MEMBER.id, on=MEMBER.starts))
    case = await case_flow.a_case(State.COMING_HOME)
    for term in (later, MEMBER):
        with pytest.raises(NotInTheirName):
            await case_flow.do(ConfirmAnswer(case, on_behalf_of=term.id), HARBOUR.secretary)


async def test_nobody_else_speaks_for_others(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.COMING_HOME)
    with pytest.raises(NotInTheirName):
        await case_flow.do(ConfirmAnswer(case, on_behalf_of=MEMBER.id), HARBOUR.leader)
    await nobody_sits_in_the_harbour(case_flow)
    with pytest.raises(NotInTheirName):
        await case_flow.do(ConfirmAnswer(case, on_behalf_of=REGION.member.id), REGION.leader)


async def test_the_receipt_waits_for_users_and_not_for_the_secretary(case_flow: Driver) -> None:
    await case_flow.a_case(State.COMING_HOME)
    assert await waiting(case_flow, HARBOUR.secretary) == []
    assert await waiting(case_flow, REGION.member) == []
    await nobody_sits_in_the_harbour(case_flow)
    assert await waiting(case_flow, REGION.member) == ["confirm_answer"]
    assert await waiting(case_flow, CENTRE.member) == []


async def test_the_receipt_waits_for_the_users_of_the_centre_if_none_sits_in_between(case_flow: Driver) -> None:
    await case_flow.a_case(State.COMING_HOME)
    await the_region_is_below_the_centre(case_flow)
    await nobody_sits_in_the_harbour(case_flow)
    await case_flow.tell(TermEnded(council=REGION.id, term=REGION.member.id, on=REGION.member.starts))
    assert await waiting(case_flow, CENTRE.member) == ["confirm_answer"]


async def test_a_case_of_several_councils_is_answered_when_all_have_the_answer(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.COMING_HOME)
    await raised_by_the_valley_too(case_flow, case)
    await case_flow.do(ConfirmAnswer(case), HARBOUR.member)
    assert (await case_flow.case(case)).state is State.COMING_HOME
    assert await waiting(case_flow, HARBOUR.member) == []
    assert await waiting(case_flow, VALLEY.member) == ["confirm_answer"]
    await case_flow.do(ConfirmAnswer(case), VALLEY.member)
    assert (await case_flow.case(case)).state is State.ANSWERED


async def test_the_council_above_says_it_for_each_that_nobody_sits_in(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.COMING_HOME)
    await raised_by_the_valley_too(case_flow, case)
    await nobody_sits_in_the_harbour(case_flow)
    await case_flow.do(ConfirmAnswer(case), REGION.member)
    await case_flow.do(ConfirmAnswer(case), VALLEY.member)
    events = [item.event() for item in await case_flow.published()]
    assert [one.council for one in events if isinstance(one, AnswerConfirmed)] == [HARBOUR.id, VALLEY.id]
    assert (await case_flow.case(case)).state is State.ANSWERED
