import pytest

from case_flow.application.answers.dispute_answer import DisputeAnswer
from case_flow.application.hops.return_case import ReturnCase
from case_flow.application.reading.list_cards import Wanted, list_cards
from case_flow.application.reading.list_tasks import list_tasks
from case_flow.application.reading.read_case import Reading, read_case
from case_flow.domain.texts import TEXTS
from case_flow.domain.transitions import State
from case_flow.testing.driver import WAYS, Driver
from case_flow.testing.places import DIRECTORATE, HARBOUR, OFFICE, REGION, VALLEY, begun
from councilkit.callers import Holding
from councilkit.ledger import Call

OPEN = {"title", "short"}


async def read(case_flow: Driver, case: str, *asker: Holding) -> Reading[Holding]:
    service = case_flow.service
    return await read_case(case, asker, records=service.records, known=service.known, now=case_flow.now)


async def texts_for(case_flow: Driver, case: str, *asker: Holding) -> set[str]:
    reading = await read(case_flow, case, *asker)
    return {name for _, name in reading.texts}


async def tasks_of(case_flow: Driver, *asker: Holding) -> list[tuple[str, str, str]]:
    service = case_flow.service
    tasks = await list_tasks(asker, records=service.records, known=service.known, now=case_flow.now)
    return [(task.record.case.id, task.action, task.acting.id) for task in tasks]


async def test_everybody_reads_title_short_version_and_short_answer(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ANSWERED)
    assert await texts_for(case_flow, case, VALLEY.observer) == OPEN
    assert await texts_for(case_flow, case, DIRECTORATE.manager) == OPEN


async def test_origin_and_asked_unit_read_every_text(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ANSWERED)
    for reader in (HARBOUR.observer, OFFICE.manager):
        assert await texts_for(case_flow, case, reader) == OPEN | {"description", "statement", "reason"}


async def test_the_addressee_reads_every_text_and_keeps_that_when_it_returns_the_case(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    assert "description" in await texts_for(case_flow, case, REGION.member)
    await case_flow.do(ReturnCase(case, "Hører hjemme i kommunen."), REGION.leader)
    assert "description" in await texts_for(case_flow, case, REGION.member)


async def test_a_council_that_was_not_asked_yet_does_not(case_flow: Driver) -> None:
    await case_flow.tell(begun(HARBOUR.member))  # so that nobody stands in for it
    assert "description" not in await texts_for(case_flow, await case_flow.a_case(State.TREATED), REGION.leader)


async def test_one_of_several_terms_is_enough(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    assert "description" in await texts_for(case_flow, case, VALLEY.member, HARBOUR.observer)


async def test_every_text_of_a_command_is_declared_with_who_may_read_it(case_flow: Driver) -> None:
    for state in WAYS:
        await case_flow.a_case(state)
    disputed = await case_flow.a_case(State.ANSWERED)
    await case_flow.do(DisputeAnswer(disputed, "Hva med telefonen?"), HARBOUR.member)
    returned = await case_flow.a_case(State.SENT)
    await case_flow.do(ReturnCase(returned, "Hører hjemme i kommunen."), REGION.leader)
    entries = [entry for entry in await case_flow.house.stores.ledger.page(0, 200) if entry.texts]
    assert len({entry.type for entry in entries}) > len(WAYS) // 2
    for entry in entries:
        assert set(entry.texts) <= set(TEXTS[type(entry.event())])


async def test_an_erased_text_is_told_as_gone_and_the_record_goes_on(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    entry = f"case-{case}:000001"
    call = Call("dataprotection", "due/erase/1", b"", correlation="c")
    await case_flow.service.seen(await case_flow.house.ledger.erase(f"case-{case}", call, entry, "description"))
    reading = await read(case_flow, case, HARBOUR.leader)
    assert reading.texts[entry, "description"] is None
    assert reading.texts[entry, "title"] is not None
    assert reading.record.sequence == 2
    assert len(reading.record.path) == 1


@pytest.mark.parametrize(
    ("state", "asker", "action"),
    [
        (State.REPORTED, HARBOUR.secretary, "schedule_case"),
        (State.ON_AGENDA, HARBOUR.leader, "treat_case"),
        (State.TREATED, HARBOUR.leader, "send_case"),
        (State.SENT, REGION.leader, "receive_case"),
        (State.AWAITING_ANSWER, OFFICE.manager, "give_answer"),
        (State.COMING_HOME, HARBOUR.member, "confirm_answer"),
    ],
)
async def test_a_case_waits_for_the_one_who_does_the_next_thing(
    case_flow: Driver, state: State, asker: Holding, action: str
) -> None:
    case = await case_flow.a_case(state)
    assert await tasks_of(case_flow, VALLEY.leader, asker) == [(case, action, asker.id)]
    assert await tasks_of(case_flow, VALLEY.leader) == []


async def test_nothing_waits_before_the_meeting(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await case_flow.put_on_agenda(case, held=False)
    assert await tasks_of(case_flow, HARBOUR.leader) == []


async def test_what_has_a_date_comes_first(case_flow: Driver) -> None:
    undated, dated = await case_flow.a_case(State.ON_AGENDA), await case_flow.a_case(State.SENT)
    assert [case for case, *_ in await tasks_of(case_flow, HARBOUR.leader, REGION.leader)] == [dated, undated]


async def test_cases_are_listed_by_council_and_by_state_the_last_changed_first(case_flow: Driver) -> None:
    first, sent, last = [await case_flow.a_case(state) for state in (State.REPORTED, State.SENT, State.REPORTED)]

    async def listed(council: str | None = None, state: State | None = None) -> list[str]:
        found = await list_cards(Wanted(council, state), before=None, limit=10, records=case_flow.service.records)
        return [record.case.id for record in found]

    assert await listed() == [last, sent, first]
    assert await listed(council=REGION.id) == [sent]
    assert await listed(state=State.REPORTED) == [last, first]
    assert await listed(council=VALLEY.id) == []


async def test_a_long_list_is_read_to_its_end(case_flow: Driver) -> None:
    cases = [await case_flow.a_case() for _ in range(5)]
    found = [record.case.id async for record in case_flow.service.records.every({"state": "reported"}, page=2)]
    assert found == cases[::-1]
