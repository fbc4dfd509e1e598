"""Whoever may read a case is told where it may go."""

from datetime import date

from case_flow.application.ending.restrict_case import RestrictCase
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.http import Http
from case_flow.testing.places import BENEFITS, CENTRE, HARBOUR, REGION, VALLEY, YOUTH, begun
from councilkit.events.case_words import Basis, Restriction


async def test_ways_are_told_with_who_hears_of_the_hop(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    told = (await http.by(HARBOUR.secretary).get(f"/cases/{case}/ways")).json()["items"]
    heard = [{"to": place.id, "copies": [REGION.id]} for place in (BENEFITS, CENTRE, VALLEY, YOUTH)]
    assert sorted(told, key=lambda way: str(way["to"])) == sorted(
        [*heard, {"to": REGION.id, "copies": []}], key=lambda way: str(way["to"])
    )


async def test_of_a_restricted_case_nobody_else_is_told_where_it_may_go(http: Http, case_flow: Driver) -> None:
    await case_flow.tell(begun(HARBOUR.member))  # so that nobody stands in for it
    case = await case_flow.a_case(State.TREATED)
    assert (await http.by(VALLEY.leader).get(f"/cases/{case}/ways")).status_code == 200
    kept = Restriction(basis=Basis.CONFIDENTIAL, until=date(2027, 1, 15))
    await case_flow.do(RestrictCase(case, kept), HARBOUR.leader)
    assert (await http.by(VALLEY.leader).get(f"/cases/{case}/ways")).status_code == 404
    assert (await http.by(HARBOUR.observer).get(f"/cases/{case}/ways")).status_code == 200
    assert (await http.by(HARBOUR.leader).get("/cases/nocase/ways")).status_code == 404
