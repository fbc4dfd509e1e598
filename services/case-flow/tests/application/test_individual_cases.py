"""What somebody wrote of their own case is theirs: nobody else reads it once it is turned away, and then it goes."""

from datetime import UTC, datetime

import pytest

from case_flow.application.raising.appeal import Appeal
from case_flow.application.raising.decide_appeal import DecideAppeal
from case_flow.application.raising.propose_turning_away import ProposeTurningAway
from case_flow.application.raising.turn_away import TurnAway
from case_flow.application.reading.list_cards import card_texts
from case_flow.application.reading.read_case import read_case
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.places import HARBOUR, OFFICE, REGION, VALLEY
from councilkit.callers import Holding
from councilkit.events.case_words import Unfit
from councilkit.events.texts import TextErased

SENDER = HARBOUR.member
DAY_30 = datetime(2026, 12, 16, 22, 59, tzinfo=UTC)  # a minute before it begins in Oslo
DAY_31 = datetime(2026, 12, 16, 23, 0, tzinfo=UTC)
GUIDANCE = "Du kan klage på vedtaket; veilederen din hjelper deg."


@pytest.fixture
async def case(case_flow: Driver) -> str:
    case = await case_flow.a_case()
    await case_flow.do(ProposeTurningAway(case, Unfit.INDIVIDUAL, "Dette er én persons sak."), HARBOUR.secretary)
    await case_flow.do(TurnAway(case, Unfit.INDIVIDUAL, GUIDANCE), HARBOUR.leader)
    return case


async def texts_for(case_flow: Driver, case: str, *asker: Holding, former: Holding | None = None) -> set[str]:
    service, over = case_flow.service, [former] if former else []
    reading = await read_case(case, asker, former=over, records=service.records, known=service.known, now=case_flow.now)
    return {name for (_, name), text in reading.texts.items() if text is not None}


async def left(case_flow: Driver, case: str) -> list[str]:
    record = await case_flow.service.records.get(case)
    entries = {step.entry for step in record.path}
    texts = await case_flow.service.records.texts(record.texts_beside(entries))
    return sorted(text for text in texts.values() if text is not None)


async def test_its_sender_alone_can_take_its_texts_home(case_flow: Driver, case: str) -> None:
    assert await texts_for(case_flow, case, SENDER) == {"title", "short", "description", "reason"}
    for other in (HARBOUR.leader, HARBOUR.secretary, REGION.leader, VALLEY.leader, OFFICE.manager):
        assert await texts_for(case_flow, case, other) == set()


async def test_no_list_and_no_mail_shows_its_title(case_flow: Driver, case: str) -> None:
    records = case_flow.service.records
    assert not any((await card_texts([await records.get(case)], records=records)).values())


async def test_after_thirty_days_all_of_it_is_erased(case_flow: Driver, case: str) -> None:
    await case_flow.wait_until(DAY_30)
    assert len(await left(case_flow, case)) == 5
    await case_flow.wait_until(DAY_31)
    assert await left(case_flow, case) == []
    assert (await case_flow.case(case)).state is State.TURNED_AWAY  # that it was there is still told


async def test_what_was_erased_is_erased_once(case_flow: Driver, case: str) -> None:
    for moment in (DAY_31, datetime(2027, 1, 17, tzinfo=UTC)):
        await case_flow.wait_until(moment)
        told = [item.stream for item in await case_flow.published() if item.type == TextErased.TYPE]
        assert told == [f"case-{case}"] * 5


async def test_the_council_above_reads_what_it_is_asked_about_until_it_has_decided(
    case_flow: Driver, case: str
) -> None:
    await case_flow.do(Appeal(case, "Flere har opplevd det samme."), SENDER)
    assert "description" in await texts_for(case_flow, case, REGION.member)
    assert await texts_for(case_flow, case, REGION.secretary) == set()
    await case_flow.wait_until(datetime(2027, 1, 17, tzinfo=UTC))
    assert "description" in await texts_for(case_flow, case, SENDER)  # nothing goes while it is looked at

    await case_flow.do(DecideAppeal(case, stands=True, reason="Dette er én persons sak."), REGION.member)
    await case_flow.settle()
    assert await left(case_flow, case) == []


async def test_what_is_taken_up_after_all_is_everybodys_again(case_flow: Driver, case: str) -> None:
    await case_flow.do(Appeal(case, "Flere har opplevd det samme."), SENDER)
    await case_flow.do(DecideAppeal(case, stands=False, reason="Gjelder mange."), REGION.member)
    await case_flow.wait_until(datetime(2027, 1, 17, tzinfo=UTC))
    assert await texts_for(case_flow, case, VALLEY.leader) == {"title", "short"}
    assert "description" in await texts_for(case_flow, case, HARBOUR.secretary)


async def test_who_sits_there_no_more_takes_home_what_is_their_own_and_nothing_else(
    case_flow: Driver, case: str
) -> None:
    assert "description" in await texts_for(case_flow, case, former=SENDER)
    assert await texts_for(case_flow, case, former=HARBOUR.leader) == set()
