"""What is read of duties, and who decides which rules bind."""

from datetime import UTC, date, datetime

from councilkit.events.meetings import MeetingType
from councilkit.events.structure import CouncilClosed
from councilkit.web.problems import TYPE_PREFIX
from notifier.testing.driver import Driver, days
from notifier.testing.http import Http
from notifier.testing.places import CENTRE, CONTACT, HARBOUR, REGION, VALLEY

YEARLY, GATHERING = "annual-meeting", "meetings-a-year"
MEET = (HARBOUR.leader, HARBOUR.secretary)
NOVEMBER = datetime(2026, 11, 15, 9, tzinfo=UTC)


async def test_a_leader_sees_the_duties_of_the_council_as_proposals(http: Http) -> None:
    items = (await http.by(HARBOUR.leader).get("/duties")).json()["items"]
    assert [(item["council"], item["relation"], item["rule"]) for item in items] == [
        (HARBOUR.id, "own", YEARLY),
        (HARBOUR.id, "own", GATHERING),
    ]
    yearly, gathering = items
    assert (yearly["status"], yearly["source"], yearly["standing"]) == ("proposed", "S1-2018", "to_book")
    assert (gathering["required"], gathering["held"], gathering["booked"], gathering["missing"]) == (4, 0, 0, 4)
    assert yearly["due"] == {"on": "2026-12-31", "rule": YEARLY, "source": "S1-2018", "status": "proposed"}
    assert [action["action"] for action in yearly["actions"]] == ["book_meeting"]


async def test_the_level_above_sees_those_below(http: Http) -> None:
    items = (await http.by(REGION.leader).get("/duties")).json()["items"]
    seen = {(item["council"], item["relation"]) for item in items}
    assert seen == {(REGION.id, "own"), (HARBOUR.id, "below"), (VALLEY.id, "below")}
    of_manager = (await http.by(REGION.manager).get("/duties")).json()["items"]
    assert {(item["council"], item["relation"]) for item in of_manager} == seen
    of_contact = (await http.by(CONTACT).get("/duties")).json()["items"]
    assert {(item["council"], item["relation"]) for item in of_contact} == {(CENTRE.id, "own"), (REGION.id, "below")}


async def test_anybody_with_a_term_may_look_at_any_council(http: Http) -> None:
    items = (await http.by(VALLEY.leader).get("/duties", council=HARBOUR.id)).json()["items"]
    assert {(item["council"], item["relation"], len(item["actions"])) for item in items} == {(HARBOUR.id, "other", 0)}
    missing = await http.by(VALLEY.leader).get("/duties", council="nowhere")
    assert (missing.status_code, missing.json()["type"]) == (404, f"{TYPE_PREFIX}no-such-council")


async def test_what_is_booked_held_and_alerted_is_told(http: Http, notifier: Driver) -> None:
    await notifier.adopt()
    await notifier.a_meeting(notifier.now, held_by=MEET)
    await notifier.a_meeting(NOVEMBER + days(20))
    await notifier.wait_until(NOVEMBER)
    _, gathering = (await http.by(HARBOUR.leader).get("/duties")).json()["items"]
    assert (gathering["held"], gathering["booked"], gathering["standing"]) == (1, 1, "at_risk")
    assert datetime.fromisoformat(gathering["next_meeting"]) == NOVEMBER + days(20)
    assert [(alert["step"], alert["on"]) for alert in gathering["alerts"]] == [
        ("book-november", "2026-11-02"),
        *[(alert["step"], alert["on"]) for alert in gathering["alerts"] if alert["meeting"]],
    ]


async def test_a_year_that_was_missed_is_told_until_april(http: Http, notifier: Driver) -> None:
    await notifier.adopt(YEARLY)
    await notifier.wait_until(datetime(2027, 1, 11, 9, tzinfo=UTC))
    items = (await http.by(HARBOUR.leader).get("/duties")).json()["items"]
    assert [(item["rule"], item["year"], item["standing"]) for item in items] == [
        (YEARLY, 2026, "missed"),
        (YEARLY, 2027, "to_book"),
        (GATHERING, 2027, "to_book"),
    ]
    await notifier.wait_until(datetime(2027, 4, 11, 9, tzinfo=UTC))
    items = (await http.by(HARBOUR.leader).get("/duties")).json()["items"]
    assert {item["year"] for item in items} == {2027}


