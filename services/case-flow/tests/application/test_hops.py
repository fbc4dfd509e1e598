"""What was sent is taken back in ten minutes, or comes back with a better place; afterthoughts are for all."""

from datetime import date, timedelta

import pytest

from case_flow.application.hops.add_note import AddNote
from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.application.hops.regret_sending import RegretSending
from case_flow.application.hops.return_case import ReturnCase
from case_flow.application.hops.send_case import SendCase
from case_flow.application.reading.read_case import read_case
from case_flow.application.treating.treat_case import TreatCase
from case_flow.domain.policy import Relation
from case_flow.domain.refusals import NoMore, NoSuchRoute, TooLate, WrongState
from case_flow.domain.transitions import Action, State
from case_flow.testing.driver import NOW, Driver
from case_flow.testing.places import CENTRE, HARBOUR, OFFICE, OTHER_REGION, REGION, VALLEY, Place
from councilkit.callers import Holding
from councilkit.events.case_life import NoteAdded
from councilkit.events.cases import CaseReturned, Outcome, RuleStatus, Wish
from councilkit.events.seating import MandateSet
from councilkit.events.structure import CouncilClosed
from councilkit.policy import NotAllowed
from councilkit.refusals import UnknownReference

REASON = "Gjelder hele landet."
DAY = NOW.date()


async def agree(case_flow: Driver, council: Place, **numbers: int) -> None:
    starts, status = date(2026, 1, 1), RuleStatus.AGREED
    await case_flow.tell(MandateSet(council=council.id, version=1, starts=starts, status=status, numbers=numbers))


async def texts_for(case_flow: Driver, case: str, asker: Holding) -> set[str]:
    """Tell the names of the texts that somebody reads."""
    service = case_flow.service
    reading = await read_case(case, [asker], records=service.records, known=service.known, now=case_flow.now)
    return {name for _, name in reading.texts}


async def test_the_time_to_receive_is_that_of_the_council_it_goes_to(case_flow: Driver) -> None:
    await agree(case_flow, REGION, receive_workdays=3)
    await agree(case_flow, HARBOUR, receive_workdays=20)
    due = (await case_flow.case(await case_flow.a_case(State.SENT))).receive_by
    assert due
    assert (due.on, due.status, due.since, due.council) == (date(2026, 11, 20), RuleStatus.AGREED, DAY, REGION.id)


async def test_the_time_to_tell_when_it_is_taken_up_is_that_of_the_council_that_has_it_now(case_flow: Driver) -> None:
    await agree(case_flow, REGION, word_workdays=2)
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    received = await case_flow.case(case)
    assert received.word_by
    assert (received.word_by.on, received.word_by.status) == (date(2026, 11, 19), RuleStatus.AGREED)
    assert (received.receive_by, received.regret_until) == (None, None)


