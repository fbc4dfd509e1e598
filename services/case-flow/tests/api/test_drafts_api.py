from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.http import Http
from case_flow.testing.places import HARBOUR
from councilkit.web.problems import TYPE_PREFIX

DRAFT = "/drafts/my-first-draft"
FULL = {"council": HARBOUR.id, **REPORT.texts, "lines": ["AT", "H"], "phase": "planning"}


async def test_a_draft_is_saved_as_it_is_written_and_shown_again(http: Http) -> None:
    member = http.by(HARBOUR.member)
    begun = await member.put(DRAFT, {"council": HARBOUR.id, "title": "Tolk", "short": " ", "description": ""})
    assert begun.status_code == 200
    shown = (await member.get(DRAFT)).json()
    assert shown == begun.json()
    assert (shown["title"], shown["short"], shown["description"], shown["lines"]) == ("Tolk", None, None, [])
    assert (shown["writer"], shown["changed"], shown["kept_until"]) == (
        HARBOUR.member.id,
        "2026-11-17T09:00:00Z",
        "2027-02-15T09:00:00Z",
    )
    assert (await member.get("/drafts")).json() == {"items": [shown]}


async def test_a_draft_is_dropped_for_good(http: Http) -> None:
    member = http.by(HARBOUR.member)
    await member.put(DRAFT, FULL)
    for _ in range(2):
        assert (await http.client.delete(DRAFT, headers=member.headers())).status_code == 204
    gone = await member.get(DRAFT)
    assert (gone.status_code, gone.json()["type"]) == (404, f"{TYPE_PREFIX}no-such-draft")


async def test_a_draft_is_reported_once_whatever_the_key(http: Http, case_flow: Driver) -> None:
    member = http.by(HARBOUR.member)
    await member.put(DRAFT, FULL)
    made = [await member.post(f"{DRAFT}/report", {}, key=key) for key in ("12345678", "87654321")]
    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].json() == made[1].json()
    assert (await case_flow.case(made[0].json()["id"])).phase == "planning"
    assert (await member.get("/drafts")).json() == {"items": []}


async def test_what_is_left_to_be_written_is_pointed_at(http: Http) -> None:
    member = http.by(HARBOUR.member)
    await member.put(DRAFT, {"council": HARBOUR.id, "title": "Tolk"})
    refused = await member.post(f"{DRAFT}/report")
    assert (refused.status_code, refused.json()["type"]) == (422, f"{TYPE_PREFIX}draft-unfinished")
    assert refused.json()["missing"] == ["/short", "/description", "/lines"]


async def test_a_page_that_saves_after_reporting_hears_which_case_it_is(http: Http) -> None:
    member = http.by(HARBOUR.member)
    await member.put(DRAFT, FULL)
    case = (await member.post(f"{DRAFT}/report")).json()["id"]
    late = await member.put(DRAFT, FULL)
    assert (late.status_code, late.json()["case"]) == (409, case)


async def test_hints_are_shown_before_a_draft_is_reported(http: Http) -> None:
    member = http.by(HARBOUR.member)
    await member.put(DRAFT, {**FULL, "short": "Jeg fikk avslag."})
    refused = await member.post(f"{DRAFT}/report")
    assert refused.json()["hints"] == [{"field": "/short", "start": 0, "end": 15}]
    assert (await member.post(f"{DRAFT}/report", {"hints_seen": True})).status_code == 201
