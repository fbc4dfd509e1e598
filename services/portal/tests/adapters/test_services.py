import json
from collections.abc import Callable
from datetime import date, timedelta

import httpx2
import pytest

from portal.adapters.case_flow import HttpCaseFlow
from portal.adapters.newsletter import HttpNewsletter
from portal.adapters.notifier import HttpNotifier
from portal.adapters.registry import HttpRegistry
from portal.application.ports import Order
from portal.application.refusals import Away, Problem, Refused
from portal.testing.councils import COUNCILS
from portal.testing.issuer import BEGAN, Hands

Handler = Callable[[httpx2.Request], httpx2.Response]
A_ROUND = {
    "id": "r",
    "council": "rbu",
    "title": "Strategi",
    "questions": 1,
    "to": ["lar"],
    "copies": [],
    "missing": [],
    "due": {"on": "2026-12-20", "rule": "set-by-hand", "source": "the one who set it", "status": "agreed"},
    "late": None,
    "state": "open",
    "case": None,
    "within": None,
    "opened": "2026-11-17T09:00:00Z",
    "updated": "2026-11-20T09:00:00Z",
    "sequence": 2,
}
ORDER = Order(token="t", acting="larleader", key="once-12345", expected=7)


def case_flow(handler: Handler) -> HttpCaseFlow:
    return HttpCaseFlow(httpx2.AsyncClient(transport=httpx2.MockTransport(handler)), "http://case-flow/")


def answers(status: int, body: object) -> Handler:
    return lambda _: httpx2.Response(status, json=body)


async def test_a_command_says_who_for_whom_once_and_on_what() -> None:
    asked: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, json={"receipt": "case-c:000008", "seen": True, "id": "c"})

    accepted = await case_flow(handler).do("/cases/c/send", {"to": "rbu"}, ORDER)
    (request,) = asked
    assert (request.method, str(request.url)) == ("POST", "http://case-flow/cases/c/send")
    assert request.headers["Authorization"] == "Bearer t"
    assert request.headers["Acting-As"] == "larleader"
    assert request.headers["Idempotency-Key"] == "once-12345"
    assert request.headers["If-Match"] == '"7"'
    assert json.loads(request.content) == {"to": "rbu"}
    assert accepted.receipt == "case-c:000008"


async def test_a_problem_tells_its_rule_and_its_fields() -> None:
    problem = {
        "type": "urn:raadslag:problem:invalid-input",
        "errors": [{"field": "/lines/0", "rule": "enum", "detail": ""}, {"field": "/title", "rule": "string-too-long"}],
    }
    with pytest.raises(Refused) as no:
        await case_flow(answers(422, problem)).case("t", "c")
    assert no.value.slug == "invalid-input"
    assert no.value.problems == (Problem("enum", "lines"), Problem("string-too-long", "title"))


async def test_a_refusal_without_a_problem_is_still_a_refusal() -> None:
    with pytest.raises(Refused) as no:
        await case_flow(lambda _: httpx2.Response(413, text="<html>too large")).case("t", "c")
    assert (no.value.status, no.value.slug) == (413, "refused")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_after_an_error_of_theirs_nobody_knows_what_happened(status: int) -> None:
    with pytest.raises(Away):
        await case_flow(answers(status, {"type": "about:blank"})).tasks("t")


async def test_an_answer_that_cannot_be_read_is_none() -> None:
    with pytest.raises(Away):
        await case_flow(answers(200, {"unexpected": 1})).case("t", "c")


async def test_a_service_that_does_not_answer_is_away() -> None:
    def refuse(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused", request=request)

    with pytest.raises(Away):
        await case_flow(refuse).tasks("t")


async def test_an_id_stays_one_part_of_the_address() -> None:
    asked: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.raw_path.decode())
        return httpx2.Response(404, json={})

    with pytest.raises(Refused):
        await case_flow(handler).case("t", "../tasks?x=1")
    assert asked == ["/cases/..%2Ftasks%3Fx%3D1"]


