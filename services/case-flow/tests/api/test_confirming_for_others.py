"""A link in a mail is somebody's word that the answer has come: a service brings it for the term."""

from datetime import timedelta

import httpx2
import pytest

from case_flow.application.answers.dispute_answer import DisputeAnswer
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.http import Http
from case_flow.testing.places import HARBOUR, OFFICE, VALLEY, begun
from councilkit.callers import Holding
from councilkit.events.councils import TermEnded
from councilkit.testing.client import Asker
from councilkit.web.problems import TYPE_PREFIX

MEMBER = HARBOUR.member


def voice(http: Http, term: Holding) -> Asker:
    return http.by(scopes=("cases:confirm",), subject="notifier", acting=term.id)


def slug(answer: httpx2.Response, status: int = 403) -> str:
    assert answer.status_code == status
    return str(answer.json()["type"].removeprefix(TYPE_PREFIX))


@pytest.fixture
async def case(case_flow: Driver) -> str:
    await case_flow.tell(begun(MEMBER))
    return await case_flow.a_case(State.COMING_HOME)


async def test_a_service_confirms_for_whoever_holds_a_term(http: Http, case_flow: Driver, case: str) -> None:
    done = await voice(http, MEMBER).post(f"/cases/{case}/confirm", key="link-0001")
    again = await voice(http, MEMBER).post(f"/cases/{case}/confirm", key="link-0001")
    assert (done.status_code, again.json()) == (200, done.json())
    assert (await case_flow.case(case)).state is State.ANSWERED
    assert (await case_flow.published())[-1].actor == MEMBER.id


async def test_the_ledger_tells_for_ever_whether_a_word_came_by_a_link(http: Http, case_flow: Driver) -> None:
    async def command_id_of(by: Asker) -> str:
        case = await case_flow.a_case(State.COMING_HOME)
        await by.post(f"/cases/{case}/confirm", key="the-key-0001")
        return (await case_flow.house.ledger.history(f"case-{case}"))[-1].command_id

    await case_flow.tell(begun(MEMBER))
    assert await command_id_of(voice(http, MEMBER)) == f"link/notifier/{MEMBER.id}/the-key-0001"
    assert await command_id_of(http.by(MEMBER)) == f"http/{MEMBER.id}/the-key-0001"


async def test_a_word_on_an_earlier_answer_confirms_no_later_one(http: Http, case_flow: Driver, case: str) -> None:
    seen = (await case_flow.service.records.get(case)).sequence
    await case_flow.do(DisputeAnswer(case, "Hva med telefonen?"), MEMBER)
    await case_flow.answer(case)
    late = await voice(http, MEMBER).post(f"/cases/{case}/confirm", expected=seen)
    assert slug(late, 412) == "stale"
    assert (await case_flow.case(case)).state is State.COMING_HOME


async def test_a_word_that_is_brought_again_is_done_though_the_case_has_moved(
    http: Http, case_flow: Driver, case: str
) -> None:
    seen = (await case_flow.service.records.get(case)).sequence
    done = await voice(http, MEMBER).post(f"/cases/{case}/confirm", key="link-0001", expected=seen)
    again = await voice(http, MEMBER).post(f"/cases/{case}/confirm", key="link-0001", expected=seen + 1)
    assert (done.status_code, again.json()) == (200, done.json())


async def test_what_the_term_may_not_do_its_voice_may_not_either(http: Http, case_flow: Driver, case: str) -> None:
    await case_flow.tell(begun(HARBOUR.secretary), begun(VALLEY.leader))
    assert slug(await voice(http, VALLEY.leader).post(f"/cases/{case}/confirm")) == "not-allowed"
    assert slug(await voice(http, HARBOUR.secretary).post(f"/cases/{case}/confirm"), 422) == "not-in-their-name"


async def test_a_term_that_nobody_has_told_of_is_an_unknown_reference(http: Http, case: str) -> None:
    unknown = await voice(http, HARBOUR.leader).post(f"/cases/{case}/confirm")
    assert slug(unknown, 422) == "unknown-reference"
    assert unknown.json()["errors"][0]["field"] == "Acting-As"


async def test_nobody_speaks_for_a_term_that_has_not_begun_or_for_a_post(
    http: Http, case_flow: Driver, case: str
) -> None:
    later = MEMBER.model_copy(update={"id": "later", "starts": case_flow.now.date() + timedelta(days=1)})
    await case_flow.tell(begun(later))
    for holding in (later, OFFICE.manager):
        assert slug(await voice(http, holding).post(f"/cases/{case}/confirm")) == "not-your-term"


async def test_nobody_speaks_for_a_term_that_has_ended(http: Http, case_flow: Driver, case: str) -> None:
    await case_flow.tell(TermEnded(council=HARBOUR.id, term=MEMBER.id, on=MEMBER.starts))
    assert slug(await voice(http, MEMBER).post(f"/cases/{case}/confirm")) == "term-ended"


async def test_a_voice_does_nothing_else(http: Http, case_flow: Driver, case: str) -> None:
    refused = await voice(http, MEMBER).post(f"/cases/{case}/dispute", {"missing": "Hva med telefonen?"})
    assert slug(refused) == "not-your-term"
    assert (await case_flow.case(case)).state is State.COMING_HOME
