from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest

from case_flow.domain.transitions import Action, State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.http import Http
from case_flow.testing.places import DIRECTORATE, HARBOUR, OFFICE, REGION, VALLEY, begun
from case_flow.testing.rounds import A_ROUND, AN_ANSWER, ASK, opened, says
from councilkit.testing.client import Asker
from councilkit.testing.matrix import Cell, assert_every_operation_needs_a_token, assert_policy

TABLE = Path(__file__).parent / "policy-matrix.md"
PLACES = {"harbour": HARBOUR, "region": REGION, "valley": VALLEY}
SCOPES = {"service": ("ledger:read",), "mailer": ("cards:read",), "operator": ("house:operate",)}
VOICE_OF = "voice of "  # a service that speaks for who follows
MANAGERS = {"office manager": OFFICE.manager, "directorate manager": DIRECTORATE.manager}

STATES: dict[str, State] = {
    Action.PUT_ON_AGENDA: State.REPORTED,
    Action.TREAT: State.ON_AGENDA,
    Action.SEND: State.TREATED,
    Action.RECEIVE: State.SENT,
    Action.RETURN: State.SENT,
    Action.MAKE_STATEMENT: State.TREATED,
    Action.ANSWER: State.AWAITING_ANSWER,
    Action.CONFIRM: State.COMING_HOME,
    Action.DISPUTE: State.COMING_HOME,
}
BODIES: dict[str, dict[str, Any]] = {
    "report_case": {"council": HARBOUR.id, **REPORT.texts, "lines": ["AT"]},
    "treat_case": {"outcome": "hop"},
    "send_case": {"to": REGION.id, "wish": "statement", "reason": "Gjelder regionen."},
    "return_case": {"reason": "Hører hjemme i kommunen."},
    "make_statement": {"unit": OFFICE.number, "text": "Spør alltid om tolk."},
    "give_answer": {"outcome": "partly", "short": "Fra nyttår.", "reason": "Skjemaet endres."},
    "dispute_answer": {"missing": "Hva med telefonen?"},
    "read_cards": {"cases": ["nocase"]},
    "open_round": A_ROUND,
    "answer_round": AN_ANSWER,
    "conclude_round": {"outcome": "Takk!", "contributed": [HARBOUR.id]},
    "read_round_cards": {"rounds": ["noround"]},
    "redrive_streams": {"consumer": "views/case-flow/1"},
    "rebuild_views": {"source": "council-registry"},
    "confirm_restored": {"epoch": 2},
}


def persona(http: Http, name: str) -> Asker:
    if name.startswith(VOICE_OF):
        return http.by(scopes=("cases:confirm",), acting=persona(http, name.removeprefix(VOICE_OF)).acting)
    if name in SCOPES:
        return http.by(scopes=SCOPES[name], acting="service")
    if name in MANAGERS:
        return http.by(MANAGERS[name])
    place, role = name.split()
    return http.by(getattr(PLACES[place], role))


async def body_of(action: str, case_flow: Driver) -> dict[str, Any]:
    if action == Action.PUT_ON_AGENDA:
        return {"meeting": await case_flow.a_meeting(HARBOUR)}
    return BODIES.get(action, {})


async def a_round(action: str, case_flow: Driver) -> str:
    round = await opened(case_flow, replace(ASK, to=(HARBOUR.id,)))
    if action == "conclude_round":
        await says(case_flow, HARBOUR, round)
    return round


@pytest.mark.timeout(60)
async def test_the_api_answers_by_the_matrix(http: Http, case_flow: Driver) -> None:
    await case_flow.tell(begun(HARBOUR.member), begun(HARBOUR.secretary))

    async def attempt(cell: Cell) -> httpx2.Response:
        asker, operation = persona(http, cell.persona), cell.operation
        case = await case_flow.a_case(STATES.get(operation.action, State.REPORTED))
        path = operation.path.replace("{case}", case)
        if "{round}" in path:
            path = path.replace("{round}", await a_round(operation.action, case_flow))
        if operation.method == "GET":
            return await asker.get(path)
        return await asker.post(path, await body_of(operation.action, case_flow))

    assert await assert_policy(http.app, TABLE, attempt) == 22 * 14


async def test_nothing_but_the_state_is_open_without_a_token(http: Http) -> None:
    await assert_every_operation_needs_a_token(http.app, http.client, "read_state")