async def test_a_task_goes_when_the_meeting_is_booked(http: Http, notifier: Driver) -> None:
    async def tasks(*holdings: str) -> list[tuple[str, str, int]]:
        who = {"leader": HARBOUR.leader, "manager": HARBOUR.manager, "member": HARBOUR.member}
        items = (await http.by(*(who[one] for one in holdings)).get("/tasks")).json()["items"]
        return [(item["action"], item["rule"], item["missing"]) for item in items]

    assert await tasks("leader") == [("book_meeting", YEARLY, 1), ("book_meeting", GATHERING, 4)]
    assert await tasks("manager") == [("see_duty", YEARLY, 1), ("see_duty", GATHERING, 4)]
    assert await tasks("manager", "leader") == await tasks("leader")
    assert await tasks("member") == []
    await notifier.a_meeting(notifier.now + days(60), HARBOUR, type=MeetingType.ANNUAL_MEETING)
    assert await tasks("leader") == [("book_meeting", GATHERING, 4)]


async def test_a_task_tells_what_to_book_and_for_whom(http: Http) -> None:
    task, _ = (await http.by(HARBOUR.secretary).get("/tasks")).json()["items"]
    assert task == {
        "action": "book_meeting",
        "council": HARBOUR.id,
        "rule": YEARLY,
        "year": 2026,
        "missing": 1,
        "untold": [],
        "meeting_type": "annual_meeting",
        "due": {"on": "2026-12-31", "rule": YEARLY, "source": "S1-2018", "status": "proposed"},
        "acting": HARBOUR.secretary.id,
    }


async def test_a_past_meeting_of_which_nobody_has_told_is_asked_for_by_its_id(http: Http, notifier: Driver) -> None:
    meeting = await notifier.a_meeting(notifier.now - days(1))
    for later, untold in ((0, []), (15, [meeting])):
        await notifier.wait_until(notifier.now + days(later))
        leader = http.by(HARBOUR.leader)
        _, gathering = (await leader.get("/duties")).json()["items"]
        _, task = (await leader.get("/tasks")).json()["items"]
        assert (gathering["untold"], task["untold"]) == (untold, untold)


async def test_the_directorate_s_contact_adopts_a_rule_and_withdraws_it(http: Http, notifier: Driver) -> None:
    contact = http.by(CONTACT)
    yearly, _ = (await contact.get("/rules")).json()["items"]
    assert yearly == {
        "rule": YEARLY,
        "status": "proposed",
        "source": "S1-2018",
        "required": 1,
        "actions": [{"action": "adopt_rule", "acting": CONTACT.id}],
    }
    adopted = await contact.post(f"/rules/{YEARLY}/adopt")
    assert (adopted.status_code, adopted.json()["id"]) == (200, YEARLY)
    yearly, _ = (await contact.get("/rules", since=adopted.json()["receipt"])).json()["items"]
    assert (yearly["status"], yearly["actions"][0]["action"]) == ("adopted", "withdraw_rule")
    assert (await contact.post(f"/rules/{YEARLY}/adopt")).status_code == 409
    assert (await contact.post(f"/rules/{YEARLY}/withdraw")).status_code == 200
    await notifier.settle()
    yearly, _ = (await http.by(HARBOUR.leader).get("/rules")).json()["items"]
    assert (yearly["status"], yearly["actions"]) == ("proposed", [])


async def test_what_the_mandate_and_the_registry_say_of_the_duties_is_told(http: Http, notifier: Driver) -> None:
    await notifier.agree(GATHERING, meetings_a_year=2)
    await notifier.count(counts_from=date(2026, 1, 1), quiet=True)
    leader = http.by(HARBOUR.leader)
    told = await leader.get(f"/councils/{HARBOUR.id}/duties-settings")
    assert told.headers["ETag"].startswith('"2.')
    assert told.json() == {
        "agreed": [GATHERING],
        "meetings_a_year": 2,
        "counts_from": "2026-01-01",
        "quiet": True,
        "sequence": 2,
    }
    _, gathering = (await leader.get("/duties")).json()["items"]
    assert (gathering["status"], gathering["required"], gathering["quiet"]) == ("agreed", 2, True)
    assert gathering["counts_from"] == "2026-01-01"
    assert (await leader.get("/councils/nowhere/duties-settings")).status_code == 404


async def test_a_council_that_is_no_more_is_listed_no_more(http: Http, notifier: Driver) -> None:
    await notifier.tell(CouncilClosed(council=HARBOUR.id, on=notifier.now.date(), successors=(VALLEY.id,)))
    items = (await http.by(REGION.leader).get("/duties")).json()["items"]
    assert {item["council"] for item in items} == {REGION.id, VALLEY.id}
    items = (await http.by(REGION.leader).get("/duties", council=HARBOUR.id)).json()["items"]
    assert {item["standing"] for item in items} == {"not_counting"}


async def test_a_rule_that_does_not_exist_is_missing(http: Http) -> None:
    assert (await http.by(CONTACT).post("/rules/no-such/adopt")).status_code == 404
