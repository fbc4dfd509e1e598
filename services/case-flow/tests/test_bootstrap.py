"""The service as it is built for life: on MongoDB, with the registry's keys, tokens and ledger over HTTP."""

from itertools import takewhile

import httpx2
import pytest
from pydantic import HttpUrl, SecretStr

from case_flow.bootstrap import build
from case_flow.settings import Settings
from case_flow.testing.driver import REPORT
from councilkit.events import to_cloudevent
from councilkit.events.examples import LEADER, LOCAL, example_items
from councilkit.ids import random_id
from councilkit.ledger.api import HEAD, spell_head
from councilkit.ledger.port import Head
from councilkit.settings import SettingsWrong
from councilkit.testing.client import Asker, serving
from councilkit.testing.holdings import a_term
from councilkit.testing.tokens import TokenMaker
from councilkit.testing.waiting import until

REGISTRY = "https://house.example/council-registry"


class Registry:
    """Answers as council-registry would, with the curated story as far as the held meeting."""

    def __init__(self) -> None:
        self.issuer = TokenMaker(issuer=REGISTRY)
        told = [item for item in example_items() if item.source == "council-registry"]
        self.told = list(takewhile(lambda item: "ended" not in item.type, told))

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        match request.url.path.rpartition("/")[2]:
            case "jwks":
                return httpx2.Response(200, json=self.issuer.tokens.jwks())
            case "token":
                return httpx2.Response(200, json={"access_token": "ours", "expires_in": 600})
            case _:
                return self._ledger(request)

    def _ledger(self, request: httpx2.Request) -> httpx2.Response:
        if request.headers["Authorization"] != "Bearer ours":
            return httpx2.Response(401)
        last = self.told[-1]
        after = int(request.url.params["after"])
        page = [to_cloudevent(item) for item in self.told if item.position > after]
        return httpx2.Response(200, json=page, headers={HEAD: spell_head(Head(1, last.position, last.hash))})


@pytest.mark.mongo
async def test_the_built_service_follows_the_registry_and_takes_cases(mongo_url: str) -> None:
    registry = Registry()
    settings = Settings(
        mongo_url=SecretStr(mongo_url),
        database_prefix=f"test_{random_id()}",
        registry_url=HttpUrl(REGISTRY),
        mac_key=SecretStr("k" * 32),
    )

    def http() -> httpx2.AsyncClient:
        return httpx2.AsyncClient(transport=httpx2.MockTransport(registry))

    leader = a_term(LOCAL, id=LEADER)
    async with serving(build(settings, http=http)) as client:
        asker = Asker(client, registry.issuer.token(leader), leader.id)
        assert (await client.get("/isready")).text == "ready"
        report = {"council": LOCAL, **REPORT.texts, "lines": ["AT"]}
        made = await asker.post("/cases", report)
        assert made.status_code == 201
        path = f"/cases/{made.json()['id']}"

        async def is_shown() -> bool:
            return (await asker.get(path)).status_code == 200

        await until(is_shown)
        assert (await asker.get(path)).json()["holder"] == LOCAL


def test_a_house_without_a_key_for_its_macs_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAADSLAG_MAC_KEY", "short")
    with pytest.raises(SettingsWrong, match="RAADSLAG_MAC_KEY"):
        Settings.from_environment()
