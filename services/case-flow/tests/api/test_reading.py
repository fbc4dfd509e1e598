import pytest

from case_flow.application.answers.dispute_answer import DisputeAnswer
from case_flow.application.hops.receive_case import ReceiveCase
from case_flow.application.treating.put_on_agenda import PutOnAgenda
from case_flow.domain.transitions import State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.http import Http
from case_flow.testing.places import HARBOUR, OFFICE, REGION, VALLEY
from councilkit.events.councils import TermEnded
from councilkit.events.meetings import MeetingCancelled
from councilkit.testing.client import Asker
from councilkit.web import to_cursor
from councilkit.web.pages import After


async def test_a_card_tells_what_everybody_may_know(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.AWAITING_ANSWER)
    [card] = (await http.by(VALLEY.observer).get("/cases")).json()["items"]
    assert card.pop("reference").startswith("26-")
    assert card == {
        "id": case,
        "title": REPORT.title,
        "short": REPORT.short,
        "short_answer": None,
        "answer": None,
        "state": "awaiting_answer",
        "word": "awaiting_answer",
        "origin": HARBOUR.id,
        "holder": HARBOUR.id,
        "addressee_unit": OFFICE.number,
        "lines": ["AT", "H"],
        "language": "nb",
        "next": {
            "action": "give_answer",
            "council": None,
            "unit": OFFICE.number,
            "due": {
                "on": "2027-01-04",
                "rule": "answer-local",
                "source": "raadslag-2026",
                "status": "proposed",
                "council": None,
            },
            "part": None,
            "follow_up": None,
        },
        "waits": [card["next"]],
        "number": card["number"],
        "numbers": [card["number"]] if card["number"] else [],
        "phase": None,
        "theme": None,
        "started_by": None,
        "scheduled": None,
        "postponed": 0,
        "returns": None,
        "restriction": None,
        "joined": [],
        "into": None,
        "meeting": card["meeting"],
        "sequence": 4,
        "updated": "2026-11-17T09:00:00Z",
    }


async def test_a_case_shows_its_path_with_texts_to_those_who_took_part(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.ANSWERED)
    shown = (await http.by(HARBOUR.observer).get(f"/cases/{case}")).json()
    assert [step["what"] for step in shown["path"]] == [
        "CaseReported",
        "CasePutOnAgenda",
        "CaseTreated",
        "StatementMade",
        "AnswerGiven",
        "AnswerConfirmed",
    ]
    assert shown["texts_visible"]
    assert shown["path"][0]["texts"] == REPORT.texts
    assert shown["path"][3]["texts"] == {"statement": "Spør alltid om tolk."}
    assert (shown["path"][3]["unit"], shown["path"][3]["due"]["status"]) == (OFFICE.number, "proposed")
    assert shown["short_answer"] == shown["path"][4]["texts"]["short"]


