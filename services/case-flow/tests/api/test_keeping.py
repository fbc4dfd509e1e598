from case_flow.domain.transitions import State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.http import Http
from case_flow.testing.places import HARBOUR, OFFICE, REGION, VALLEY
from councilkit.web.problems import TYPE_PREFIX

KEPT = {"basis": "offl-14", "until": "2026-12-24"}


async def test_a_case_is_kept_from_others_and_shown_again_by_its_verbs(http: Http, case_flow: Driver) -> None:
    case, leader, stranger = await case_flow.a_case(), http.by(HARBOUR.leader), http.by(VALLEY.leader)
    assert (await leader.post(f"/cases/{case}/restrict", KEPT)).status_code == 200
    assert (await stranger.get(f"/cases/{case}")).status_code == 404
    assert (await leader.post(f"/cases/{case}/lift")).status_code == 200
    assert (await stranger.get(f"/cases/{case}")).status_code == 200


async def test_a_stranger_who_acts_on_a_restricted_case_is_told_what_one_hears_who_guesses(
    http: Http, case_flow: Driver
) -> None:
    case, stranger = await case_flow.a_case(), http.by(VALLEY.leader)
    await http.by(HARBOUR.leader).post(f"/cases/{case}/restrict", KEPT)
    told = [await stranger.post(f"/cases/{one}/schedule", {"on": "2026-12-06"}) for one in (case, "nocase")]
    assert [answer.status_code for answer in told] == [404, 404]
    assert told[0].json()["type"] == told[1].json()["type"] == f"{TYPE_PREFIX}no-such-case"


async def test_a_text_is_erased_everywhere_and_those_who_had_it_are_told(http: Http, case_flow: Driver) -> None:
    case, leader = await case_flow.a_case(State.AWAITING_ANSWER), http.by(HARBOUR.leader)
    text = {"entry": f"case-{case}:000001", "text": "title"}
    readers = (await leader.get(f"/cases/{case}/texts/readers", **text)).json()
    assert readers["everybody"]
    assert {"council": HARBOUR.id, "unit": None} in readers["items"]
    assert {"council": None, "unit": OFFICE.number} in readers["items"]

    assert (await leader.post(f"/cases/{case}/texts/erase", text)).status_code == 200
    for asker in (leader, http.by(REGION.leader)):
        shown = await asker.get(f"/cases/{case}")
        assert (shown.json()["title"], REPORT.title in shown.text) == (None, False)
        assert REPORT.title not in (await asker.get("/cases")).text
    assert (await leader.get(f"/cases/{case}/texts/readers", **text)).json() == readers


async def test_an_erased_text_is_not_erased_again_under_another_key(http: Http, case_flow: Driver) -> None:
    case, leader = await case_flow.a_case(), http.by(HARBOUR.leader)
    text = {"entry": f"case-{case}:000001", "text": "description"}
    for key, status in [("12345678", 200), ("12345678", 200), ("87654321", 404)]:
        assert (await leader.post(f"/cases/{case}/texts/erase", text, key=key)).status_code == status
