"""How mailing asks the contact store and case-flow, and how an operator asks mailing."""

import json
import traceback
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from councilkit.callers import Caller, FixedVerifier
from councilkit.cards import HttpCards
from councilkit.mailing.contacts import HttpContacts
from councilkit.mailing.mail import Recipient, State
from councilkit.mailing.memory_store import MemoryMailStore
from councilkit.mailing.routes import mail_routers
from councilkit.refusals import Unavailable
from councilkit.telemetry import Telemetry
from councilkit.testing.campaigns import NAME, Campaign
from councilkit.testing.client import serving
from councilkit.testing.clocks import Hand
from councilkit.testing.mailing import SENDER
from councilkit.web.app import build_app

PERSON = {"key": "k1", "name": "Modig Lykt", "email": "lykt@example.no", "language": "nn", "holds": ["t1", "p1"]}
CARD = {
    "id": "case-1",
    "reference": "LBU-TON 1/26",
    "title": "Døra er tung",
    "short": None,
    "short_answer": None,
    "answer": "case-case-1:000005",
    "state": "coming_home",
    "word": "awaiting_answer",
    "origin": "c1",
    "holder": "c2",
    "addressee_unit": None,
    "lines": ["work"],
    "language": "nb",
    "sequence": 5,
    "updated": "2026-12-15T07:00:00Z",
}

Answer = Callable[[Any], httpx2.Response]


async def token() -> str:
    return "a token"


