import httpx2
import pytest

from case_flow.domain.transitions import State
from case_flow.testing.driver import REPORT, Driver
from case_flow.testing.http import Http
from case_flow.testing.places import HARBOUR, OFFICE, OTHER_REGION, REGION, VALLEY
from councilkit.events.councils import TermEnded
from councilkit.web.problems import TYPE_PREFIX

A_REPORT = {
    "council": HARBOUR.id,
    "title": REPORT.title,
    "short": REPORT.short,
    "description": REPORT.description,
    "lines": ["AT", "H"],
}


def slug(answer: httpx2.Response) -> str:
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["type"].removeprefix(TYPE_PREFIX))


async def test_a_case_is_raised_treated_and_sent_by_its_verbs(http: Http, case_flow: Driver) -> None:
    leader = http.by(HARBOUR.leader)
    made = await leader.post("/cases", A_REPORT)
    assert (made.status_code, made.headers["etag"], made.json()["seen"]) == (201, '"1"', True)
    case, meeting = made.json()["id"], await case_flow.a_meeting(HARBOUR)

    for verb, body in {
        "agenda": {"meeting": meeting},
        "treat": {"outcome": "hop"},
        "send": {"to": REGION.id, "wish": "statement", "reason": "Gjelder regionen."},
    }.items():
        assert (await leader.post(f"/cases/{case}/{verb}", body)).status_code == 200
    received = await http.by(REGION.secretary).post(f"/cases/{case}/receive")
    assert received.json() == {"receipt": f"case-{case}:000005", "seen": True, "id": case}


async def test_an_answer_comes_home_by_its_verbs(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.TREATED)
    deeds = [
        (HARBOUR.leader, "statement", {"unit": OFFICE.number, "text": "Spør alltid om tolk."}),
        (OFFICE.manager, "answer", {"outcome": "partly", "short": "Fra nyttår.", "reason": "Skjemaet endres."}),
        (HARBOUR.member, "dispute", {"missing": "Hva med telefonen?"}),
        (OFFICE.manager, "answer", {"outcome": "followed", "short": "Også der.", "reason": "Vi spør på telefon."}),
        (HARBOUR.member, "confirm", {}),
    ]
    for by, verb, body in deeds:
        assert (await http.by(by).post(f"/cases/{case}/{verb}", body)).status_code == 200
    assert (await case_flow.case(case)).state is State.ANSWERED


async def test_a_case_is_returned_by_its_verb(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    body = {"reason": "Hører hjemme i kommunen."}
    assert (await http.by(REGION.leader).post(f"/cases/{case}/return", body)).status_code == 200
    assert (await case_flow.case(case)).state is State.TREATED


async def test_a_command_that_is_sent_again_gets_the_same_receipt(http: Http) -> None:
    leader = http.by(HARBOUR.leader)
    first = await leader.post("/cases", A_REPORT, key="12345678")
    again = await leader.post("/cases", A_REPORT, key="12345678")
    assert (again.status_code, again.json()) == (201, first.json())
    other = await leader.post("/cases", {**A_REPORT, "title": "En annen sak"}, key="12345678")
    assert (other.status_code, slug(other)) == (422, "key-reused")


async def test_who_saw_an_older_case_is_told_so(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    late = await http.by(REGION.leader).post(f"/cases/{case}/receive", expected=3)
    assert (late.status_code, slug(late)) == (412, "stale")


async def test_hints_of_an_individual_case_are_shown_with_their_place(http: Http) -> None:
    own = {**A_REPORT, "description": "Jeg fikk avslag på søknaden min."}
    refused = await http.by(HARBOUR.leader).post("/cases", own)
    assert (refused.status_code, slug(refused)) == (422, "looks-like-an-individual-case")
    assert refused.json()["hints"][0] == {"field": "/description", "start": 0, "end": 15}
    assert (await http.by(HARBOUR.leader).post("/cases", {**own, "hints_seen": True})).status_code == 201


@pytest.mark.parametrize(
    ("verb", "body", "told"),
    [
        ("send", {"to": "nowhere", "wish": "answer", "reason": "x"}, ("/to", "unknown-reference")),
        ("send", {"to": OTHER_REGION.id, "wish": "answer", "reason": "x"}, ("/to", "no-such-route")),
        ("statement", {"unit": "1111", "text": "x"}, ("/unit", "unknown-reference")),
    ],
)
async def test_a_refusal_names_its_field_and_its_rule(
    http: Http, case_flow: Driver, verb: str, body: dict[str, str], told: tuple[str, str]
) -> None:
    case = await case_flow.a_case(State.TREATED)
    refused = await http.by(HARBOUR.leader).post(f"/cases/{case}/{verb}", body)
    [error] = refused.json()["errors"]
    assert (refused.status_code, (error["field"], error["rule"])) == (422, told)


async def test_a_wrong_state_tells_what_is_possible_instead(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case()
    refused = await http.by(HARBOUR.leader).post(f"/cases/{case}/treat", {"outcome": "hop"})
    assert (refused.status_code, slug(refused)) == (409, "wrong-state")
    assert "possible now: put_on_agenda" in refused.json()["detail"]


async def test_an_unknown_case_is_missing(http: Http) -> None:
    missing = await http.by(HARBOUR.leader).post("/cases/nocase/treat", {"outcome": "hop"})
    assert (missing.status_code, slug(missing)) == (404, "no-such-case")


async def test_nobody_acts_for_a_term_that_is_not_theirs(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    refused = await http.by(VALLEY.leader, acting=REGION.leader.id).post(f"/cases/{case}/receive")
    assert (refused.status_code, slug(refused)) == (403, "not-your-term")


async def test_nobody_acts_for_a_term_that_has_ended(http: Http, case_flow: Driver) -> None:
    case = await case_flow.a_case(State.SENT)
    ended = REGION.leader
    await case_flow.tell(TermEnded(council=REGION.id, term=ended.id, on=ended.starts))
    refused = await http.by(ended).post(f"/cases/{case}/receive")
    assert (refused.status_code, slug(refused)) == (403, "term-ended")


@pytest.mark.parametrize(
    ("content", "status"),
    [
        pytest.param(b'{"outcome": ', 400, id="malformed JSON"),
        pytest.param(b'{"outcome": "hop", "outcome": "hop"}', 400, id="a member twice"),
        pytest.param(b'{"outcome": "hop\\u0000"}', 422, id="NUL"),
        pytest.param(b'{"outcome": "hop", "more": 1}', 422, id="an unknown member"),
        pytest.param(b'{"outcome": "voted"}', 422, id="no outcome of a council"),
        pytest.param(b'{"outcome": "' + b"h" * 300_000 + b'"}', 413, id="over the limit"),
    ],
)
async def test_a_bad_body_is_refused_and_changes_nothing(
    http: Http, case_flow: Driver, content: bytes, status: int
) -> None:
    case = await case_flow.a_case(State.ON_AGENDA)
    asker = http.by(HARBOUR.leader)
    headers = asker.headers() | {"Idempotency-Key": "12345678", "Content-Type": "application/json"}
    answer = await http.client.post(f"/cases/{case}/treat", content=content, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert (await case_flow.case(case)).state is State.ON_AGENDA
