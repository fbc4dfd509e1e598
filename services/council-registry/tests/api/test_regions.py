from datetime import datetime, timedelta
from typing import Any

from council_registry.application.meetings.hold_meeting import HoldMeeting
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.meetings.send_minutes import SendMinutes
from council_registry.application.seats.start_term import StartTerm
from council_registry.application.structure.found_council import FoundCouncil
from council_registry.application.structure.rest_council import RestCouncil
from council_registry.domain.signal import RULE
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, OFFICER, THIS_YEAR, TODAY, charter, newcomer
from councilkit.events.cases import AnswerConfirmed, CaseReported, CaseTakenOver, Line
from councilkit.events.councils import Language, Level, TermRole
from councilkit.events.meetings import MeetingForm, MeetingType

A_DAY = timedelta(days=1)


async def planned(registry: Driver, seated: Seated, at: datetime) -> str:
    command = PlanMeeting((seated.id,), MeetingType.COUNCIL_MEETING, MeetingForm.HYBRID, at)
    return registry.service.meetings.id_of(await registry.do(command, seated.secretary))


async def held(registry: Driver, seated: Seated, at: datetime) -> str:
    meeting = await planned(registry, seated, at)
    await registry.do(HoldMeeting(meeting, (seated.leader.id,)), seated.secretary)
    return meeting


async def region(http: Http, **on: str) -> Any:  # noqa: ANN401 - JSON
    return (await http.by(OFFICER).get("/regions/0800", **on)).json()


