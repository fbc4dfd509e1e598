import json

import httpx2
import pytest

from portal.adapters.case_flow import HttpCaseFlow
from portal.application.ports import Order
from portal.application.refusals import Refused

ORDER = Order("t", "larsecretary", "k")
LOOK = {
    "new": [{"line": 2, "council": "lar", "title": "Skilt", "state": "reported"}],
    "same": [3],
    "problems": [{"line": 4, "column": "state", "rule": "enum", "detail": "Input should be another."}],
    "hints": [{"line": 2, "column": "title", "start": 0, "end": 5}],
    "digest": "d" * 64,
}


def case_flow(answer: httpx2.Response, asked: list[httpx2.Request]) -> HttpCaseFlow:
    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return answer

    return HttpCaseFlow(httpx2.AsyncClient(transport=httpx2.MockTransport(handler)), "http://case-flow/")


async def test_a_table_is_looked_at_for_the_term_that_enters_it() -> None:
    asked: list[httpx2.Request] = []
    look = await case_flow(httpx2.Response(200, json=LOOK), asked).look_at_cases("c2FrZXI=", ORDER)
    [request] = asked
    assert (request.method, request.url.path, request.headers["Acting-As"]) == (
        "POST",
        "/case-imports/preview",
        "larsecretary",
    )
    assert json.loads(request.content) == {"sheet": "c2FrZXI="}
    assert (look.new[0].title, look.same, look.problems[0].rule, look.hints[0].end) == ("Skilt", (3,), "enum", 5)


async def test_it_is_entered_as_it_was_looked_at() -> None:
    asked: list[httpx2.Request] = []
    answer = httpx2.Response(201, json={"cases": ["a", "b"]})
    entered = await case_flow(answer, asked).enter_cases("c2FrZXI=", "d", ORDER, hints_seen=True)
    [request] = asked
    assert (request.url.path, request.headers["Idempotency-Key"]) == ("/case-imports", "k")
    assert json.loads(request.content) == {"sheet": "c2FrZXI=", "digest": "d", "hints_seen": True}
    assert entered == ("a", "b")


async def test_what_case_flow_refuses_is_refused() -> None:
    no = httpx2.Response(422, json={"type": "urn:raadslag:problem:rows-refused"})
    with pytest.raises(Refused, match="rows-refused"):
        await case_flow(no, []).enter_cases("", "d", ORDER, hints_seen=False)
