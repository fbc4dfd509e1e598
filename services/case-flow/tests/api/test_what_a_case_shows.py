"""A case in full: what was asked, agreed and promised, as whoever takes part sees it."""

from typing import Any

from case_flow.application.hops.send_case import SendCase
from case_flow.domain.transitions import State
from case_flow.testing.driver import Driver
from case_flow.testing.http import Http
from case_flow.testing.places import CENTRE, HARBOUR, OFFICE, REGION, VALLEY
from councilkit.callers import Holding
from councilkit.events.cases import Wish


async def shown(http: Http, case: str, by: Holding) -> dict[str, Any]:
    told: dict[str, Any] = (await http.by(by).get(f"/cases/{case}")).json()
    return told


async def test_what_was_agreed_is_told_with_its_text_to_those_who_take_part(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.IN_FOLLOW_UP)
    [agreed] = (await shown(http, case, HARBOUR.member))["follow_ups"]
    [seen_by_others] = (await shown(http, case, VALLEY.member))["follow_ups"]
    assert agreed["responsible"] == {"council": None, "unit": OFFICE.number}
    assert (agreed["progress"], bool(agreed["what"])) == ("planned", True)
    assert seen_by_others == agreed | {"what": None}
    step = (await shown(http, case, HARBOUR.member))["path"][-1]
    assert (step["what"], step["follow_up"], step["texts"]) == (
        "FollowUpAgreed",
        agreed["id"],
        {"what": agreed["what"]},
    )


async def test_what_was_asked_and_who_has_the_answer(http: Http, case_flow: Driver) -> None:
    told = await shown(http, await case_flow.a_case(State.ANSWERED), HARBOUR.member)
    [question] = told["questions"]
    assert (question["unit"], question["due"]["on"], question["parts"], question["delays"]) == (
        OFFICE.number,
        "2027-01-04",
        [],
        0,
    )
    assert (told["received"], told["reopened"]) == ([HARBOUR.id], 0)


async def test_a_hop_past_a_level_tells_by_when_it_is_received_and_who_hears_of_it(
    http: Http, case_flow: Driver
) -> None:
    case = await case_flow.a_case(State.TREATED)
    await case_flow.do(SendCase(case, CENTRE.id, Wish.ANSWER, "Gjelder hele landet."), HARBOUR.leader)
    told = await shown(http, case, HARBOUR.leader)
    assert (told["receive_by"]["on"], told["regret_until"]) == ("2026-12-01", "2026-11-17T09:10:00Z")
    assert told["copies"] == told["path"][-1]["copies"] == [REGION.id]
    assert [step["action"] for step in told["waits"]] == ["receive_case"]


async def test_what_nobody_wrote_is_not_told_as_erased(http: Http, case_flow: Driver) -> None:
    told = await shown(http, await case_flow.a_case(State.ANSWERED), HARBOUR.member)
    assert not [name for step in told["path"] for name, text in step["texts"].items() if text is None]
