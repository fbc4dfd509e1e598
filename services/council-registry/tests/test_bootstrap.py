"""The service as it is built for life: on MongoDB, with an outside issuer and case-flow's ledger over HTTP."""

import asyncio
from pathlib import Path

import httpx2
import pytest
from joserfc import jwt
from pydantic import HttpUrl, SecretStr

from council_registry.bootstrap import build
from council_registry.settings import ServiceClient, Settings
from councilkit.clock import utc_now
from councilkit.events import to_cloudevent
from councilkit.events.examples import LOCAL, example_items
from councilkit.ids import random_id
from councilkit.ledger.api import HEAD, spell_head
from councilkit.ledger.port import Head
from councilkit.settings import SettingsWrong
from councilkit.testing.client import Asker, serving
from councilkit.testing.waiting import until
from councilkit.web import SigningKeys

ISSUER = "https://issuer.example"
CONTACT = {"name": "Modig Lykt", "email": "modig@example.no", "language": "nb", "subject": "lykt"}
EXCHANGE = {
    "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
    "subject_token_type": "urn:ietf:params:oauth:token-type:id_token",
}


class Outside:
    """Answers as the outside issuer and as case-flow would."""

    def __init__(self) -> None:
        self.keys = SigningKeys.generate()
        self.told = [item for item in example_items() if item.source == "case-flow"]

    def id_token(self, subject: str) -> str:
        now = int(utc_now().timestamp())
        claims = {"iss": ISSUER, "aud": "portal", "sub": subject, "iat": now, "exp": now + 300}
        key = self.keys.signer
        return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key, algorithms=["ES256"])

    def client(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(transport=httpx2.MockTransport(self))

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/jwks":
            return httpx2.Response(200, json=self.keys.public())
        last, after = self.told[-1], int(request.url.params["after"])
        page = [to_cloudevent(item) for item in self.told if item.position > after]
        return httpx2.Response(200, json=page, headers={HEAD: spell_head(Head(1, last.position, last.hash))})


def settings(mongo_url: str, folder: Path, prefix: str) -> Settings:
    return Settings(
        mongo_url=SecretStr(mongo_url),
        database_prefix=prefix,
        mac_key=SecretStr("k" * 32),
        keys_file=folder / "keys.json",
        outside_issuer=ISSUER,
        outside_jwks_url=HttpUrl(f"{ISSUER}/jwks"),
        outside_audience="portal",
        outside_algorithm="ES256",
        subject_keys={"test": SecretStr("s" * 32)},
        founder=SecretStr("founder at the issuer"),
        clients={"case-flow": ServiceClient(secret=SecretStr("a long secret of case-flow"), scopes=frozenset())},
    )


@pytest.mark.mongo
async def test_the_built_service_is_founded_lets_people_in_and_survives_a_restart(
    mongo_url: str, tmp_path: Path
) -> None:
    outside = Outside()
    told = settings(mongo_url, tmp_path, f"test_{random_id()}")

    async def exchange(client: httpx2.AsyncClient, subject: str) -> httpx2.Response:
        return await client.post("/token", data={**EXCHANGE, "subject_token": outside.id_token(subject)})

    async def enter(client: httpx2.AsyncClient, subject: str) -> Asker:
        while (answer := await exchange(client, subject)).status_code == 403:  # noqa: ASYNC110 - as a person would
            await asyncio.sleep(0.01)  # our view has not taken the post in yet
        token = answer.json()["access_token"]
        [holding] = (await Asker(client, token).get("/me")).json()["holdings"]
        return Asker(client, token, holding["id"])

    async with serving(build(told, http=outside.client)) as client:
        founder = await enter(client, "founder at the issuer")
        loaded = await founder.post("/units/load", {"edition": "2026-08"})
        assert loaded.json() == {"listed": 271, "known": 0}
        post = {"role": "directorate_contact", "starts": "2026-01-01", "contact": CONTACT}
        assert (await founder.post("/units/9000/posts", post)).status_code == 201

    async with serving(build(told, http=outside.client)) as client:
        contact = await enter(client, "lykt")

        async def is_shown() -> bool:  # of what comes in together, one view may show it before another
            return (await contact.get("/units/9000")).status_code == 200

        await until(is_shown)
        shown = (await contact.get("/units/9000")).json()
        assert [one["role"] for one in shown["posts"]] == ["directorate_contact"]
        assert (await exchange(client, "founder at the issuer")).status_code == 403


@pytest.mark.mongo
async def test_the_built_service_counts_the_cases_of_its_neighbour(mongo_url: str, tmp_path: Path) -> None:
    outside = Outside()
    app = build(
        settings(mongo_url, tmp_path, f"test_{random_id()}"),
        http=outside.client,
    )
    async with serving(app):
        records = app.state.registry.records
        async with asyncio.timeout(10):
            while await records.count_cases(LOCAL) != (1, 1):  # noqa: ASYNC110 - as a reader would
                await asyncio.sleep(0.01)


@pytest.mark.parametrize("name", ["SUBJECT_KEYS", "OUTSIDE_ALGORITHM"])
def test_what_would_not_be_safe_is_no_setting(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in {
        "MAC_KEY": "k" * 32,
        "OUTSIDE_ISSUER": ISSUER,
        "OUTSIDE_JWKS_URL": f"{ISSUER}/jwks",
        "OUTSIDE_AUDIENCE": "portal",
        "SUBJECT_KEYS": '{"2026": "%s"}' % ("s" * 32),
        "OUTSIDE_ALGORITHM": "RS256",
    }.items():
        monkeypatch.setenv(f"RAADSLAG_{variable}", value)
    Settings.from_environment()
    monkeypatch.setenv(f"RAADSLAG_{name}", '{"2026": "short"}' if name == "SUBJECT_KEYS" else "HS256")
    with pytest.raises(SettingsWrong, match=f"RAADSLAG_{name}"):
        Settings.from_environment()
