"""What the memory stores let pass must pass on MongoDB: a house that is founded, each list, and who comes in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from council_registry.adapters.mongo_people import keeping_on_mongo
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.seats.start_term import StartTerm
from council_registry.application.structure.close_council import CloseCouncil
from council_registry.application.structure.drop_plan import DropPlan
from council_registry.application.structure.load_units import LoadUnits
from council_registry.domain.refusals import NoPlaceInRaadslag, SeatTaken, ShortCodeTaken
from council_registry.testing.driver import EDITION, Driver, driving
from council_registry.testing.http import Http
from council_registry.testing.people import DIRECTORATE, OFFICER, THIS_YEAR, UNITS, newcomer
from councilkit.due.mongo_store import MongoDueStore
from councilkit.events.cases import AnswerConfirmed, CaseReported, Line
from councilkit.events.councils import Language, Level, TermRole
from councilkit.events.meetings import MeetingForm, MeetingType
from councilkit.events.structure import CouncilClosed
from councilkit.ids import random_id
from councilkit.mongo import Mongo
from councilkit.mongo_stores import stores_on_mongo

pytestmark = pytest.mark.mongo


@asynccontextmanager
async def standing(mongo_url: str, database: str) -> AsyncIterator[Driver]:
    mongo = Mongo(mongo_url)
    keeping = keeping_on_mongo(mongo.database(database), mongo.database(f"{database}_erasures"))
    due = MongoDueStore(mongo.database(database))
    async with driving(stores_on_mongo(mongo, database), keeping, due) as driver:
        yield driver
    await mongo.close()


@pytest.fixture
async def registry(mongo_url: str) -> AsyncIterator[Driver]:
    async with standing(mongo_url, f"test_{random_id()}") as driver:
        yield driver


async def test_a_founded_council_lets_its_leader_in(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    [holding] = (await registry.sign_in("outside-modig.lykt")).holdings
    assert (holding.council, holding.role) == (seated.id, "leader")


async def test_units_are_loaded_once(registry: Driver) -> None:
    assert (await registry.do(LoadUnits(EDITION), DIRECTORATE)).listed == len(UNITS)
    assert (await registry.do(LoadUnits(EDITION), DIRECTORATE)).known == len(UNITS)


async def test_a_short_code_names_one_council(registry: Driver) -> None:
    _, regional, _ = await registry.a_chain()
    with pytest.raises(ShortCodeTaken):
        await registry.a_council("LBU-HOR", Level.LOCAL, "0704", parent=regional)


async def test_a_refused_term_leaves_no_contact_behind(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    refused = StartTerm(seated.id, seated.chair, TermRole.MEMBER, THIS_YEAR, newcomer("Rolig Fjord"))
    with pytest.raises(SeatTaken):
        await registry.do(refused, OFFICER)
    with pytest.raises(NoPlaceInRaadslag):
        await registry.sign_in("outside-rolig.fjord")
    assert len(await registry.contacts.page(None, 10)) == 1


async def test_lists_are_narrowed_and_paged(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    async with Http(registry) as http:
        asker = http.by(seated.leader, OFFICER)
        first = (await asker.get("/councils", limit="2")).json()
        rest = (await asker.get("/councils", limit="2", cursor=first["next"])).json()
        assert [council["short"] for council in first["items"] + rest["items"]] == ["LBU-HOR", "RBU-VT", "SBU"]
        [office] = (await asker.get("/councils", unit="0701")).json()["items"]
        assert office["id"] == seated.id
        body = {"councils": [seated.id], "type": "council_meeting", "form": "digital"}
        for hour in ("09", "10", "11"):
            await asker.post("/meetings", {**body, "starts_at": f"2026-11-17T{hour}:00:00Z"})
        first = (await asker.get("/meetings", council=seated.id, limit="2")).json()
        rest = (await asker.get("/meetings", council=seated.id, limit="2", cursor=first["next"])).json()
        hours = [meeting["starts_at"][11:13] for meeting in first["items"] + rest["items"]]
        assert hours == ["11", "10", "09"]


async def test_a_region_is_read_on_any_day(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    lines, language = (Line.AT,), Language.NB
    for case in ("first", "second"):
        await registry.tell(CaseReported(case=case, reference=case, council=seated.id, lines=lines, language=language))
    await registry.tell(AnswerConfirmed(case="first", council=seated.id))
    for days in (-40, -20, 20):
        command = PlanMeeting(
            (seated.id,), MeetingType.COUNCIL_MEETING, MeetingForm.DIGITAL, registry.now + timedelta(days=days)
        )
        await registry.do(command, seated.secretary)
    async with Http(registry) as http:
        local, _ = (await http.by(OFFICER).get("/regions/0800")).json()["councils"]
        assert local["next_meeting"]["starts_at"] == "2026-12-07T09:00:00Z"
        registry.now = datetime.now(UTC)  # case-flow has a clock of its own
        local, _ = (await http.by(OFFICER).get("/regions/0800")).json()["councils"]
        assert local["cases"] == {"raised": 2, "waiting": 1, "answered": 1}
        [directorate] = (await http.by(OFFICER).get("/chart", on="2026-01-01")).json()["units"]
        assert directorate["number"] == "9000"


async def test_a_merger_that_was_agreed_is_done_on_its_day_and_everybody_has_left(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    parent = (await registry.service.councils.get(seated.id)).charter.parent
    other = await registry.a_council("LBU-TON", Level.LOCAL, "0704", parent=parent)
    merger = CloseCouncil(CouncilClosed(council=seated.id, on=date(2026, 12, 1), successors=(other,)))
    await registry.do(merger, OFFICER)
    await registry.do(DropPlan(seated.id, date(2026, 12, 1)), OFFICER)
    await registry.do(merger, OFFICER)
    await registry.wait_until(datetime(2026, 11, 30, 23, tzinfo=UTC))
    shown = (await registry.service.directories.now()).councils[seated.id].state
    told = await registry.service.councils.get(seated.id)
    assert shown == replace(told, seats_from=shown.seats_from)  # when they were put there, the view alone knows
    assert (shown.closed, shown.sitting(date(2026, 11, 30))) == (merger.wanted, {seated.leader.id})
    assert not shown.sitting(date(2026, 12, 1))


async def test_a_half_year_is_planned_looked_at_and_found_by_its_region(registry: Driver) -> None:
    seated = await registry.a_seated_council()
    async with Http(registry) as http:
        leader = http.by(seated.leader)
        body = {"councils": [seated.id], "type": "council_meeting", "form": "digital", "place": "Møterommet"}
        dates = [{"starts_at": f"2027-0{month}-04T16:00:00Z"} for month in (2, 3, 5)]
        made = (await leader.post("/meetings/series", {**body, "dates": dates})).json()
        first, *_, last = made["meetings"]
        wanted = {"region": "0800", "status": "planned", "from": "2027-03-01", "to": "2027-05-04"}
        found = (await leader.get("/meetings", since=made["receipt"], **wanted)).json()["items"]
        assert [one["id"] for one in found] == [last, made["meetings"][1]]
        previewed = (await leader.post("/meetings/series/preview", {**body, "dates": dates[:1]})).json()["dates"]
        assert [clash["meeting"] for clash in previewed[0]["clashes"]] == [first]
        await leader.post(f"/meetings/{first}/convene")
        regretted = (await leader.post(f"/meetings/{first}/regret")).json()
        told = (await leader.get(f"/meetings/{first}", since=regretted["receipt"])).json()
        assert (told["status"], told["place"], told["regret_until"]) == ("planned", "Møterommet", None)
        own = (await leader.post("/meeting-types", {"name": "Kveldsmøte", "council": seated.id})).json()
        assert [one["id"] for one in (await leader.get("/meeting-types")).json()["items"]] == [own["id"]]


async def test_what_came_due_while_the_house_was_down_is_done_once_when_it_is_up(mongo_url: str) -> None:
    database = f"test_{random_id()}"
    async with standing(mongo_url, database) as driver:
        *_, council = await driver.a_chain()
        await driver.do(CloseCouncil(CouncilClosed(council=council, on=date(2026, 12, 1))), OFFICER)
    for day in (2, 3):
        async with standing(mongo_url, database) as driver:
            await driver.wait_until(datetime(2026, 12, day, tzinfo=UTC))
            told = [item.type for item in await driver.published() if item.stream == f"council-{council}"]
            assert told[-2:] == ["raadslag.council.change-agreed.v1", "raadslag.council.closed.v1"]