async def test_a_token_is_exchanged_by_rfc_8693_and_lasts_as_long_as_it_says() -> None:
    asked: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.content.decode())
        return httpx2.Response(200, json={"access_token": "a", "expires_in": 600})

    http = httpx2.AsyncClient(transport=httpx2.MockTransport(handler))
    token = await HttpRegistry(http, "http://registry", clock=Hands()).exchange("id-token")
    assert (token.token, token.until) == ("a", BEGAN + timedelta(minutes=10))
    assert "subject_token=id-token" in asked[0]
    assert "grant-type%3Atoken-exchange" in asked[0]


async def test_a_council_is_asked_for_as_it_was_on_a_day() -> None:
    asked: list[str] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return httpx2.Response(200, text=COUNCILS["lar"].model_dump_json())

    registry = HttpRegistry(httpx2.AsyncClient(transport=httpx2.MockTransport(handler)), "http://r", clock=Hands())
    await registry.council("t", "lar", on=date(2026, 11, 20))
    assert asked == ["http://r/councils/lar?on=2026-11-20"]


async def test_a_service_is_asked_how_it_is_without_a_token_and_not_for_long() -> None:
    asked: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, json={"service": "case-flow", "state": "late", "since": "2026-11-22T09:00:00Z"})

    assert (await case_flow(handler).state()).state == "late"
    (request,) = asked
    assert (str(request.url), request.headers.get("Authorization")) == ("http://case-flow/state", None)
    assert request.extensions["timeout"]["read"] == 3


LINK = "a.b.c"


@pytest.mark.parametrize(
    ("service", "act", "body"),
    [
        (HttpNewsletter, None, {"token": LINK, "act": "decline"}),
        (HttpNewsletter, "want", {"token": LINK, "act": "want"}),
        (HttpNotifier, None, {"token": LINK}),
    ],
)
async def test_a_link_of_a_mail_is_sent_in_the_body_alone_and_without_anybodys_token(
    service: type[HttpNewsletter | HttpNotifier], act: str | None, body: dict[str, str]
) -> None:
    asked: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, json={"purpose": "digest", "done": True})

    client = service(httpx2.AsyncClient(transport=httpx2.MockTransport(handler)), "http://service")
    assert (await client.perform(LINK, act)).done
    assert (await client.look(LINK)).done
    performed, looked = asked
    assert (str(performed.url), str(looked.url)) == ("http://service/acts/perform", "http://service/acts/look")
    assert (json.loads(performed.content), json.loads(looked.content)) == (body, {"token": LINK})
    assert {request.headers.get("Authorization") for request in asked} == {None}


async def test_rounds_that_wait_are_read_to_the_end_of_their_list() -> None:
    asked: list[dict[str, str]] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(dict(request.url.params))
        first = "cursor" not in request.url.params
        return httpx2.Response(200, json={"items": [A_ROUND], "next": "here" if first else None})

    found = await case_flow(handler).rounds_waiting("t")
    assert [one.id for one in found] == ["r", "r"]
    assert asked == [{"limit": "100", "waiting": "true", **more} for more in ({}, {"cursor": "here"})]


async def test_a_round_is_read_as_case_flow_tells_it() -> None:
    told = A_ROUND | {
        "intro": "Vi spør alle.",
        "asks": ["Hva mangler?"],
        "answers": [
            {
                "council": "lar",
                "stands_for_it": "lar",
                "at": "2026-11-20T09:00:00Z",
                "answers": [{"stance": "none", "comment": "Tolk."}],
                "rests_on": [],
                "contributed": [],
            }
        ],
        "levels": [{"level": "local", "councils": [{"council": "lar", "answered": True, "contributed": False}]}],
        "rounds_within": [],
        "outcome": None,
        "actions": [{"action": "conclude_round", "acting": "rbuleader"}],
    }
    found = await case_flow(answers(200, told)).round("t", "r")
    assert (found.heard, found.over, found.said_to(0)[0][1].comment) == (1, True, "Tolk.")
