"""The service as it is built for life: on MongoDB, with its neighbours over HTTP, and a relay that takes mails."""

import asyncio
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx2
import pytest
from pydantic import HttpUrl, SecretStr

from councilkit.events import to_cloudevent
from councilkit.events.cases import AnswerGiven
from councilkit.events.examples import LEADER, LOCAL, example_items
from councilkit.ids import random_id
from councilkit.ledger.api import HEAD, spell_head
from councilkit.ledger.port import Head
from councilkit.settings import SettingsWrong
from councilkit.testing.client import Asker, serving
from councilkit.testing.holdings import a_term
from councilkit.testing.mailing import MemoryRelay
from councilkit.testing.tokens import TokenMaker
from notifier.bootstrap import ASKED_WITH, build
from notifier.settings import Settings
from notifier.testing.cards import a_card
from notifier.testing.places import CONTACT, HARBOUR

HOUSE = "https://house.example"
REGISTRY = f"{HOUSE}/council-registry"
NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)  # a Monday, before the leader of the story leaves

LINK = "/lenke/notifier/"

GIVEN = dict(zip(("council-registry", "case-flow"), ASKED_WITH, strict=True))
"""What each neighbour takes, and no more than that."""


class Neighbours:
    """Answers as council-registry and case-flow would, with the curated story as far as its first answer."""

    def __init__(self) -> None:
        self.issuer = TokenMaker(issuer=REGISTRY, clock=lambda: NOW)
        self.confirmed = ""

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        _, service, *_, last = request.url.path.split("/")
        match last:
            case "jwks":
                return httpx2.Response(200, json=self.issuer.tokens.jwks())
            case "token":
                [scope] = parse_qs(request.content.decode())["scope"]
                return httpx2.Response(200, json={"access_token": scope, "expires_in": 600})
            case _ if request.headers["Authorization"] != f"Bearer {GIVEN[service]}":
                return httpx2.Response(401)
            case "ledger":
                return _ledger(service, after=int(request.url.params["after"]))
            case "confirm":
                self.confirmed = request.headers["Acting-As"]
                return httpx2.Response(200, json={})
            case _:
                return self._known(last, json.loads(request.content))

    def _known(self, what: str, body: dict[str, list[str]]) -> httpx2.Response:
        if what == "round-cards":
            return httpx2.Response(200, json={"items": [{"id": id, "title": "Strategi"} for id in body["rounds"]]})
        if what == "cards":
            *_, answer = (item for item in example_items() if item.type == AnswerGiven.TYPE and item.at < NOW)
            told = {"origin": LOCAL, "answer": answer.id, "sequence": answer.sequence}
            cards = [a_card(case, HARBOUR, NOW).model_copy(update=told) for case in body["cases"]]
            return httpx2.Response(200, json={"items": [card.model_dump(mode="json") for card in cards]})
        person = {"key": "key", "name": "Modig Lykt", "email": "modig.lykt@example.no", "language": "nn"}
        return httpx2.Response(200, json={"people": [{**person, "holds": body["terms"]}]})


def _ledger(service: str, after: int) -> httpx2.Response:
    told = [item for item in example_items() if item.source == service]
    page = [to_cloudevent(item) for item in told if item.position > after]
    head = Head(1, told[-1].position, told[-1].hash)
    return httpx2.Response(200, json=page, headers={HEAD: spell_head(head)})


@pytest.mark.mongo
async def test_the_built_service_brings_answers_home_raises_alerts_and_confirms(mongo_url: str) -> None:
    neighbours, relay = Neighbours(), MemoryRelay()
    settings = Settings(
        mongo_url=SecretStr(mongo_url),
        database_prefix=f"test_{random_id()}",
        registry_url=HttpUrl(REGISTRY),
        case_flow_url=HttpUrl(f"{HOUSE}/case-flow"),
        mac_key=SecretStr("m" * 32),
        link_key=SecretStr("l" * 32),
    )

    def http() -> httpx2.AsyncClient:
        return httpx2.AsyncClient(transport=httpx2.MockTransport(neighbours))

    async with serving(build(settings, clock=lambda: NOW, http=http, relay=relay)) as client:
        assert (await client.get("/isready")).text == "ready"
        while not (linked := [mail for mail in relay.sent if LINK in mail.text]):  # noqa: ASYNC110 - as any reader
            await asyncio.sleep(0.01)
        token = linked[0].text.partition(LINK)[2].split()[0]
        assert (await client.post("/acts/perform", json={"token": token})).json()["done"]
        contact = Asker(client, neighbours.issuer.token(CONTACT), CONTACT.id)
        assert (await contact.post("/rules/annual-meeting/adopt")).status_code == 200
        leader = Asker(client, neighbours.issuer.token(a_term(LOCAL, id=LEADER)), LEADER)
        async with asyncio.timeout(20):
            while not (await leader.get("/duties")).json()["items"][0]["alerts"]:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
    assert neighbours.confirmed == LEADER


def test_a_service_without_a_key_for_its_links_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAADSLAG_MAC_KEY", "m" * 32)
    monkeypatch.setenv("RAADSLAG_LINK_KEY", "short")
    with pytest.raises(SettingsWrong, match="RAADSLAG_LINK_KEY"):
        Settings.from_environment()
