"""How drafts, and who could read a text, are asked for over HTTP."""

import json
from collections.abc import Callable

import httpx2
import pytest

from portal.adapters.case_flow import HttpCaseFlow
from portal.application.drafting import Way
from portal.application.refusals import Problem, Refused

DRAFT = {
    "id": "draft-1234",
    "writer": "larleader",
    "council": "lar",
    "title": "Forstår ikke brevene",
    "short": None,
    "description": None,
    "lines": ["AT"],
    "phase": None,
    "theme": "letters",
    "started_by": None,
    "changed": "2026-11-22T09:00:00Z",
    "kept_until": "2027-02-20T09:00:00Z",
}


def case_flow(handler: Callable[[httpx2.Request], httpx2.Response]) -> HttpCaseFlow:
    return HttpCaseFlow(httpx2.AsyncClient(transport=httpx2.MockTransport(handler)), "http://case-flow/")


async def test_a_draft_is_put_under_its_own_key_and_read_back() -> None:
    asked: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, json=DRAFT)

    kept = await case_flow(handler).save_draft("t", "draft-1234", {"council": "lar", "title": "Forstår ikke brevene"})
    (request,) = asked
    assert (request.method, str(request.url)) == ("PUT", "http://case-flow/drafts/draft-1234")
    assert request.headers["Authorization"] == "Bearer t"
    assert json.loads(request.content) == {"council": "lar", "title": "Forstår ikke brevene"}
    assert kept.writer == "larleader"
    assert kept.written() == {"title": ["Forstår ikke brevene"], "theme": ["letters"], "lines": ["AT"]}


async def test_the_drafts_are_listed_and_one_is_dropped() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.method == "DELETE":
            return httpx2.Response(204)
        return httpx2.Response(200, json={"items": [DRAFT]})

    (draft,) = await case_flow(handler).drafts("t")
    assert draft.title == "Forstår ikke brevene"
    await case_flow(handler).drop_draft("t", draft.id)


async def test_what_a_draft_may_not_hold_is_told_at_its_field() -> None:
    problem = {
        "type": "urn:raadslag:problem:invalid-body",
        "errors": [{"rule": "national-identity-number", "field": "/title"}],
    }
    with pytest.raises(Refused) as no:
        await case_flow(lambda _: httpx2.Response(422, json=problem)).save_draft("t", "draft-1234", {"council": "lar"})
    assert no.value.problems == (Problem("national-identity-number", "title"),)


async def test_who_could_read_a_text_is_asked_for_by_its_entry_and_name() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        assert request.url.path == "/cases/c/texts/readers"
        assert dict(request.url.params) == {"entry": "case-c:000001", "text": "description"}
        return httpx2.Response(200, json={"everybody": False, "items": [{"council": "lar"}, {"unit": "5303"}]})

    found = await case_flow(handler).readers("t", "c", entry="case-c:000001", text="description")
    assert (found.everybody, [(one.council, one.unit) for one in found.items]) == (
        False,
        [("lar", None), (None, "5303")],
    )


async def test_ways_are_asked_for_by_their_case() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        assert request.url.path == "/cases/c/ways"
        return httpx2.Response(200, json={"items": [{"to": "rbu", "copies": []}, {"to": "sbu", "copies": ["rbu"]}]})

    assert await case_flow(handler).ways("t", "c") == (Way(to="rbu"), Way(to="sbu", copies=("rbu",)))
