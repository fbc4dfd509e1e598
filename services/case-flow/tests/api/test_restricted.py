"""A restricted case is there for those who take part in it, and for nobody else in any way."""

from datetime import date, timedelta

import pytest

from case_flow.application.ending.lift_restriction import LiftRestriction
from case_flow.application.ending.restrict_case import RestrictCase
from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.domain.transitions import State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.http import Http
from case_flow.testing.places import DIRECTORATE, HARBOUR, OFFICE, REGION, VALLEY, begun
from councilkit.callers import Holding
from councilkit.events.case_words import Basis, Restriction
from councilkit.testing.client import Asker

UNTIL = date(2027, 1, 15)
KEPT = Restriction(basis=Basis.CONFIDENTIAL, until=UNTIL)
WITH_A_PART = [HARBOUR.observer, REGION.member, OFFICE.manager]
WITHOUT = [VALLEY.leader, DIRECTORATE.manager]


@pytest.fixture
async def case(case_flow: Driver) -> str:
    """A case that went by the region and was asked of the office."""
    await case_flow.tell(begun(HARBOUR.member))
    case = await case_flow.a_case(State.SENT)
    await case_flow.do(ReceiveCase(case), REGION.leader)
    await case_flow.put_on_agenda(case, REGION)
    await case_flow.treat(case, REGION)
    await case_flow.make_statement(case, REGION)
    return case


@pytest.fixture
async def restricted(case: str, case_flow: Driver) -> str:
    await case_flow.do(RestrictCase(case, KEPT), REGION.leader)
    return case


async def listed(asker: Asker) -> list[str]:
    return [card["id"] for card in (await asker.get("/cases")).json()["items"]]


@pytest.mark.parametrize("holding", WITH_A_PART, ids=lambda one: one.id)
async def test_whoever_takes_part_reads_all_of_it(http: Http, restricted: str, holding: Holding) -> None:
    shown = (await http.by(holding).get(f"/cases/{restricted}")).json()
    assert shown["restriction"] == {"basis": "offl-13", "until": "2027-01-15"}
    assert (shown["title"], shown["texts_visible"]) == (REPORT.title, True)


@pytest.mark.parametrize("holding", WITHOUT, ids=lambda one: one.id)
async def test_for_whoever_takes_no_part_it_is_not_there(
    http: Http, case_flow: Driver, case: str, holding: Holding
) -> None:
    asker = http.by(holding)
    assert (await asker.get(f"/cases/{case}")).status_code == 200
    await case_flow.do(RestrictCase(case, KEPT), REGION.leader)
    refused, unknown = await asker.get(f"/cases/{case}"), await asker.get("/cases/nocase")
    assert refused.status_code == unknown.status_code == 404
    assert refused.json()["detail"] == unknown.json()["detail"]
    assert (await asker.get("/tasks")).json()["items"] == []


async def test_no_list_tells_of_it_and_the_lists_do_again_once_it_is_lifted(
    http: Http, case_flow: Driver, case: str
) -> None:
    askers = [http.by(holding) for holding in (*WITH_A_PART, *WITHOUT)]
    assert [await listed(asker) for asker in askers] == [[case]] * len(askers)
    await case_flow.do(RestrictCase(case, KEPT), REGION.leader)
    assert [await listed(asker) for asker in askers] == [[]] * len(askers)
    await case_flow.do(LiftRestriction(case), REGION.leader)
    assert [await listed(asker) for asker in askers] == [[case]] * len(askers)


async def test_a_page_is_full_though_restricted_cases_lie_between(http: Http, case_flow: Driver) -> None:
    first, kept, last = [await case_flow.a_case() for _ in range(3)]
    await case_flow.do(RestrictCase(kept, KEPT), HARBOUR.leader)
    page = (await http.by(HARBOUR.leader).get("/cases", limit=2)).json()
    assert [card["id"] for card in page["items"]] == [last, first]
    assert page["next"] is None


async def test_a_service_that_writes_mails_hears_no_text_of_it(http: Http, case_flow: Driver, case: str) -> None:
    async def told() -> list[str | None]:
        mailer = http.by(scopes=("cards:read",))
        [card] = (await mailer.post("/cards", {"cases": [case]})).json()["items"]
        return [card["title"], card["short"], card["short_answer"]]

    await case_flow.answer(case)
    assert None not in await told()
    await case_flow.do(RestrictCase(case, KEPT), REGION.leader)
    assert await told() == [None, None, None]


async def test_the_task_of_whoever_takes_part_is_told_with_its_title(http: Http, restricted: str) -> None:
    [task] = (await http.by(OFFICE.manager).get("/tasks")).json()["items"]
    assert (task["case"]["id"], task["case"]["title"]) == (restricted, REPORT.title)


async def test_who_sat_in_the_council_and_has_left_reads_it_no_more(http: Http, case_flow: Driver, case: str) -> None:
    today = case_flow.now.date()
    left = HARBOUR.member.model_copy(update={"starts": today - timedelta(days=9), "ends": today})
    await case_flow.tell(begun(left, last=today))
    case_flow.now += timedelta(days=1)
    former = http.by(left)
    assert (await former.get(f"/cases/{case}")).status_code == 200
    assert await listed(former) == [case]
    await case_flow.do(RestrictCase(case, KEPT), REGION.leader)
    assert (await former.get(f"/cases/{case}")).status_code == 404
    assert await listed(former) == []


async def test_a_case_may_be_restricted_from_its_first_moment(http: Http) -> None:
    report = {"council": HARBOUR.id, **REPORT.texts, "lines": ["AT"]}
    restriction = {"restriction": {"basis": "offl-13", "until": "2027-01-15"}}
    case = (await http.by(HARBOUR.member).post("/cases", report | restriction)).json()["id"]
    assert (await http.by(HARBOUR.member).get(f"/cases/{case}")).status_code == 200
    assert (await http.by(VALLEY.member).get(f"/cases/{case}")).status_code == 404
    assert await listed(http.by(VALLEY.member)) == []
