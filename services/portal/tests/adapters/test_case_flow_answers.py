import httpx2
import pytest

from portal.adapters.case_flow import HttpCaseFlow
from portal.application.refusals import Refused

DUE = {"on": "2026-12-07", "rule": "answer-local", "source": "proposed", "status": "proposed"}
CARD = {
    "id": "c",
    "reference": "26-4821",
    "title": "Tolk",
    "short": "Tolk mangler.",
    "state": "awaiting_answer",
    "word": "awaiting_answer",
    "origin": "lar",
    "holder": "lar",
    "lines": ["AT"],
    "language": "nb",
    "waits": [{"action": "give_answer", "council": None, "unit": "5303", "due": DUE, "part": None, "follow_up": None}],
    "sequence": 4,
    "updated": "2026-11-22T09:00:00Z",
}


def case_flow(answer: httpx2.Response, asked: list[str]) -> HttpCaseFlow:
    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return answer

    return HttpCaseFlow(httpx2.AsyncClient(transport=httpx2.MockTransport(handler)), "http://case-flow/")


@pytest.mark.parametrize(("of", "query"), [(None, ""), ("rbu", "?region=rbu")])
async def test_the_answers_that_are_out_are_asked_for_with_all_councils_below(of: str | None, query: str) -> None:
    asked: list[str] = []
    page = httpx2.Response(200, json={"items": [{**CARD, "due": DUE, "late": "overdue"}], "next": "further"})
    found = await case_flow(page, asked).answers_out("t", of=of)
    assert asked == [f"http://case-flow/answers-out{query}"]
    (card,) = found.items
    assert (card.late, card.due and card.due.status, found.next) == ("overdue", "proposed", "further")


async def test_cases_in_which_something_is_agreed_are_asked_for_by_council() -> None:
    asked: list[str] = []
    page = httpx2.Response(200, json={"items": [CARD], "next": None})
    await case_flow(page, asked).followed_up("t", council="lar")
    assert asked == ["http://case-flow/cases?council=lar&state=in_follow_up"]


async def test_cases_are_asked_for_by_whether_they_are_finished() -> None:
    asked: list[str] = []
    page = httpx2.Response(200, json={"items": [CARD], "next": None})
    for over in (None, True, False):
        await case_flow(page, asked).cases("t", over=over)
    assert asked == [f"http://case-flow/cases{query}" for query in ("", "?over=true", "?over=false")]


async def test_what_a_council_was_asked_as_the_level_above_is_counted() -> None:
    asked: list[str] = []
    told = {"council": "rbu", "waiting": 1, "stands": 2, "falls": 0}
    found = await case_flow(httpx2.Response(200, json=told), asked).appeals("t", "rbu")
    assert asked == ["http://case-flow/councils/rbu/appeals"]
    assert (found.waiting, found.stands, found.falls, found.asked) == (1, 2, 0, 3)


async def test_a_case_is_fetched_for_the_archive_as_it_comes() -> None:
    asked: list[str] = []
    assert await case_flow(httpx2.Response(200, content=b"PK"), asked).archive("t", "c/d") == b"PK"
    assert asked == ["http://case-flow/cases/c%2Fd/export"]


async def test_a_case_that_is_not_the_askers_is_refused() -> None:
    no = httpx2.Response(404, json={"type": "urn:raadslag:problem:no-such-case"})
    with pytest.raises(Refused):
        await case_flow(no, []).archive("t", "c")
