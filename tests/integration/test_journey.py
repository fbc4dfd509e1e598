"""One case from Horten to the directorate and home, through all services, on a real MongoDB."""

import json
from typing import Any

import pytest

from councilkit.testing.waiting import until
from raadslag_local.place import CASE_FLOW, REGISTRY
from raadslag_local.story.hands import EXCHANGE
from raadslag_local.story.sample import journey_case, sample
from raadslag_local.testing import Town

pytestmark = [pytest.mark.mongo, pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

Case = dict[str, Any]

THE_WAY = [
    "reported",
    *("put-on-agenda", "treated", "sent", "received"),
    *("put-on-agenda", "treated", "sent", "received"),
    *("put-on-agenda", "treated", "statement-made", "answer-given", "answer-confirmed"),
]


async def test_a_case_travels_from_horten_to_the_directorate_and_home(town: Town, travelled: Case) -> None:
    horten = town.cast.councils["LBU-HOR"]
    assert (travelled["word"], travelled["origin"], travelled["holder"]) == ("done", horten, horten)
    stream = f"case-{travelled['id']}"
    events = [entry["type"] for entry in await town.ledger(CASE_FLOW) if entry["subject"] == stream]
    assert [event.removeprefix("raadslag.case.").removesuffix(".v1") for event in events] == THE_WAY


@pytest.mark.usefixtures("travelled")
async def test_hortens_page_tells_that_its_case_was_answered(town: Town) -> None:
    page = f"{REGISTRY}/councils/{town.cast.councils['LBU-HOR']}"

    async def tells() -> bool:
        cases = (await town.get("LBU-HOR/leader", page))["cases"]
        return bool(cases["answered"] == cases["raised"] > 0)

    await until(tells)


@pytest.mark.usefixtures("travelled")
async def test_every_ledger_is_numbered_without_a_gap(town: Town) -> None:
    for service in (REGISTRY, CASE_FLOW):
        positions = [entry["position"] for entry in await town.ledger(service)]
        assert positions == list(range(1, len(positions) + 1))


@pytest.mark.usefixtures("travelled")
async def test_no_ledger_names_a_person_or_carries_what_someone_wrote(town: Town) -> None:
    told = json.dumps([await town.ledger(service) for service in (REGISTRY, CASE_FLOW)], ensure_ascii=False).lower()
    people = {sitting.name for plan in sample().councils for sitting in plan.sittings()}
    case = journey_case()
    for hidden in (*people, "@example.no", case.title, case.short, case.step[-2].says["reason"]):
        assert hidden.lower() not in told


async def test_the_trace_of_a_click_is_carried_by_the_event_it_made(town: Town) -> None:
    leader, trace = town.cast.actors["RBU-VT/leader"], "4bf92f3577b34da6a3ce929d0e0e4736"
    form = EXCHANGE | {"subject_token": town.house.identify(leader.subject)}
    token = (await town.house.http.post(f"{REGISTRY}/token", data=form)).json()["access_token"]
    headers = {
        "Authorization": f"Bearer {token}",
        "Acting-As": leader.holding,
        "Idempotency-Key": "one-click",
        "traceparent": f"00-{trace}-00f067aa0ba902b7-01",
    }
    report = {"council": town.cast.councils["RBU-VT"], "title": "Spor", "short": "Spor", "description": "Spor"}
    made = await town.house.http.post(f"{CASE_FLOW}/cases", json={**report, "lines": ["AT"]}, headers=headers)
    stream = f"case-{made.json()['id']}"

    async def traces() -> list[str]:
        return [entry["traceparent"] for entry in await town.ledger(CASE_FLOW) if entry["subject"] == stream]

    async def is_numbered() -> bool:
        return bool(await traces())

    await until(is_numbered)
    assert [one.split("-")[1] for one in await traces()] == [trace]


async def test_someone_in_two_councils_holds_both_terms(town: Town) -> None:
    me = await town.get("LBU-HOR/leader", f"{REGISTRY}/me")
    assert {(held["council"]["short"], held["role"]) for held in me["holdings"]} == {
        ("LBU-HOR", "leader"),
        ("RBU-VT", "member"),
    }
