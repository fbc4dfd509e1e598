"""Meetings as they are seen and handled over HTTP."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from council_registry.application.seats.add_seat import AddSeat
from council_registry.application.seats.end_term import EndTerm
from council_registry.application.seats.start_term import StartTerm
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, MANAGER, OFFICER, OFFICER_ELSEWHERE, THIS_YEAR, TODAY, newcomer
from councilkit.events.councils import Level, Side, TermRole
from councilkit.spreadsheets import read_csv
from councilkit.testing.client import Asker
from councilkit.testing.holdings import a_term
from councilkit.web.problems import TYPE_PREFIX

TEXTS = {
    "place": "Møterommet",
    "link": "https://example.no/mote",
    "dial_in": "12 34 56 78, kode 4321",
    "info": "Ta med sakspapirene.",
}


@pytest.fixture
async def seated(registry: Driver) -> Seated:
    return await registry.a_seated_council()


def a_meeting(seated: Seated, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    told = {"councils": [seated.id], "type": "council_meeting", "form": "hybrid", "starts_at": "2026-12-01T16:00:00Z"}
    return {**told, "ends_at": "2026-12-01T18:00:00Z", "access": ["step_free", "hearing_loop"], **TEXTS, **changes}


async def planned(asker: Asker, seated: Seated, **changes: Any) -> str:  # noqa: ANN401 - any JSON
    answer = await asker.post("/meetings", a_meeting(seated, **changes))
    assert answer.status_code == 201, answer.text
    id: str = answer.json()["id"]
    return id


def slug_of(answer: httpx2.Response) -> str:
    told: str = answer.json()["type"]
    return told.removeprefix(TYPE_PREFIX)


def field_of(answer: httpx2.Response) -> str:
    [error] = answer.json()["errors"]
    told: str = error["field"]
    return told


async def test_a_meeting_is_told_with_all_that_is_arranged(http: Http, seated: Seated) -> None:
    leader = http.by(seated.leader)
    told = (await leader.get(f"/meetings/{await planned(leader, seated)}")).json()
    assert told.items() >= {**TEXTS, "form": "hybrid", "access": ["step_free", "hearing_loop"]}.items()
    assert (told["status"], told["ends_at"], told["signed_up"]) == ("planned", "2026-12-01T18:00:00Z", 0)


async def test_a_link_may_be_as_long_as_they_are(http: Http, seated: Seated) -> None:
    link = "https://example.no/mote?" + "a" * 400
    leader = http.by(seated.leader)
    assert (await leader.get(f"/meetings/{await planned(leader, seated, link=link)}")).json()["link"] == link


async def test_the_link_is_told_to_those_who_sit_there_alone(http: Http, seated: Seated) -> None:
    meeting = await planned(http.by(seated.leader), seated)
    for other in (DIRECTORATE, MANAGER, a_term("elsewhere")):
        told = (await http.by(other).get(f"/meetings/{meeting}")).json()
        assert (told["place"], told["link"], told["dial_in"]) == ("Møterommet", None, None)


async def test_whoever_signs_up_for_a_gathering_is_told_the_link(http: Http, seated: Seated) -> None:
    gathering = {"type": "experience_gathering", "sign_up": True}
    meeting, guest = await planned(http.by(seated.leader), seated, **gathering), http.by(a_term("elsewhere"))
    before = (await guest.get(f"/meetings/{meeting}")).json()
    assert [one["action"] for one in before["actions"]] == ["sign_up"]
    receipt = (await guest.post(f"/meetings/{meeting}/sign-up")).json()["receipt"]
    told = (await guest.get(f"/meetings/{meeting}", since=receipt)).json()
    assert (told["link"], told["signed_up"], told["coming"]) == (TEXTS["link"], 1, [guest.acting])
    assert [one["action"] for one in told["actions"]] == ["sign_off"]
    assert slug_of(await guest.post(f"/meetings/{meeting}/sign-up")) == "signed-up-already"


async def test_a_notice_says_until_when_it_can_be_taken_back(http: Http, registry: Driver, seated: Seated) -> None:
    leader = http.by(seated.leader)
    meeting = await planned(leader, seated)
    await leader.post(f"/meetings/{meeting}/convene")
    told = (await leader.get(f"/meetings/{meeting}")).json()
    assert (told["status"], told["regret_until"]) == ("convened", "2026-11-17T09:10:00Z")
    assert "regret_meeting" in {one["action"] for one in told["actions"]}
    registry.now += timedelta(minutes=11)
    leader = http.by(seated.leader)
    told = (await leader.get(f"/meetings/{meeting}")).json()
    assert "regret_meeting" not in {one["action"] for one in told["actions"]}
    refused = await leader.post(f"/meetings/{meeting}/regret")
    assert (refused.status_code, slug_of(refused)) == (409, "too-late-to-regret")


async def test_why_a_meeting_was_cancelled_is_told(http: Http, seated: Seated) -> None:
    leader = http.by(seated.leader)
    meeting = await planned(leader, seated)
    await leader.post(f"/meetings/{meeting}/cancel", {"reason": "For mange har meldt forfall."})
    told = (await leader.get(f"/meetings/{meeting}")).json()
    assert (told["status"], told["cancelled_because"]) == ("cancelled", "For mange har meldt forfall.")
    assert (await leader.post(f"/meetings/{meeting}/convene")).status_code == 409


async def test_a_meeting_is_not_moved_into_the_past(http: Http, seated: Seated) -> None:
    leader = http.by(seated.leader)
    meeting = await planned(leader, seated)
    refused = await leader.post(f"/meetings/{meeting}/move", {"starts_at": "2026-11-01T09:00:00Z"})
    assert (refused.status_code, slug_of(refused), field_of(refused)) == (422, "into-the-past", "/starts_at")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"link": "http://example.no"}, "/link"),
        ({"link": "javascript:alert(1)"}, "/link"),
        ({"place": "01019012345"}, "/place"),
        ({"access": ["step_free", "step_free"]}, "/access"),
        ({"access": ["a lift"]}, "/access/0"),
        ({"own_type": "no/such"}, "/own_type"),
        ({"series": "mine"}, ""),
    ],
)
async def test_what_is_wrong_in_a_plan_is_told_by_its_field(
    http: Http, seated: Seated, changes: dict[str, Any], field: str
) -> None:
    refused = await http.by(seated.leader).post("/meetings", a_meeting(seated, **changes))
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == [field]


async def test_a_service_says_that_somebody_cannot_come_by_the_link_in_a_mail(http: Http, seated: Seated) -> None:
    meeting = await planned(http.by(seated.leader), seated)
    service = http.by(scopes=("absence:tell",), acting=seated.leader.id)
    assert (await service.post(f"/meetings/{meeting}/absence", {}, key="a-link-once")).status_code == 200
    assert (await service.post(f"/meetings/{meeting}/absence", {}, key="a-link-once")).status_code == 200
    again = await service.post(f"/meetings/{meeting}/absence", {})
    assert (again.status_code, slug_of(again)) == (409, "absence-known")


@pytest.mark.parametrize(("scope", "acting"), [("ledger:read", None), ("absence:tell", "unknown")])
async def test_a_service_speaks_for_nobody_else(http: Http, seated: Seated, scope: str, acting: str | None) -> None:
    meeting = await planned(http.by(seated.leader), seated)
    service = http.by(scopes=(scope,), acting=acting or seated.leader.id)
    refused = await service.post(f"/meetings/{meeting}/absence", {})
    assert (refused.status_code, slug_of(refused)) == (403, "not-your-term")


async def test_a_service_speaks_for_no_term_that_has_ended(http: Http, registry: Driver, seated: Seated) -> None:
    meeting = await planned(http.by(seated.leader), seated)
    await registry.do(EndTerm(seated.id, seated.leader.id, TODAY - timedelta(days=1)), DIRECTORATE)
    service = http.by(scopes=("absence:tell",), acting=seated.leader.id)
    refused = await service.post(f"/meetings/{meeting}/absence", {})
    assert (refused.status_code, slug_of(refused)) == (403, "term-ended")


async def test_a_service_says_so_only_of_the_term_that_it_acts_for(http: Http, seated: Seated) -> None:
    meeting = await planned(http.by(seated.leader), seated)
    service = http.by(scopes=("absence:tell",), acting=seated.leader.id)
    assert (await service.post(f"/meetings/{meeting}/absence", {"term": "other"})).status_code == 422


async def test_whom_to_ring_is_told_to_those_who_sit_there(http: Http, registry: Driver, seated: Seated) -> None:
    await registry.do(AddSeat(seated.id, Side.USER, seated.chair), DIRECTORATE)
    *_, seat = (await registry.service.councils.get(seated.id)).seats
    who = newcomer("Blid Skigard")
    deputy = await registry.do(StartTerm(seated.id, seat, TermRole.DEPUTY, THIS_YEAR, who), DIRECTORATE)
    secretary, leader = http.by(seated.secretary), http.by(seated.leader)
    meeting = await planned(secretary, seated)
    await leader.post(f"/meetings/{meeting}/absence", {})
    [absence] = (await secretary.get(f"/meetings/{meeting}")).json()["absences"]
    assert absence == {
        "term": seated.leader.id,
        "council": seated.id,
        "seat": seated.chair,
        "role": "leader",
        "ring": [deputy.id],
    }
    assert (await http.by(OFFICER).get(f"/meetings/{meeting}")).json()["absences"] == []


async def test_meetings_are_found_by_day_region_and_type(http: Http, seated: Seated) -> None:
    leader = http.by(seated.leader)
    first = await planned(leader, seated)
    second = await planned(
        leader, seated, starts_at="2026-12-31T23:30:00Z", ends_at=None, type="working_committee", access=[]
    )

    async def found(**wanted: str) -> list[str]:
        return [one["id"] for one in (await leader.get("/meetings", **wanted)).json()["items"]]

    assert await found() == [second, first]
    assert await found(region="0800") == [second, first]
    assert await found(region="0300") == []
    assert await found(region="0800", council="another") == []
    assert await found(type="working_committee") == [second]
    assert await found(**{"from": "2026-12-01", "to": "2026-12-31"}) == [first]  # the other begins after midnight
    assert await found(**{"from": "2027-01-01"}) == [second]


async def test_a_half_year_is_previewed_and_planned(http: Http, seated: Seated) -> None:
    leader = http.by(seated.leader)
    body = {name: value for name, value in a_meeting(seated).items() if name not in {"starts_at", "ends_at"}}
    body["dates"] = [{"starts_at": "2027-02-04T16:00:00Z"}, {"starts_at": "2027-02-06T16:00:00Z"}]
    first, second = (await leader.post("/meetings/series/preview", body)).json()["dates"]
    assert first["clashes"] == []
    assert second["clashes"] == [{"kind": "weekend", "council": None, "meeting": None, "roles": []}]
    made = (await leader.post("/meetings/series", body)).json()
    told = (await leader.get("/meetings", since=made["receipt"])).json()["items"]
    assert [one["id"] for one in told] == list(reversed(made["meetings"]))
    assert {one["series"] for one in told} == {made["series"]}


async def test_a_notice_that_should_be_out_waits_for_who_convenes(http: Http, seated: Seated) -> None:
    leader, member = http.by(seated.leader), http.by(a_term(seated.id, "member"))
    soon = await planned(leader, seated, starts_at="2026-12-07T16:00:00Z", ends_at=None)
    await planned(leader, seated, starts_at="2026-12-09T16:00:00Z", ends_at=None)

    async def waiting(asker: Asker) -> list[tuple[str, str, str]]:
        tasks = (await asker.get("/tasks")).json()["items"]
        return [(task["meeting"], task["meets"], task["on"]) for task in tasks if task["action"] == "convene_meeting"]

    assert await waiting(leader) == [(soon, "2026-12-07", "2026-11-23")]
    assert await waiting(member) == []
    await leader.post(f"/meetings/{soon}/convene")
    assert await waiting(leader) == []


async def test_a_councils_own_types_and_its_regions_are_told(http: Http, seated: Seated) -> None:
    leader, officer, elsewhere = (http.by(one) for one in (seated.leader, OFFICER, OFFICER_ELSEWHERE))
    own = (await leader.post("/meeting-types", {"name": "Kveldsmøte", "council": seated.id})).json()["id"]
    regions = (await officer.post("/meeting-types", {"name": "Fagdag", "unit": "0800"})).json()["id"]
    await elsewhere.post("/meeting-types", {"name": "Vandring", "unit": "0300"})
    told = (await leader.get("/meeting-types", council=seated.id)).json()["items"]
    assert {one["id"]: one["name"] for one in told} == {own: "Kveldsmøte", regions: "Fagdag"}
    assert (await officer.post("/meeting-types", {"name": "Vandring", "unit": "0300"})).status_code == 403
    assert field_of(await leader.post("/meeting-types", {"name": "Begge"})) == "/council"
    await leader.post(f"/meeting-types/{own}/drop")
    assert [one["id"] for one in (await leader.get("/meeting-types", council=seated.id)).json()["items"]] == [regions]


async def test_a_region_is_told_its_own_types_and_that_it_may_make_more(http: Http, seated: Seated) -> None:
    officer, elsewhere = http.by(OFFICER), http.by(OFFICER_ELSEWHERE)
    own = (await officer.post("/meeting-types", {"name": "Fagdag", "unit": "0800"})).json()["id"]
    await elsewhere.post("/meeting-types", {"name": "Vandring", "unit": "0300"})
    told = (await officer.get("/meeting-types", unit="0800")).json()
    may = [{"action": "make_meeting_type", "acting": OFFICER.id}]
    assert ([one["id"] for one in told["items"]], told["actions"]) == ([own], may)
    assert (await officer.get("/meeting-types", council=seated.id)).json()["actions"] == may
    assert (await elsewhere.get("/meeting-types", unit="0800")).json()["actions"] == []
    for nowhere in ({}, {"unit": "0701"}, {"unit": "made-up"}, {"council": "made-up"}):
        assert (await officer.get("/meeting-types", **nowhere)).json()["actions"] == []


async def test_who_came_is_exported_by_name_and_who_asked_is_noted(
    http: Http, registry: Driver, seated: Seated
) -> None:
    leader = http.by(seated.leader)
    meeting = await planned(leader, seated, starts_at="2026-11-16T16:00:00Z", ends_at="2026-11-16T17:30:00Z")
    await leader.post(f"/meetings/{meeting}/hold", {"attended": [seated.leader.id]})
    for path in (f"/meetings/{meeting}/attendance.csv", f"/councils/{seated.id}/attendance.csv"):
        told = await leader.get(path)
        assert told.headers["content-type"] == "text/csv; charset=utf-8"
        assert told.headers["content-disposition"].startswith("attachment; filename=")
        [(_, row)] = read_csv(told.content)
        assert row == {
            "dato": "2026-11-16",
            "fra": "17:00",
            "til": "18:30",
            "møte": "utvalgsmøte",
            "utvalg": "LBU-HOR",
            "navn": "Modig Lykt",
            "verv": "leder",
            "taler for": "brukerne",
            "oppmøte": "møtte",
        }
    [person] = await registry.contacts.holding([seated.leader.id])
    looked = await registry.keeping.accesses.about(person.id, before=None, limit=10)
    assert [(one.by, one.why) for one in looked] == [(seated.leader.id, "export_attendance")] * 2


async def names_in(answer: httpx2.Response) -> set[str]:
    assert answer.status_code == 200, answer.text
    return {row["navn"] for _, row in read_csv(answer.content)}


async def test_to_meet_with_a_council_tells_the_names_of_those_alone_who_came(
    http: Http, registry: Driver, seated: Seated
) -> None:
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=parent)
    theirs = await registry.a_leader(other, await registry.a_seat(other), newcomer("Blid Skigard"))
    second = await registry.a_seat(other)
    await registry.do(StartTerm(other, second, TermRole.MEMBER, THIS_YEAR, newcomer("Stille Lykt")), DIRECTORATE)
    asker, officer = http.by(seated.secretary), http.by(OFFICER)
    joint = {"councils": [seated.id, other], "type": "training"}
    ahead = await planned(asker, seated, **joint)
    assert await names_in(await asker.get(f"/meetings/{ahead}/attendance.csv")) == {"Modig Lykt"}
    assert await names_in(await officer.get(f"/meetings/{ahead}/attendance.csv")) == {
        "Modig Lykt",
        "Blid Skigard",
        "Stille Lykt",
    }

    held = await planned(asker, seated, **joint, starts_at="2026-11-16T16:00:00Z", ends_at=None)
    await asker.post(f"/meetings/{held}/hold", {"attended": [theirs.id]})
    for path in (f"/meetings/{held}/attendance.csv", f"/councils/{seated.id}/attendance.csv"):
        assert await names_in(await asker.get(path)) == {"Modig Lykt", "Blid Skigard"}
    [stays_away] = [
        one
        for one in await registry.contacts.holding((await registry.service.councils.get(other)).terms)
        if one.contact.name == "Stille Lykt"
    ]
    looked = await registry.keeping.accesses.about(stays_away.id, before=None, limit=10)
    assert {one.by for one in looked} == {OFFICER.id}


async def test_a_council_tells_a_region_no_more_of_another_ones_than_the_meeting_does(
    http: Http, registry: Driver, seated: Seated
) -> None:
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    central = (await registry.service.councils.get(parent or "")).charter.parent
    other = await registry.a_council("RBU-OSL", Level.REGIONAL, "0300", parent=central)
    theirs = await registry.a_leader(other, await registry.a_seat(other), newcomer("Blid Skigard"))
    asker, officer = http.by(seated.secretary), http.by(OFFICER)
    joint = {"councils": [seated.id, other], "type": "joint_meeting", "starts_at": "2026-11-16T16:00:00Z"}
    held = await planned(asker, seated, **joint, ends_at=None)
    await asker.post(f"/meetings/{held}/hold", {"attended": [theirs.id, seated.leader.id]})
    assert (await officer.get(f"/meetings/{held}/attendance.csv")).status_code == 403
    assert await names_in(await officer.get(f"/councils/{seated.id}/attendance.csv")) == {"Modig Lykt"}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
async def test_a_table_speaks_the_askers_language(http: Http, seated: Seated, language: str) -> None:
    leader = http.by(seated.leader)
    told = await leader.get(f"/meetings/{await planned(leader, seated)}/attendance.csv", language=language)
    column = {"nb": "navn", "nn": "namn", "en": "name"}[language]
    assert f'"{column}"' in told.text


async def test_another_year_has_other_meetings(http: Http, seated: Seated) -> None:
    leader = http.by(seated.leader)
    told = await leader.get(f"/councils/{seated.id}/attendance.csv", year="2025")
    assert read_csv(told.content) == []