async def test_a_case_shows_the_others_its_card_alone(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    shown = (await http.by(VALLEY.leader).get(f"/cases/{case}")).json()
    assert not shown["texts_visible"]
    assert [step["texts"] for step in shown["path"]] == [{"title": REPORT.title, "short": REPORT.short}, {}, {}, {}]
    assert (shown["path"][3]["council"], shown["path"][3]["to"], shown["path"][3]["wish"]) == (
        HARBOUR.id,
        REGION.id,
        "statement",
    )
    assert shown["actions"] == []


async def test_a_case_tells_what_the_asker_may_do_now(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    answer = await http.by(VALLEY.leader, REGION.leader).get(f"/cases/{case}")
    assert answer.headers["etag"].startswith('"4.')
    assert answer.json()["actions"] == [
        {"action": "receive_case", "acting": REGION.leader.id},
        {"action": "return_case", "acting": REGION.leader.id},
        {"action": "add_note", "acting": REGION.leader.id},
    ]


async def test_treating_is_offered_once_the_meeting_was_held(http: Http, case_flow: Driver) -> None:
    async def offered(case: str) -> set[str]:
        return {one["action"] for one in (await http.by(HARBOUR.leader).get(f"/cases/{case}")).json()["actions"]}

    case = await case_flow.a_case()
    await case_flow.put_on_agenda(case, held=False)
    before = await offered(case)
    assert "put_on_agenda" in before  # of another meeting
    assert await offered(await case_flow.a_case(State.ON_AGENDA)) - before == {"treat_case"}


async def test_a_case_can_be_read_as_soon_as_it_was_written(http: Http) -> None:
    leader = http.by(HARBOUR.leader)
    report = {"council": HARBOUR.id, **REPORT.texts, "lines": ["AT"]}
    receipt = (await leader.post("/cases", report)).json()
    assert (await leader.get(f"/cases/{receipt['id']}", since=receipt["receipt"])).json()["sequence"] == 1


async def test_a_task_is_a_card_with_a_verb_and_whom_to_do_it_for(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    [task] = (await http.by(VALLEY.leader, REGION.secretary).get("/tasks")).json()["items"]
    assert (task["case"]["id"], task["action"], task["acting"]) == (case, "receive_case", REGION.secretary.id)
    assert task["due"]["status"] == "proposed"
    await case_flow.do(ReceiveCase(case), REGION.leader)
    [following] = (await http.by(VALLEY.leader, REGION.secretary).get("/tasks")).json()["items"]
    assert following["action"] == "schedule_case"


async def test_cards_come_in_pages(http: Http, case_flow: Driver) -> None:
    cases = [await case_flow.a_case() for _ in range(3)]
    asker = http.by(HARBOUR.leader)
    first = (await asker.get("/cases", limit=2)).json()
    last = (await asker.get("/cases", limit=2, cursor=first["next"])).json()
    assert [card["id"] for page in (first, last) for card in page["items"]] == cases[::-1]
    assert last["next"] is None


async def test_cards_are_found_by_council_and_state(http: Http, case_flow: Driver) -> None:
    sent, _ = await case_flow.a_case(State.SENT), await case_flow.a_case()
    found = (await http.by(HARBOUR.leader).get("/cases", council=REGION.id, state="sent")).json()["items"]
    assert [card["id"] for card in found] == [sent]


async def test_what_is_finished_and_what_is_not_are_two_lists(http: Http, case_flow: Driver) -> None:
    async def listed(asker: Asker, **asked: str) -> list[str]:
        return [card["id"] for card in (await asker.get("/cases", **asked)).json()["items"]]

    harbour = http.by(HARBOUR.leader)
    cases = [await case_flow.a_case(state) for state in (State.ANSWERED, State.SENT, State.CLOSED, State.POSTPONED)]
    answered, sent, closed, postponed = cases
    assert await listed(harbour, over="true") == [closed, answered]
    assert await listed(harbour, over="false") == [postponed, sent]
    assert await listed(harbour) == cases[::-1]
    assert await listed(harbour, over="false", council=REGION.id) == [sent]
    assert await listed(harbour, over="true", council=REGION.id) == []
    assert await listed(harbour, over="true", state="closed") == [closed]
    assert await listed(harbour, over="false", state="closed") == []


async def test_each_of_the_two_lists_comes_in_pages_of_its_own(http: Http, case_flow: Driver) -> None:
    cases = [await case_flow.a_case(state) for state in (State.REPORTED, State.CLOSED) * 2]
    asker = http.by(HARBOUR.leader)
    first = (await asker.get("/cases", over=True, limit=1)).json()
    last = (await asker.get("/cases", over=True, limit=1, cursor=first["next"])).json()
    assert [card["id"] for page in (first, last) for card in page["items"]] == [cases[3], cases[1]]
    assert last["next"] is None


async def test_a_mailer_reads_many_cards_at_once_and_no_more_than_cards(http: Http, case_flow: Driver) -> None:
    answered, raised = await case_flow.a_case(State.ANSWERED), await case_flow.a_case()
    mailer = http.by(scopes=("cards:read",))
    told = (await mailer.post("/cards", {"cases": [answered, "nocase", raised, answered]})).json()["items"]
    assert told == (await http.by(VALLEY.observer).get("/cases")).json()["items"]
    assert [(card["id"], card["short_answer"] is None) for card in told] == [(raised, True), (answered, False)]


async def test_five_hundred_cards_are_told_at_a_time(http: Http) -> None:
    async def asked(cards: int) -> int:
        body = {"cases": [f"case-{n}" for n in range(cards)]}
        return (await http.by(scopes=("cards:read",)).post("/cards", body)).status_code

    assert [await asked(0), await asked(500), await asked(501)] == [200, 200, 422]


async def test_a_card_names_the_latest_answer_by_its_entry(http: Http, case_flow: Driver) -> None:
    async def named(case: str) -> str:
        [card] = (await http.by(scopes=("cards:read",)).post("/cards", {"cases": [case]})).json()["items"]
        return str(card["answer"])

    case = await case_flow.a_case(State.COMING_HOME)
    assert await named(case) == f"case-{case}:000005"
    await case_flow.do(DisputeAnswer(case, "Hva med telefonen?"), HARBOUR.member)
    assert await named(case) == f"case-{case}:000005"
    await case_flow.answer(case)
    assert await named(case) == f"case-{case}:000007"


@pytest.mark.parametrize("after", ["a", 0, -1, 2**70, [1, "a"], []])
async def test_a_cursor_that_this_list_never_gave_is_refused(http: Http, after: After) -> None:
    answer = await http.by(HARBOUR.leader).get("/cases", cursor=to_cursor(after))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "cursor")


async def test_who_holds_nothing_any_more_reads_nothing_of_others(http: Http, case_flow: Driver) -> None:
    case, ended = await case_flow.a_case(), VALLEY.leader
    await case_flow.tell(TermEnded(council=VALLEY.id, term=ended.id, on=ended.starts))
    assert (await http.by(ended).get("/cases")).json()["items"] == []
    assert (await http.by(ended).get(f"/cases/{case}")).status_code == 404
    assert (await http.by(ended).get("/tasks")).status_code == 403
    for path in ("/cases", f"/cases/{case}", "/tasks"):
        assert (await http.by().get(path)).status_code == 403
        assert (await http.by(ended, HARBOUR.member).get(path)).status_code == 200


async def test_the_published_ledger_tells_cases_without_texts(http: Http, case_flow: Driver) -> None:
    await case_flow.a_case(State.SENT)
    answer = await http.by(scopes=("ledger:read",)).get("/ledger")
    assert [event["type"] for event in answer.json()][-1] == "raadslag.case.sent.v1"
    assert REPORT.title not in answer.text


async def test_a_case_whose_meeting_was_cancelled_waits_for_another_one_wherever_it_is_shown(
    http: Http, case_flow: Driver
) -> None:
    case, meeting = await case_flow.a_case(), await case_flow.a_meeting(HARBOUR, held=False)
    await case_flow.do(PutOnAgenda(case, meeting), HARBOUR.secretary)
    await case_flow.tell(MeetingCancelled(meeting=meeting, councils=(HARBOUR.id,)))
    asker = http.by(HARBOUR.secretary)
    [listed] = (await asker.get("/cases")).json()["items"]
    [told] = (await http.by(scopes=("cards:read",)).post("/cards", {"cases": [case]})).json()["items"]
    [task] = (await asker.get("/tasks")).json()["items"]
    for card in (listed, told, task["case"], (await asker.get(f"/cases/{case}")).json()):
        assert card["next"]["action"] == "put_on_agenda"