async def test_a_region_sees_when_its_councils_met_and_will_meet(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    last = await held(registry, seated, registry.now - 30 * A_DAY)
    await held(registry, seated, registry.now - 90 * A_DAY)
    coming = await planned(registry, seated, registry.now + 30 * A_DAY)
    await planned(registry, seated, registry.now + 60 * A_DAY)
    local, regional = (await region(http))["councils"]
    assert (local["last_meeting"]["id"], local["next_meeting"]["id"]) == (last, coming)
    assert (regional["last_meeting"], regional["next_meeting"]) == (None, None)


async def test_a_region_sees_what_waits_and_what_came_home(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    await held(registry, seated, registry.now - 30 * A_DAY)
    meeting = await held(registry, seated, registry.now - 90 * A_DAY)
    await registry.do(SendMinutes(meeting, TODAY - 80 * A_DAY), seated.secretary)
    for case in ("first", "second"):
        lines, language = (Line.AT,), Language.NB
        await registry.tell(CaseReported(case=case, reference=case, council=seated.id, lines=lines, language=language))
    await registry.tell(AnswerConfirmed(case="first", council=seated.id))
    registry.now = datetime.now(registry.now.tzinfo)  # case-flow has a clock of its own
    local, _ = (await region(http))["councils"]
    assert local["cases"] == {"raised": 2, "waiting": 1, "answered": 1}
    assert (local["signal"]["raised"], local["signal"]["answers"]) == (2, 1)


async def test_who_takes_a_councils_place_waits_for_its_answers(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    regional = (await registry.service.councils.get(seated.id)).charter.parent or ""
    lines, language = (Line.AT,), Language.NB
    for case in ("first", "second"):
        await registry.tell(CaseReported(case=case, reference=case, council=seated.id, lines=lines, language=language))
    await registry.tell(CaseTakenOver(case="first", council=seated.id, to=regional))
    await registry.tell(CaseTakenOver(case="second", council="on-the-way", to=regional))
    registry.now = datetime.now(registry.now.tzinfo)  # case-flow has a clock of its own
    local, above = (await region(http))["councils"]
    assert local["cases"] == {"raised": 2, "waiting": 1, "answered": 0}
    assert above["cases"] == {"raised": 0, "waiting": 1, "answered": 0}
    await registry.tell(AnswerConfirmed(case="first", council=regional))
    _, above = (await region(http))["councils"]
    assert above["cases"] == {"raised": 0, "waiting": 0, "answered": 1}


async def test_a_signal_is_told_with_its_counts_and_its_rule(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    meeting = await held(registry, seated, registry.now - 30 * A_DAY)
    await registry.do(SendMinutes(meeting, TODAY - 20 * A_DAY), seated.secretary)
    page = await region(http)
    assert page["councils"][0]["signal"] == {
        "word": "quiet",
        "meetings": 1,
        "raised": 0,
        "answers": 0,
        "minutes_days": 20,
    }
    assert (page["rule"]["source"], page["rule"]["status"]) == (RULE.source, "proposed")
    assert page["sums"]["words"] == {"new": 0, "lively": 0, "quiet": 1, "asleep": 1}


async def test_only_a_council_with_a_first_day_is_new_as_another_was_at_work_when_it_was_entered(
    http: Http, registry: Driver
) -> None:
    _, regional, at_work = await registry.a_chain()
    begun = charter("LBU-NY", Level.LOCAL, "0701", parent=regional)
    await registry.do(FoundCouncil(begun, TODAY - 30 * A_DAY), DIRECTORATE)
    told = {one["short"]: one["signal"]["word"] for one in (await region(http))["councils"]}
    assert told == {"LBU-NY": "new", "LBU-HOR": "asleep", "RBU-VT": "asleep"}
    asleep = (await http.by(OFFICER).get("/gaps", region="0800")).json()["asleep"]
    assert at_work in {one["council"]["id"] for one in asleep}


async def test_a_region_sees_whom_to_ring_and_where_nobody_leads(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    command = StartTerm(seated.id, seated.desk, TermRole.SECRETARY, THIS_YEAR, newcomer("Rolig Fjord"))
    secretary = await registry.do(command, OFFICER)
    local, regional = (await region(http))["councils"]
    assert local["ring"] == [
        {"term": secretary.id, "role": "secretary"},
        {"term": seated.leader.id, "role": "leader"},
    ]
    assert (local["leader_vacant"], regional["leader_vacant"], regional["ring"]) == (False, True, [])


async def test_a_region_is_told_for_any_day(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    meeting = await held(registry, seated, registry.now - 30 * A_DAY)
    local, _ = (await region(http, on=(TODAY - 60 * A_DAY).isoformat()))["councils"]
    assert (local["last_meeting"], local["next_meeting"]) == (None, None)
    local, _ = (await region(http, on=(TODAY + 400 * A_DAY).isoformat()))["councils"]
    assert (local["last_meeting"]["id"], local["signal"]["word"], local["leader_vacant"]) == (meeting, "asleep", True)


async def test_the_directorate_sees_the_regions_side_by_side(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    await held(registry, seated, registry.now - 30 * A_DAY)
    oslo, vestfold = (await http.by(DIRECTORATE).get("/regions")).json()["items"]
    assert (oslo["number"], oslo["sums"]["councils"], oslo["sums"]["without_council"]) == ("0300", 0, 0)
    sums = vestfold["sums"]
    assert (sums["offices"], sums["without_council"], sums["councils"]) == (4, 3, 2)
    assert (sums["meetings"], sums["leaders_vacant"]) == (1, 1)


async def test_only_a_region_is_one(http: Http, registry: Driver) -> None:
    await registry.a_chain()
    for number in ("0701", "9000", "0001"):
        assert (await http.by(OFFICER).get(f"/regions/{number}")).status_code == 404


async def test_what_is_missing_is_told_for_all_or_for_a_region(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    asker = http.by(OFFICER)
    found = (await asker.get("/gaps")).json()
    assert [unit["number"] for unit in found["without_council"]] == ["0300", "0704", "0806", "0811"]
    assert [one["council"]["short"] for one in found["leader_vacant"]] == ["RBU-VT", "SBU"]
    assert [one["council"]["short"] for one in found["asleep"]] == ["LBU-HOR", "RBU-VT", "SBU"]
    later = (TODAY + 200 * A_DAY).isoformat()
    found = (await asker.get("/gaps", on=later)).json()
    assert [one["council"]["short"] for one in found["asleep"]] == ["LBU-HOR", "RBU-VT", "SBU"]
    elsewhere = (await asker.get("/gaps", region="0300")).json()
    assert ([unit["number"] for unit in elsewhere["without_council"]], elsewhere["asleep"]) == (["0300"], [])

    met = registry.now - 30 * A_DAY
    await held(registry, seated, met)
    found = (await asker.get("/gaps", on=later)).json()
    assert [one["council"]["short"] for one in found["asleep"]] == ["RBU-VT", "SBU"]
    await registry.do(RestCouncil(seated.id, TODAY), OFFICER)
    resting = (await asker.get("/gaps", region="0800")).json()
    assert resting["asleep"][0]["council"]["status"] == "resting"
    assert resting["asleep"][0]["last_meeting"] == met.date().isoformat()
    assert [one["council"]["short"] for one in resting["leader_vacant"]] == ["RBU-VT"]


async def test_since_when_nobody_leads_is_told(http: Http, registry: Driver) -> None:
    await registry.a_seated_council()
    on = THIS_YEAR.last + 10 * A_DAY
    vacant = (await http.by(OFFICER).get("/gaps", on=on.isoformat())).json()["leader_vacant"]
    told = {one["council"]["short"]: one["since"] for one in vacant}
    assert told == {"LBU-HOR": (THIS_YEAR.last + A_DAY).isoformat(), "RBU-VT": None, "SBU": None}


async def test_a_council_to_come_leaves_its_unit_without_one(http: Http, registry: Driver) -> None:
    _, regional, _ = await registry.a_chain()
    body = {
        "names": {"nb": "Nytt", "nn": "Nytt", "en": "New"},
        "short": "LBU-SKI",
        "level": Level.LOCAL,
        "kind": "user_council",
        "parent": regional,
        "units": ["0806"],
        "language": "nb",
        "led_by": "user",
        "starts": (TODAY + 30 * A_DAY).isoformat(),
    }
    made = await http.by(OFFICER).post("/councils", body)
    assert made.status_code == 201
    found = (await http.by(OFFICER).get("/gaps", since=made.json()["receipt"])).json()
    assert "0806" in [unit["number"] for unit in found["without_council"]]
    assert "LBU-SKI" not in [one["council"]["short"] for one in found["asleep"] + found["leader_vacant"]]
