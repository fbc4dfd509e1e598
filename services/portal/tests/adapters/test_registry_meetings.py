import json
from collections.abc import Callable
from datetime import date
from typing import Any

import httpx2

from portal.adapters.registry_meetings import HttpMeetings

MEETING = {
    "id": "m",
    "councils": ["lar"],
    "type": "council_meeting",
    "own_type": None,
    "form": "physical",
    "access": ["parking"],
    "starts_at": "2026-12-03T13:00:00Z",
    "ends_at": None,
    "status": "planned",
    "series": None,
    "sign_up": False,
    "signed_up": 0,
    "attended": [],
    "minutes": None,
    "sequence": 1,
    "actions": [],
}
Answer = Callable[[httpx2.Request], httpx2.Response]


def meetings(answer: Answer, asked: list[httpx2.Request]) -> HttpMeetings:
    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return answer(request)

    return HttpMeetings(httpx2.AsyncClient(transport=httpx2.MockTransport(handler)), "http://registry")


async def test_all_pages_of_the_meetings_between_two_days_are_read() -> None:
    asked: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        last = "cursor" in request.url.params
        return httpx2.Response(200, json={"items": [MEETING], "next": None if last else "there"})

    found = await meetings(answer, asked).meetings("t", council="lar", first=date(2026, 7, 1), last=date(2026, 12, 31))
    assert [one.id for one in found] == ["m", "m"]
    assert dict(asked[1].url.params) == {
        "council": "lar",
        "from": "2026-07-01",
        "to": "2026-12-31",
        "limit": "100",
        "cursor": "there",
    }


async def test_a_meeting_tells_who_cannot_come_and_whom_to_ring() -> None:
    absence = {"term": "a", "council": "lar", "seat": "s", "role": "member", "ring": ["b"]}
    told = {**MEETING, "absences": [absence], "place": "Rom 2", "regret_until": "2026-11-22T09:10:00Z", "coming": []}
    found = await meetings(lambda _: httpx2.Response(200, json=told), []).meeting("t", "m")
    assert (found.absences[0].ring, found.absent("a"), found.place) == (("b",), True, "Rom 2")


async def test_the_dates_of_a_series_are_told_in_a_body_and_under_no_key() -> None:
    asked: list[httpx2.Request] = []
    clash = {"kind": "same_people", "council": "rbu", "meeting": "m", "roles": ["leader"]}
    told = {"dates": [{"starts_at": "2027-02-04T12:00:00Z", "ends_at": None, "clashes": [clash]}]}
    found = await meetings(lambda _: httpx2.Response(200, json=told), asked).preview("t", {"dates": []})
    (request,) = asked
    assert (request.method, request.url.path) == ("POST", "/meetings/series/preview")
    assert json.loads(request.content) == {"dates": []}
    assert "Idempotency-Key" not in request.headers
    assert found.dates[0].clashes[0].roles == ("leader",)


async def test_a_list_is_handed_on_as_it_came() -> None:
    asked: list[httpx2.Request] = []
    registry = meetings(lambda _: httpx2.Response(200, content=b"\xef\xbb\xbfname\r\n"), asked)
    assert await registry.attendance("t", "m", language="nn") == b"\xef\xbb\xbfname\r\n"
    assert await registry.attendance_of("t", "lar", 2026, language="nn") == b"\xef\xbb\xbfname\r\n"
    assert [request.url.path for request in asked] == ["/meetings/m/attendance.csv", "/councils/lar/attendance.csv"]
    assert dict(asked[1].url.params) == {"year": "2026", "language": "nn"}


async def test_who_sits_in_a_council_is_asked_for_a_day() -> None:
    asked: list[httpx2.Request] = []
    told = {"items": [{"term": "a", "seat": "s", "role": "leader", "name": "Blid Bro", "phone": None}]}
    (found,) = await meetings(lambda _: httpx2.Response(200, json=told), asked).sitting(
        "t", "lar", on=date(2026, 12, 3)
    )
    assert (found.term, found.name, found.phone) == ("a", "Blid Bro", None)
    assert str(asked[0].url) == "http://registry/councils/lar/people?on=2026-12-03"


async def test_the_types_of_meeting_of_a_council_are_read() -> None:
    told: dict[str, Any] = {
        "items": [{"id": "t", "name": "Åpen kveld", "council": "lar", "unit": None, "dropped": False, "actions": []}],
        "actions": [{"action": "make_meeting_type", "acting": "larleader"}],
    }
    asked: list[httpx2.Request] = []
    registry = meetings(lambda _: httpx2.Response(200, json=told), asked)
    found = await registry.own_types("t", council="lar")
    assert [(one.id, one.name) for one in found.items] == [("t", "Åpen kveld")]
    assert [one.acting for one in found.actions] == ["larleader"]
    await registry.own_types("t", unit="3800")
    assert [str(one.url.query, "ascii") for one in asked] == ["council=lar", "unit=3800"]
