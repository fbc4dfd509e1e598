"""What the registry is asked for when pages of councils and units are shown."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import httpx2
import pytest

from portal.adapters.registry import HttpRegistry
from portal.testing.issuer import Hands

NAMES = {"nb": "Lokalt brukerutvalg Larvik", "nn": "Lokalt brukarutval Larvik", "en": "User council Larvik"}
CARD = {"id": "lar", "short": "LBU-LAR", "names": NAMES, "level": "local", "kind": "user_council", "led_by": "user"}
COUNCIL = {**CARD, "language": "nb", "status": "active", "sequence": 4}
UNIT = {"number": "0701", "name": "Nav Horten", "kind": "local_office", "region": "0800", "without_council": True}
SUMS = dict.fromkeys(
    ("offices", "without_council", "councils", "leaders_vacant", "meetings", "raised", "waiting", "answered"), 1
)
REGION = {"number": "0800", "name": "Nav Vestfold og Telemark", "sums": SUMS}
NUMBER = {"name": "notice_days", "value": 14, "least": 1, "most": 60, "status": "proposed", "source": "rule_set"}
PUBLIC = {**CARD, "status": "active", "raised": 3, "answered": 1, "seats": 8, "vacant": 2}
DAY = date(2025, 1, 1)

Ask = Callable[[HttpRegistry], Awaitable[Any]]
ASKED: list[tuple[Ask, str, object]] = [
    (lambda it: it.council_page("t", "lar", on=DAY), "/councils/lar?on=2025-01-01", COUNCIL),
    (lambda it: it.find_councils("t", kind="user_council", q="ål"), "/councils?kind=user_council&q=%C3%A5l", [CARD]),
    (lambda it: it.find_units("t", cursor="c", kind="region"), "/units?cursor=c&kind=region", [UNIT]),
    (lambda it: it.unit_page("t", "0701", since="unit-0701:2"), "/units/0701?since=unit-0701%3A2", UNIT),
    (lambda it: it.chart("t", on=DAY), "/chart?on=2025-01-01", {"on": "2025-01-01", "units": []}),
    (lambda it: it.gaps("t", region="0800"), "/gaps?region=0800", {"without_council": [UNIT]}),
    (lambda it: it.regions("t"), "/regions", [REGION]),
    (lambda it: it.region("t", "0800"), "/regions/0800", REGION),
    (lambda it: it.mandate("t", "lar", on=DAY), "/councils/lar/mandate?on=2025-01-01", {"numbers": [NUMBER]}),
    (lambda it: it.organisations("t"), "/organisations", [{"id": "a", "name": "Paraplyen"}]),
    (lambda it: it.organisation("t", "a/b"), "/organisations/a%2Fb", {"id": "a/b", "name": "Paraplyen"}),
]


def registry(answer: object, asked: list[httpx2.Request]) -> HttpRegistry:
    def handler(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200, json={"items": answer} if isinstance(answer, list) else answer)

    return HttpRegistry(httpx2.AsyncClient(transport=httpx2.MockTransport(handler)), "http://r", clock=Hands())


@pytest.mark.parametrize(("ask", "address", "answer"), ASKED)
async def test_each_page_asks_for_what_it_shows_and_reads_it(ask: Ask, address: str, answer: object) -> None:
    asked: list[httpx2.Request] = []
    assert await ask(registry(answer, asked))
    (request,) = asked
    assert (str(request.url), request.headers["Authorization"]) == (f"http://r{address}", "Bearer t")


async def test_what_everybody_may_see_is_asked_for_by_nobody() -> None:
    asked: list[httpx2.Request] = []
    assert (await registry([PUBLIC], asked).public_councils(q="larvik")).items
    assert (await registry(PUBLIC, asked).public_council("LBU-LAR")).vacant == 2
    assert [str(one.url) for one in asked] == ["http://r/public/councils?q=larvik", "http://r/public/councils/LBU-LAR"]
    assert {one.headers.get("Authorization") for one in asked} == {None}
