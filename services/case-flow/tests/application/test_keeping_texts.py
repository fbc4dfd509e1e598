"""A text is erased for good by who may, it is told who could read it, and in the end it goes by itself."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest

from case_flow.application.ending.close_case import CloseCase
from case_flow.application.ending.erase_text import EraseText
from case_flow.application.ending.reopen_case import ReopenCase
from case_flow.application.ending.restrict_case import RestrictCase
from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.application.raising.propose_turning_away import ProposeTurningAway
from case_flow.application.raising.turn_away import TurnAway
from case_flow.application.raising.withdraw_case import WithdrawCase
from case_flow.application.reading.read_text_readers import read_text_readers
from case_flow.domain.audience import Audience
from case_flow.domain.refusals import NoSuchCase
from case_flow.domain.transitions import State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.places import HARBOUR, OFFICE, REGION, VALLEY
from councilkit.callers import Holding
from councilkit.events import Event
from councilkit.events.case_life import CaseClosed
from councilkit.events.case_words import Basis, Restriction, Unfit
from councilkit.events.cases import AnswerGiven
from councilkit.ledger import NoSuchText
from councilkit.policy import NotAllowed


async def texts_of(case_flow: Driver, case: str) -> Mapping[str, str]:
    return await texts_beside(case_flow, case, Event)


async def texts_beside(case_flow: Driver, case: str, kind: type[Event]) -> Mapping[str, str]:
    records = case_flow.service.records
    record = await records.get(case)
    entries = {step.entry for step in record.path if isinstance(step.event, kind)}
    texts = await records.texts(record.texts_beside(entries))
    return {name: text for (_, name), text in texts.items() if text is not None}


async def first_entry(case_flow: Driver, case: str) -> str:
    return (await case_flow.service.records.get(case)).steps[0].entry


async def readers(case_flow: Driver, case: str, entry: str, text: str, *asker: Holding) -> Audience:
    return await read_text_readers(case, entry, text, asker, records=case_flow.service.records)


async def test_the_council_that_raised_a_case_erases_one_of_its_texts(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(EraseText(case, await first_entry(case_flow, case), "description"), HARBOUR.secretary)
    left = await texts_of(case_flow, case)
    assert ("description" in left, left["title"]) == (False, REPORT.title)
    assert (await case_flow.case(case)).state is State.SENT


async def test_its_holder_may_and_others_may_not(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    entry = await first_entry(case_flow, case)
    for stranger in (HARBOUR.member, VALLEY.leader, OFFICE.manager):
        with pytest.raises(NotAllowed):
            await case_flow.do(EraseText(case, entry, "description"), stranger)
    await case_flow.do(EraseText(case, entry, "description"), REGION.secretary)
    assert "description" not in await texts_of(case_flow, case)


async def test_no_text_is_erased_that_is_not_there(case_flow: Driver) -> None:
    case, other = await case_flow.a_case(), await case_flow.a_case()
    entry = await first_entry(case_flow, case)
    for there, text in [(entry, "opinion"), (await first_entry(case_flow, other), "title"), ("x", "title")]:
        with pytest.raises(NoSuchText):
            await case_flow.do(EraseText(case, there, text), HARBOUR.leader)


async def test_it_is_told_who_could_read_a_text_also_after_it_is_gone(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    entry = await first_entry(case_flow, case)
    had_it = Audience(councils=(HARBOUR.id,), units=(OFFICE.number,))
    assert await readers(case_flow, case, entry, "description", HARBOUR.leader) == had_it
    await case_flow.do(EraseText(case, entry, "description"), HARBOUR.leader)
    assert await readers(case_flow, case, entry, "description", HARBOUR.leader) == had_it


async def test_who_came_to_the_case_after_a_text_was_erased_never_had_it(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    entry = await first_entry(case_flow, case)
    await case_flow.do(EraseText(case, entry, "description"), HARBOUR.leader)
    await case_flow.send(case)
    assert REGION.id not in (await readers(case_flow, case, entry, "description", HARBOUR.leader)).councils
    assert REGION.id in (await readers(case_flow, case, entry, "title", HARBOUR.leader)).councils


async def test_a_title_was_open_to_everybody_unless_the_case_was_restricted(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    entry = await first_entry(case_flow, case)
    assert (await readers(case_flow, case, entry, "title", HARBOUR.leader)).everybody
    assert not (await readers(case_flow, case, entry, "description", HARBOUR.leader)).everybody

    until = datetime(2027, 1, 1, tzinfo=UTC).date()
    kept = Restriction(basis=Basis.INTERNAL, until=until)
    await case_flow.do(RestrictCase(case, kept), HARBOUR.leader)
    assert (await readers(case_flow, case, entry, "title", HARBOUR.leader)).everybody  # it was, for a while


async def test_what_is_written_of_a_case_that_may_be_one_persons_own_is_told_as_open_to_its_judges(
    case_flow: Driver,
) -> None:
    case = await case_flow.a_case()
    await case_flow.do(ProposeTurningAway(case, Unfit.INDIVIDUAL, "Dette er én persons sak."), HARBOUR.secretary)
    proposal = (await case_flow.service.records.get(case)).steps[-1].entry
    assert await readers(case_flow, case, proposal, "reason", HARBOUR.leader) == Audience(councils=(HARBOUR.id,))


async def test_only_those_who_may_erase_hear_who_could_read(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    entry = await first_entry(case_flow, case)
    for stranger in (HARBOUR.member, VALLEY.leader):
        with pytest.raises(NotAllowed):
            await readers(case_flow, case, entry, "title", stranger)
    with pytest.raises(NoSuchText):
        await readers(case_flow, case, entry, "answer", HARBOUR.leader)


async def test_of_a_restricted_case_a_stranger_does_not_even_hear_that_it_is_there(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    kept = Restriction(basis=Basis.INTERNAL, until=datetime(2027, 1, 1, tzinfo=UTC).date())
    await case_flow.do(RestrictCase(case, kept), HARBOUR.leader)
    with pytest.raises(NoSuchCase):
        await readers(case_flow, case, await first_entry(case_flow, case), "title", VALLEY.leader)


async def test_a_case_under_way_keeps_its_texts_however_long_it_takes(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    before = await texts_of(case_flow, case)
    await case_flow.wait_until(datetime(2036, 1, 1, tzinfo=UTC))
    assert await texts_of(case_flow, case) == before


def withdrawn(case: str) -> WithdrawCase:
    return WithdrawCase(case, "Kontoret har ordnet det.")


def turned_away(case: str) -> TurnAway:
    return TurnAway(case, Unfit.OUTSIDE_MANDATE, "Dette gjelder kommunens byggesaker.")


@pytest.mark.parametrize("end", [withdrawn, turned_away])
async def test_what_came_to_nothing_is_kept_for_a_year(case_flow: Driver, end: Callable[[str], object]) -> None:
    case = await case_flow.a_case()
    await case_flow.do(end(case), HARBOUR.leader)
    await case_flow.wait_until(datetime(2027, 11, 16, 22, 59, tzinfo=UTC))
    assert len(await texts_of(case_flow, case)) == 4
    await case_flow.wait_until(datetime(2027, 11, 16, 23, 0, tzinfo=UTC))
    assert await texts_of(case_flow, case) == {}


async def test_what_is_taken_up_again_is_kept(case_flow: Driver) -> None:
    case = await case_flow.a_case()
    await case_flow.do(withdrawn(case), HARBOUR.leader)
    await case_flow.wait_until(datetime(2027, 11, 1, tzinfo=UTC))
    await case_flow.do(ReopenCase(case, "Det skjedde igjen."), HARBOUR.leader)
    await case_flow.wait_until(datetime(2028, 11, 1, tzinfo=UTC))
    assert set(await texts_of(case_flow, case)) == {"title", "short", "description", "reason"}


async def test_of_a_closed_case_the_matter_is_kept_for_ever_and_the_talk_for_five_years(case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ANSWERED)
    await case_flow.do(CloseCase(case, "Vi er fornøyde."), HARBOUR.leader)
    matter, talk = await texts_beside(case_flow, case, AnswerGiven), await texts_beside(case_flow, case, CaseClosed)
    await case_flow.wait_until(datetime(2031, 11, 16, 22, 59, tzinfo=UTC))
    assert talk["reason"] == "Vi er fornøyde."
    assert await texts_beside(case_flow, case, CaseClosed) == talk
    await case_flow.wait_until(datetime(2040, 1, 1, tzinfo=UTC))
    assert await texts_beside(case_flow, case, CaseClosed) == {}
    assert await texts_beside(case_flow, case, AnswerGiven) == matter
    assert REPORT.title in (await texts_of(case_flow, case)).values()
