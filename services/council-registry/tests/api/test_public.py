from datetime import timedelta

import pytest

from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.testing.driver import Driver
from council_registry.testing.http import Http
from council_registry.testing.people import OFFICER, TODAY
from councilkit.events.councils import Level
from councilkit.events.meetings import MeetingForm, MeetingType
from councilkit.events.structure import CouncilClosed


async def test_anybody_finds_a_council(http: Http, registry: Driver) -> None:
    await registry.a_chain()
    answer = await http.client.get("/public/councils", params={"q": "horten"})
    [council] = answer.json()["items"]
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert council == {
        "short": "LBU-HOR",
        "names": {"nb": "LBU-HOR", "nn": "LBU-HOR", "en": "LBU-HOR"},
        "level": "local",
        "kind": "user_council",
        "status": "active",
        "led_by": "user",
        "units": [{"number": "0701", "name": "Nav Horten"}],
    }


async def test_anybody_reads_what_a_council_is_and_when_it_meets(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    soon = registry.now + timedelta(days=20)
    meeting = PlanMeeting((seated.id,), MeetingType.COUNCIL_MEETING, MeetingForm.HYBRID, soon)
    await registry.do(meeting, seated.secretary)
    council = (await http.client.get("/public/councils/LBU-HOR")).json()
    assert council["meetings"] == [{"on": soon.date().isoformat(), "type": "council_meeting", "form": "hybrid"}]
    assert (council["seats"], council["vacant"]) == (2, 1)
    assert (council["raised"], council["answered"]) == (0, 0)
    assert council["parent"]["short"] == "RBU-VT"


async def test_a_public_page_tells_of_nobody(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    text = (await http.client.get("/public/councils/lbu-hor")).text
    for hidden in (seated.id, seated.chair, seated.leader.id, "Modig", "example.no", "leader"):
        assert hidden not in text


async def test_a_closed_council_tells_anybody_where_to_go(http: Http, registry: Driver) -> None:
    _, regional, local = await registry.a_chain()
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=regional)
    await registry.do(CloseCouncil(CouncilClosed(council=local, on=TODAY, successors=(other,))), OFFICER)
    closed = (await http.client.get("/public/councils/LBU-HOR")).json()
    assert (closed["status"], [one["short"] for one in closed["successors"]]) == ("closed", ["LBU-TON"])
    after = (await http.client.get("/public/councils/LBU-TON")).json()
    assert [one["short"] for one in after["predecessors"]] == ["LBU-HOR"]
    listed = (await http.client.get("/public/councils")).json()["items"]
    assert "LBU-HOR" not in [one["short"] for one in listed]


async def test_public_lists_come_in_pages_and_are_not_sent_twice(http: Http, registry: Driver) -> None:
    await registry.a_chain()
    first = (await http.client.get("/public/councils", params={"limit": 2})).json()
    rest = await http.client.get("/public/councils", params={"limit": 2, "cursor": first["next"]})
    assert [one["short"] for one in first["items"] + rest.json()["items"]] == ["LBU-HOR", "RBU-VT", "SBU"]
    has = {"If-None-Match": rest.headers["etag"]}
    again = await http.client.get("/public/councils", params={"limit": 2, "cursor": first["next"]}, headers=has)
    assert again.status_code == 304


@pytest.mark.parametrize("short", ["NOBODY", "x", "лбу", "..%2f"])
async def test_a_code_that_no_council_has_is_missing(http: Http, short: str) -> None:
    assert (await http.client.get(f"/public/councils/{short}")).status_code in {404, 422}
