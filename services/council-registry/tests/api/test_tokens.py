import httpx2
import pytest

from council_registry.testing.driver import FOUNDER, Driver
from council_registry.testing.http import Http
from councilkit.web.problems import TYPE_PREFIX

EXCHANGE = {
    "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
    "subject_token_type": "urn:ietf:params:oauth:token-type:id_token",
}
SERVICE = {"grant_type": "client_credentials", "client_id": "mailer", "client_secret": "a secret of the mailer"}


async def exchange(http: Http, token: str) -> httpx2.Response:
    return await http.client.post("/token", data={**EXCHANGE, "subject_token": token})


def slug(answer: httpx2.Response) -> str:
    return str(answer.json()["type"].removeprefix(TYPE_PREFIX))


async def test_an_outside_token_is_exchanged_for_one_of_ours(http: Http, registry: Driver) -> None:
    seated = await registry.a_seated_council()
    answer = await exchange(http, "outside-modig.lykt")
    told = answer.json()
    assert (told["token_type"], told["expires_in"]) == ("Bearer", 600)
    assert told["issued_token_type"] == "urn:ietf:params:oauth:token-type:access_token"
    assert answer.headers["cache-control"] == "no-store"

    caller = await http.tokens.verifier.verify(told["access_token"])
    [holding] = caller.holdings
    assert (holding.id, holding.council, holding.role, holding.side) == (seated.leader.id, seated.id, "leader", "user")
    assert caller.scopes == frozenset()


async def test_an_access_token_names_nobody(http: Http, registry: Driver) -> None:
    await registry.a_seated_council()
    token = (await exchange(http, "outside-modig.lykt")).json()["access_token"]
    me = await http.client.get("/me", headers={"Authorization": f"Bearer {token}"})
    assert me.json()["name"] == "Modig Lykt"
    for word in ("Modig", "Lykt", "example.no", "outside"):
        assert word not in str(await http.tokens.verifier.verify(token))


async def test_the_founder_founds_with_the_token_of_an_empty_house(http: Http) -> None:
    token = (await exchange(http, FOUNDER)).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}", "Acting-As": "founder", "Idempotency-Key": "12345678"}
    loaded = await http.client.post("/units/load", json={"edition": "2026-08"}, headers=headers)
    assert loaded.status_code == 200


async def test_a_stranger_is_told_whom_to_ask(http: Http) -> None:
    answer = await exchange(http, "a stranger")
    assert (answer.status_code, slug(answer)) == (403, "no-place-in-raadslag")
    assert "secretary" in answer.json()["detail"]


async def test_a_forged_token_is_refused(http: Http) -> None:
    answer = await exchange(http, "forged")
    assert (answer.status_code, slug(answer)) == (401, "outside-token-refused")


async def test_a_service_gets_a_token_with_narrow_scopes(http: Http) -> None:
    answer = await http.client.post("/token", data={**SERVICE, "scope": "ledger:read"})
    assert answer.json()["scope"] == "ledger:read"
    headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert (await http.client.get("/ledger", headers=headers)).status_code == 200
    assert (await http.client.post("/contacts/resolve", json={}, headers=headers)).status_code == 403


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({"client_secret": "a guess"}, 401, "unknown-client"),
        ({"client_id": "nobody"}, 401, "unknown-client"),
        ({"scope": "people:list"}, 403, "scope-not-granted"),
        ({"client_secret": ""}, 422, "invalid-input"),
        ({"grant_type": "password"}, 422, "invalid-input"),
        ({"grant_type": EXCHANGE["grant_type"]}, 422, "invalid-input"),
    ],
)
async def test_a_service_that_asks_wrongly_gets_nothing(
    http: Http, changes: dict[str, str], status: int, told: str
) -> None:
    answer = await http.client.post("/token", data={**SERVICE, **changes})
    assert (answer.status_code, slug(answer)) == (status, told)
    assert "a guess" not in answer.text


async def test_another_type_of_outside_token_is_refused(http: Http) -> None:
    other = {**EXCHANGE, "subject_token": "x", "subject_token_type": "urn:ietf:params:oauth:token-type:saml2"}
    assert (await http.client.post("/token", data=other)).status_code == 422


async def test_the_keys_are_public_and_only_their_public_halves(http: Http) -> None:
    answer = await http.client.get("/jwks")
    [key] = answer.json()["keys"]
    assert (key["kty"], key["crv"], key["alg"], key["use"]) == ("EC", "P-256", "ES256", "sig")
    assert "d" not in key
    assert answer.headers["cache-control"] == "public, max-age=300"