async def test_what_was_sent_by_mistake_is_taken_back_as_if_it_never_was(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    before = await case_flow.case(case)
    await case_flow.do(SendCase(case, CENTRE.id, Wish.ANSWER, REASON), HARBOUR.leader)
    case_flow.now += timedelta(minutes=10)
    await case_flow.do(RegretSending(case), HARBOUR.secretary)
    back = await case_flow.case(case)
    assert back == before
    for place in (CENTRE, REGION):
        assert Relation.PATH not in back.relations(place.leader)
        assert "description" not in await texts_for(case_flow, case, place.leader)


async def test_an_answered_case_that_was_sent_on_by_mistake_is_answered_again(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ANSWERED)
    await case_flow.send(case)
    await case_flow.do(RegretSending(case), HARBOUR.leader)
    assert (await case_flow.case(case)).state is State.ANSWERED


async def test_who_had_heard_of_the_case_before_still_has_to_do_with_it(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    await case_flow.send(case, to=VALLEY)
    await case_flow.do(ReturnCase(case, "Ikke vår sak."), VALLEY.leader)
    await case_flow.do(SendCase(case, CENTRE.id, Wish.ANSWER, REASON), HARBOUR.leader)
    await case_flow.do(RegretSending(case), HARBOUR.leader)
    back = await case_flow.case(case)
    assert (back.copies, back.path) == ((REGION.id,), (HARBOUR.id, VALLEY.id))


async def test_after_ten_minutes_it_is_for_the_other_council_to_return_it(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    case_flow.now += timedelta(minutes=10, seconds=1)
    with pytest.raises(TooLate):
        await case_flow.do(RegretSending(case), HARBOUR.leader)
    around = await case_flow.service.known.around(await case_flow.case(case), case_flow.now)
    offered = {action for action, _ in (await case_flow.case(case)).open_to([HARBOUR.leader], around)}
    assert Action.REGRET_SENDING not in offered


async def test_what_the_other_council_has_received_is_not_taken_back(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    with pytest.raises(WrongState):
        await case_flow.do(RegretSending(case), HARBOUR.leader)


async def test_the_receiver_does_not_regret_for_the_sender(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    with pytest.raises(NotAllowed):
        await case_flow.do(RegretSending(case), REGION.leader)


async def test_a_repeated_click_takes_it_back_once(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    receipts = [await case_flow.do(RegretSending(case), HARBOUR.leader, key="the same") for _ in range(2)]
    assert [receipt.repeated for receipt in receipts] == [False, True]


async def test_a_case_comes_back_with_the_place_where_it_belongs(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReturnCase(case, "Det er deres sak.", VALLEY.id), REGION.secretary)
    told = (await case_flow.service.records.get(case)).steps[-1].event
    assert isinstance(told, CaseReturned)
    assert (told.to, told.suggested) == (HARBOUR.id, VALLEY.id)
    assert (await case_flow.case(case)).receive_by is None


async def test_a_place_that_was_merged_is_suggested_by_who_came_after_it(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.tell(CouncilClosed(council=VALLEY.id, on=DAY, successors=(OTHER_REGION.id,)))
    await case_flow.do(ReturnCase(case, "Det er deres sak.", VALLEY.id), REGION.secretary)
    told = (await case_flow.service.records.get(case)).steps[-1].event
    assert isinstance(told, CaseReturned)
    assert told.suggested == OTHER_REGION.id


async def test_an_unknown_place_or_one_that_is_no_more_is_not_suggested(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    with pytest.raises(UnknownReference) as unknown:
        await case_flow.do(ReturnCase(case, "Det er deres sak.", "nowhere"), REGION.secretary)
    await case_flow.tell(CouncilClosed(council=CENTRE.id, on=DAY))
    with pytest.raises(NoMore) as no_more:
        await case_flow.do(ReturnCase(case, "Det er deres sak.", CENTRE.id), REGION.secretary)
    assert (unknown.value.field, no_more.value.field) == ("/suggested", "/suggested")


async def test_a_council_that_returns_a_case_does_not_suggest_itself(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    with pytest.raises(NoSuchRoute) as refused:
        await case_flow.do(ReturnCase(case, "Det er ikke vår sak.", REGION.id), REGION.secretary)
    assert refused.value.field == "/suggested"


@pytest.mark.parametrize(
    "by",
    [
        pytest.param(HARBOUR.secretary, id="the council that raised it"),
        pytest.param(HARBOUR.member, id="who raised it"),
        pytest.param(REGION.leader, id="a council that it has passed"),
        pytest.param(OFFICE.manager, id="the unit that was asked"),
    ],
)
async def test_an_afterthought_is_for_all_that_the_case_has_passed(case_flow: Driver, by: Holding) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    await case_flow.put_on_agenda(case, REGION)
    await case_flow.treat(case, REGION)
    await case_flow.make_statement(case, REGION)
    state = (await case_flow.case(case)).state
    await case_flow.do(AddNote(case, "Dette gjelder også brev."), by)
    assert (await case_flow.case(case)).state is state
    for reader in (HARBOUR.member, REGION.member, OFFICE.manager):
        assert "note" in await texts_for(case_flow, case, reader)
    assert "note" not in await texts_for(case_flow, case, VALLEY.member)


async def test_a_note_tells_where_it_comes_from_and_never_who(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    await case_flow.do(AddNote(case, "Vi venter på tall."), OFFICE.manager)
    told = (await case_flow.service.records.get(case)).steps[-1].event
    assert told == NoteAdded(case=case, unit=OFFICE.number)


async def test_who_has_nothing_to_do_with_a_case_adds_nothing(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    for stranger in (VALLEY.leader, REGION.leader, HARBOUR.observer):
        with pytest.raises(NotAllowed):
            await case_flow.do(AddNote(case, "Det samme hos oss."), stranger)


async def test_each_council_adds_its_opinion_and_the_origins_words_stay(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ON_AGENDA)
    await case_flow.do(TreatCase(case, Outcome.HOP, "Vi støtter saken."), HARBOUR.secretary)
    assert await texts_for(case_flow, case, HARBOUR.member) == {"title", "short", "description", "opinion"}
