from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx2
import pytest

from case_flow.application.answers.make_statement import Also, MakeStatement
from case_flow.domain.transitions import Action, State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.http import Http
from case_flow.testing.places import DIRECTORATE, HARBOUR, OFFICE, REGION, VALLEY, begun
from case_flow.testing.rounds import A_ROUND, AN_ANSWER, ASK, opened, says
from case_flow.testing.situations import RAISING_BODIES, SITUATIONS, a_draft, about_a_text
from councilkit.events.cases import PartAs
from councilkit.ids import random_id
from councilkit.testing.client import Asker
from councilkit.testing.matrix import Cell, Operation, assert_every_operation_needs_a_token, assert_policy

TABLE = Path(__file__).parent / "policy-matrix.md"
PLACES = {"harbour": HARBOUR, "region": REGION, "valley": VALLEY}
SCOPES = {"service": ("ledger:read",), "mailer": ("cards:read",), "operator": ("house:operate",)}
VOICE_OF = "voice of "  # a service that speaks for who follows
MANAGERS = {"office manager": OFFICE.manager, "directorate manager": DIRECTORATE.manager}

STATES: dict[str, State] = {
    Action.PUT_ON_AGENDA: State.REPORTED,
    Action.POSTPONE: State.ON_AGENDA,
    Action.TREAT: State.ON_AGENDA,
    Action.MERGE: State.REPORTED,
    Action.SEND: State.TREATED,
    Action.REGRET_SENDING: State.SENT,
    Action.RECEIVE: State.SENT,
    Action.RETURN: State.SENT,
    Action.MAKE_STATEMENT: State.TREATED,
    Action.ANSWER: State.AWAITING_ANSWER,
    Action.CONFIRM: State.COMING_HOME,
    Action.DISPUTE: State.COMING_HOME,
    Action.DELAY_ANSWER: State.AWAITING_ANSWER,
    Action.REGISTER_ANSWER: State.AWAITING_ANSWER,
    Action.AGREE_FOLLOW_UP: State.ANSWERED,
    Action.REPORT_FOLLOW_UP: State.IN_FOLLOW_UP,
    Action.CLOSE: State.ANSWERED,
    Action.REOPEN: State.CLOSED,
}
BODIES: dict[str, Mapping[str, Any]] = {
    "report_case": {"council": HARBOUR.id, **REPORT.texts, "lines": ["AT"]},
    "postpone_case": {"until": "2027-02-01", "reason": "Vi må vite mer først."},
    "treat_case": {"outcome": "hop"},
    "send_case": {"to": REGION.id, "wish": "statement", "reason": "Gjelder regionen."},
    "return_case": {"reason": "Hører hjemme i kommunen."},
    "add_note": {"note": "Dette gjelder også brev."},
    "make_statement": {"unit": OFFICE.number, "text": "Spør alltid om tolk."},
    "give_answer": {"outcome": "partly", "short": "Fra nyttår.", "reason": "Skjemaet endres."},
    "dispute_answer": {"missing": "Hva med telefonen?"},
    "delay_answer": {"until": "2027-02-01", "short": "Vi venter på leverandøren."},
    "give_part": {"outcome": "partly", "short": "Fra nyttår.", "reason": "Skjemaet endres."},
    "agree_follow_up": {
        "what": "Skjemaet får et felt.",
        "responsible": {"unit": OFFICE.number},
        "starts": "2026-12-01",
        "ends": "2027-02-01",
    },
    "report_follow_up": {"progress": "done"},
    "reopen_case": {"reason": "Det skjer igjen."},
    **RAISING_BODIES,
    "import_cases": {"rows": [], "digest": "0" * 64},
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


async def asked(asker: Asker, method: str, path: str, body: dict[str, Any]) -> httpx2.Response:
    match method:
        case "GET":
            return await asker.get(path, **body)
        case "PUT":
            return await asker.put(path, body)
        case "DELETE":
            return await asker.client.delete(path, headers=asker.headers())
    return await asker.post(path, body)


async def body_of(action: str, case_flow: Driver) -> dict[str, Any]:
    if action == Action.PUT_ON_AGENDA:
        return {"meeting": await case_flow.a_meeting(HARBOUR)}
    if action == Action.MERGE:
        return {"into": await case_flow.a_case(), "reason": "Det er samme sak."}
    if action == Action.REGISTER_ANSWER:
        answer = {"outcome": "partly", "short": "Fra nyttår.", "reason": "Lederen sa det."}
        return {"meeting": await case_flow.a_meeting(HARBOUR), **answer}
    return dict(BODIES.get(action, {}))


async def a_case(action: str, case_flow: Driver) -> str:
    if situation := SITUATIONS.get(action):
        return await situation(case_flow)
    if action != Action.GIVE_PART:
        return await case_flow.a_case(STATES.get(action, State.REPORTED))
    case, also = await case_flow.a_case(State.TREATED), (Also(OFFICE.number, PartAs.LINE),)
    await case_flow.do(MakeStatement(case, DIRECTORATE.number, "Spør alltid om tolk.", also=also), HARBOUR.leader)
    return case


async def a_round(action: str, case_flow: Driver) -> str:
    round = await opened(case_flow, replace(ASK, to=(HARBOUR.id,)))
    if action == "conclude_round":
        await says(case_flow, HARBOUR, round)
    return round


def in_a_round(operation: Operation, round: str) -> dict[str, Any]:
    if operation.action == "erase_round_text":
        return {"entry": f"round-{round}:000001", "text": "intro"}
    return dict(BODIES.get(operation.action, {}))


@pytest.mark.timeout(240)
async def test_the_api_answers_by_the_matrix(http: Http, case_flow: Driver) -> None:
    await case_flow.tell(begun(HARBOUR.member), begun(HARBOUR.secretary))

    async def attempt(cell: Cell) -> httpx2.Response:
        asker, operation = persona(http, cell.persona), cell.operation
        case = await a_case(operation.action, case_flow)
        path = operation.path.replace("{case}", case).replace("{council}", REGION.id)
        if "{round}" in path:
            round = await a_round(operation.action, case_flow)
            return await asked(asker, operation.method, path.replace("{round}", round), in_a_round(operation, round))
        if "{follow_up}" in path:
            path = path.replace("{follow_up}", (await case_flow.case(case)).follow_ups[0].id)
        if "{draft}" in path:
            path = path.replace("{draft}", random_id() if operation.method == "PUT" else await a_draft(case_flow))
        body = await body_of(operation.action, case_flow) | (about_a_text(case) if "/texts/" in path else {})
        return await asked(asker, operation.method, path, body)

    assert await assert_policy(http.app, TABLE, attempt) > 30 * 14


async def test_nothing_but_the_state_is_open_without_a_token(http: Http) -> None:
    await assert_every_operation_needs_a_token(http.app, http.client, "read_state")