class Neighbour:
    """A service that answers as a test says, and remembers what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.asked: list[Any] = []
        self._answer = answer

    def http(self) -> httpx2.AsyncClient:
        def answer(request: httpx2.Request) -> httpx2.Response:
            assert request.headers["Authorization"] == "Bearer a token"
            body = json.loads(request.content)
            self.asked.append((request.url.path, body))
            return self._answer(body)

        return httpx2.AsyncClient(transport=httpx2.MockTransport(answer))

    def contacts(self) -> HttpContacts:
        return HttpContacts("http://house.example/registry/", self.http(), token)

    def cards(self) -> HttpCards:
        return HttpCards("http://house.example/case-flow", self.http(), token)


def say(body: object, status: int = 200) -> Answer:
    return lambda _: httpx2.Response(status, json=body)


async def test_people_are_asked_for_by_campaign_and_what_they_hold() -> None:
    registry = Neighbour(say({"people": [PERSON]}))
    found = await registry.contacts().resolve("edition-a", ["t1", "p1", "t1"])
    assert found == [Recipient("k1", "Modig Lykt", "lykt@example.no", "nn", ("t1", "p1"))]
    asked = {"campaign": "edition-a", "terms": ["p1", "t1"], "posts": []}
    assert registry.asked == [("/registry/contacts/resolve", asked)]


@pytest.mark.parametrize("told", [{"channel": "paper", "email": None}, {"channel": "paper"}])
async def test_whoever_gets_everything_on_paper_has_no_address_for_mails(told: dict[str, object]) -> None:
    registry = Neighbour(say({"people": [{**PERSON, **told}]}))
    (found,) = await registry.contacts().resolve("edition-a", ["t1"])
    assert (found.name, found.email) == ("Modig Lykt", "")


async def test_a_person_is_one_also_when_the_questions_are_several() -> None:
    registry = Neighbour(lambda body: httpx2.Response(200, json={"people": [{**PERSON, "holds": body["terms"][:1]}]}))
    (found,) = await registry.contacts().resolve("edition-a", [f"t{n:04d}" for n in range(1200)])
    assert found.holds == ("t0000", "t0500", "t1000")
    assert [len(body["terms"]) for _, body in registry.asked] == [500, 500, 200]


async def test_cards_are_read_many_at_once_and_unknown_ones_are_left_out() -> None:
    case_flow = Neighbour(say({"items": [CARD]}))
    found = await case_flow.cards().cards(["case-1", "case-2"])
    assert (found["case-1"].title, found["case-1"].answer) == ("Døra er tung", "case-case-1:000005")
    assert found["case-1"].updated == datetime(2026, 12, 15, 7, tzinfo=UTC)
    assert set(found) == {"case-1"}
    await case_flow.cards().cards([f"case-{n}" for n in range(1001)])
    assert [len(body["cases"]) for _, body in case_flow.asked] == [2, 500, 500, 1]


async def test_of_nothing_nobody_is_asked() -> None:
    neighbour = Neighbour(say({}))
    assert await neighbour.cards().cards([]) == {}
    assert await neighbour.contacts().resolve("edition-a", []) == []
    assert neighbour.asked == []


def cut(_: object) -> httpx2.Response:
    raise httpx2.ConnectTimeout("lykt@example.no")


WRONG: list[tuple[Answer, str]] = [
    (say({}, 503), "answers 503"),
    (say({}, 403), "answers 403"),
    (say({"detail": "lykt@example.no"}, 422), "answers 422"),
    (say({}), "cannot be understood (ValidationError)"),
    (say({"people": [{"key": "lykt"}], "items": [{}]}), "cannot be understood (ValidationError)"),
    (say([]), "cannot be understood (ValidationError)"),
    (cut, "does not answer (ConnectTimeout)"),
]


@pytest.mark.parametrize(("answer", "trouble"), WRONG, ids=range(len(WRONG)))
async def test_an_answer_that_is_none_is_a_neighbour_that_is_away_and_quotes_nobody(
    answer: Answer, trouble: str
) -> None:
    asked: list[tuple[Callable[[], Awaitable[object]], str]] = [
        (lambda: Neighbour(answer).contacts().resolve("edition-a", ["t1"]), "council-registry, asked for contacts"),
        (lambda: Neighbour(answer).cards().cards(["case-1"]), "case-flow, asked for cards"),
    ]
    for ask, whom in asked:
        with pytest.raises(Unavailable) as away:
            await ask()
        assert str(away.value) == f"{whom}, {trouble}"
        assert "lykt" not in "".join(traceback.format_exception(away.value))


async def test_who_gets_no_token_says_so() -> None:
    async def no_token() -> str:
        httpx2.Response(401, request=httpx2.Request("POST", "http://house.example/token")).raise_for_status()
        return ""

    http = httpx2.AsyncClient()
    with pytest.raises(Unavailable, match="council-registry, asked for a token, answers 401"):
        await HttpCards("http://house.example", http, no_token).cards(["case-1"])
    with pytest.raises(Unavailable, match="council-registry, asked for a token, answers 401"):
        await HttpContacts("http://house.example", http, no_token).resolve("edition-a", ["t1"])


@pytest.fixture
async def campaign(hand: Hand) -> Campaign:
    campaign = Campaign(MemoryMailStore(clock=hand), hand, 3)
    await campaign.plan()
    return campaign


async def ask(campaign: Campaign, query: str = "", scopes: frozenset[str] = frozenset({"house:operate"})) -> Any:  # noqa: ANN401
    async def ready() -> None:
        return

    @asynccontextmanager
    async def lifespan(_: object) -> Any:  # noqa: ANN401 - a generator
        yield

    app = build_app(
        name="newsletter",
        title="Newsletter",
        version="1",
        telemetry=Telemetry("newsletter"),
        verifier=FixedVerifier({"token": Caller(subject="operator", scopes=scopes)}),
        routers=mail_routers(campaign.mails, sender=SENDER, clock=campaign.hand),
        lifespan=lifespan,
        ready=ready,
    )
    async with serving(app) as client:
        return await client.get(f"/mails{query}", headers={"Authorization": "Bearer token"})


async def test_an_operator_sees_the_mails_that_trouble_somebody_and_nobodys_address(campaign: Campaign) -> None:
    (row, *_) = await campaign.mails.claim(campaign.hand.now, "claim", 1)
    await campaign.mails.move(row, State.REFUSED, detail="550 5.1.1 [address] unknown")
    answer = await ask(campaign)
    (shown,) = answer.json()["items"]
    assert shown == {
        "campaign": NAME,
        "kind": "digest",
        "message_id": shown["message_id"],
        "holds": list(row.holds),
        "state": "refused",
        "tries": 0,
        "resent": False,
        "detail": "550 5.1.1 [address] unknown",
        "due": "2026-12-15T07:00:00Z",
        "first_due": "2026-12-15T07:00:00Z",
        "changed": "2026-12-15T07:00:00Z",
    }
    assert "example.no>" in shown["message_id"]
    assert row.key not in answer.text


async def test_an_operator_sees_mails_that_should_have_left_an_hour_ago_and_why_they_wait(campaign: Campaign) -> None:
    (row, *_) = await campaign.mails.claim(campaign.hand.now, "claim", 1)
    away = "case-flow, asked for cards, answers 403"
    await campaign.mails.move(row, State.PLANNED, detail=away, due=campaign.hand.now + timedelta(hours=2))
    campaign.hand.on(timedelta(hours=1))
    assert (await ask(campaign)).json()["items"] == []
    campaign.hand.on(timedelta(seconds=1))
    shown = (await ask(campaign)).json()["items"]
    assert [(one["state"], one["detail"]) for one in shown].count(("planned", away)) == 1
    assert len(shown) == 3
    assert len((await ask(campaign, "?state=planned")).json()["items"]) == 3
    assert (await ask(campaign, "?state=refused")).json()["items"] == []


async def test_mails_of_one_state_and_campaign_come_in_pages(campaign: Campaign) -> None:
    first = (await ask(campaign, f"?state=planned&state=accepted&campaign={NAME}&limit=2")).json()
    rest = (await ask(campaign, f"?state=planned&limit=2&cursor={first['next']}")).json()
    assert [len(first["items"]), len(rest["items"]), rest["next"]] == [2, 1, None]
    assert (await ask(campaign, "?state=planned&campaign=edition-b")).json()["items"] == []


@pytest.mark.parametrize(
    "query", ["?state=lost", "?campaign=A_b", "?cursor=WzFd", "?cursor=!", "?limit=0", "?campaign=" + "a" * 121]
)
async def test_a_question_that_makes_no_sense_is_refused(campaign: Campaign, query: str) -> None:
    assert (await ask(campaign, query)).status_code == 422


async def test_only_an_operator_may_look(campaign: Campaign) -> None:
    assert (await ask(campaign, scopes=frozenset({"ledger:read"}))).status_code == 403
