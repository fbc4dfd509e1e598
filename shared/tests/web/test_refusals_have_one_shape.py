"""Whatever is wrong, the answer is problem+json with the rule's name, the field, and never the value."""

import json
from collections.abc import AsyncIterator
from typing import ClassVar

import httpx2
import pytest
from fastapi import FastAPI, Response
from structlog.testing import capture_logs

from councilkit.refusals import Refusal
from councilkit.testing.client import Asker
from councilkit.testing.notes import Notes
from councilkit.testing.tokens import TokenMaker, a_term
from councilkit.web import Caller, FixedVerifier, Unauthenticated
from councilkit.web.problems import of_refusal

GOOD = {"title": "Ventetid", "text": "Det er lang ventetid."}


def told(answer: httpx2.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["title"]
    return answer.status_code, problem["type"].removeprefix("urn:raadslag:problem:")


def fields(answer: httpx2.Response) -> list[tuple[str, str]]:
    return [(error["field"], error["rule"]) for error in answer.json()["errors"]]


async def raw(asker: Asker, body: bytes, **headers: str) -> httpx2.Response:
    sent = asker.headers() | {"Idempotency-Key": "key-00000001", "Content-Type": "application/json"} | headers
    return await asker.client.post("/notes", content=body, headers=sent)


async def test_an_unknown_route_is_named_so(client: httpx2.AsyncClient) -> None:
    assert told(await client.get("/nowhere")) == (404, "no-such-route")


async def test_a_wrong_method_is_told_with_the_right_ones(client: httpx2.AsyncClient) -> None:
    answer = await client.delete("/break")
    assert told(answer) == (405, "method-not-allowed")
    assert answer.headers["allow"] == "POST"


async def test_a_trailing_slash_is_another_address_and_no_redirect(client: httpx2.AsyncClient) -> None:
    assert told(await client.get("/notes/1/")) == (404, "no-such-route")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic abc"}, {"Authorization": "Bearer nonsense"}])
async def test_who_does_not_say_who_they_are_is_asked(client: httpx2.AsyncClient, headers: dict[str, str]) -> None:
    answer = await client.get("/notes", headers=headers)
    assert told(answer) == (401, "unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert fields(answer) == [("Authorization", "unauthenticated")]


async def test_a_missing_resource_is_told_by_its_own_rule(leader: Asker) -> None:
    answer = await leader.get("/notes/7")
    assert told(answer) == (404, "no-such-note")
    assert fields(answer) == [("note", "no-such-note")]


async def test_a_wrong_body_names_every_field_and_no_value(leader: Asker) -> None:
    answer = await leader.post("/notes", {"title": "", "text": 7, "due": "hemmelig"})
    assert told(answer) == (422, "invalid-input")
    assert fields(answer) == [
        ("/title", "string-too-short"),
        ("/text", "string-type"),
        ("/due", "date-from-datetime-parsing"),
    ]
    assert "hemmelig" not in answer.text


async def test_an_identity_number_is_refused_by_field_and_rule_and_not_repeated(leader: Asker) -> None:
    answer = await leader.post("/notes", GOOD | {"text": "Ring 010203 45678 i dag"})
    assert told(answer) == (422, "national-identity-number")
    assert fields(answer) == [("/text", "national-identity-number")]
    assert "45678" not in answer.text


@pytest.mark.parametrize(
    "body",
    [b"{", b"nonsense", b'{"title": NaN}', b'{"a": 1, "a": 2}', b"\xff\xfe{\x00}\x00", b"9" * 5000, b"\xef\xbb\xbf{}"],
)
async def test_what_is_not_json_is_malformed(leader: Asker, body: bytes) -> None:
    assert told(await raw(leader, body)) == (400, "json-malformed")


@pytest.mark.parametrize("body", [b"[" * 21 + b"]" * 21, b'{"a":' * 30 + b"1" + b"}" * 30, b"[" * 200_000])
async def test_json_deeper_than_twenty_levels_is_refused(leader: Asker, body: bytes) -> None:
    assert told(await raw(leader, body)) == (400, "json-too-deep")


async def test_json_of_twenty_levels_is_read(leader: Asker) -> None:
    assert told(await raw(leader, b"[" * 20 + b"]" * 20)) == (422, "invalid-input")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\ud800"])
async def test_a_control_character_is_refused_with_its_field(leader: Asker, character: str) -> None:
    answer = await raw(leader, json.dumps(GOOD | {"title": f"a{character}b"}).encode())
    assert told(answer) == (422, "control-character")
    assert fields(answer) == [("/title", "control-character")]


async def test_a_name_that_no_field_has_is_not_repeated(leader: Asker) -> None:
    answer = await raw(leader, json.dumps({"01020345678": {"deep": "a\x00"}}).encode())
    assert fields(answer) == [("/*/deep", "control-character")]
    assert "01020345678" not in answer.text


@pytest.mark.parametrize("address", ["/notes/a%00b", "/notes?cursor=%00", "/notes?%1b=1", "/notes/a%0Ab"])
async def test_a_control_character_in_the_address_is_malformed(leader: Asker, address: str) -> None:
    assert told(await leader.get(address)) == (400, "address-malformed")


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/octet-stream"])
async def test_a_body_over_the_limit_is_refused_whatever_it_says_it_is(leader: Asker, kind: str) -> None:
    answer = await raw(leader, b'"' + b"x" * 256 * 1024 + b'"', **{"Content-Type": kind})
    assert told(answer) == (413, "body-too-large")


async def test_the_limit_is_on_bytes_read_and_not_on_what_a_header_says(leader: Asker) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(300):
            yield b" " * 1024

    sent = leader.headers() | {"Content-Type": "application/json"}
    assert told(await leader.client.post("/notes", content=parts(), headers=sent)) == (413, "body-too-large")


async def test_a_body_at_the_limit_is_read(leader: Asker) -> None:
    body = json.dumps(GOOD).encode()
    answer = await raw(leader, body + b" " * (256 * 1024 - len(body)))
    assert answer.status_code == 201


async def test_an_unexpected_exception_tells_nothing_and_is_logged(leader: Asker) -> None:
    with capture_logs() as logs:
        answer = await leader.post("/break")
    assert told(answer) == (500, "unexpected")
    assert "01020345678" not in answer.text
    assert [(line["event"], line["log_level"]) for line in logs] == [("unexpected", "error")]


async def test_a_ledger_out_of_reach_is_unavailable_and_says_when_to_come_back(leader: Asker, notes: Notes) -> None:
    notes.away = True
    answer = await leader.post("/notes", GOOD)
    assert told(answer) == (503, "unavailable")
    assert answer.headers["retry-after"] == "5"


async def test_a_service_route_asks_for_its_scope(leader: Asker, maker: TokenMaker) -> None:
    assert told(await leader.get("/items")) == (403, "scope-missing")
    service = Asker(leader.client, maker.token(subject="case-flow", scopes=["ledger:read"]))
    assert (await service.get("/items")).status_code == 200


async def test_every_answer_carries_the_headers_that_keep_browsers_careful(leader: Asker) -> None:
    for answer in (await leader.get("/notes"), await leader.get("/nowhere"), await leader.post("/break")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_a_member_of_a_council_may_not_act_for_another(client: httpx2.AsyncClient, maker: TokenMaker) -> None:
    asker = Asker(client, maker.token(a_term("larvik", id="term-1")), acting="term-2")
    answer = await asker.post("/notes", GOOD)
    assert told(answer) == (403, "not-your-term")
    assert fields(answer) == [("Acting-As", "not-your-term")]


async def test_a_role_that_may_not_is_told_so(client: httpx2.AsyncClient, maker: TokenMaker) -> None:
    term = a_term("larvik", "observer")
    answer = await Asker(client, maker.token(term), acting=term.id).post("/notes", GOOD)
    assert told(answer) == (403, "not-allowed")


def test_a_rule_may_add_members_of_its_own() -> None:
    class TooClose(Refusal):
        slug = "too-close"
        members: ClassVar[dict[str, object]] = {"hints": [{"field": "/text", "start": 1, "end": 4}]}

    body = of_refusal(TooClose("Look once more.")).model_dump()
    assert body["hints"] == [{"field": "/text", "start": 1, "end": 4}]
    assert body["errors"] == []


async def test_a_header_that_a_route_sets_itself_is_left_as_it_is(app: FastAPI, client: httpx2.AsyncClient) -> None:
    app.add_api_route("/page", lambda: Response("<p>", headers={"Content-Security-Policy": "default-src 'self'"}))
    answer = await client.get("/page")
    assert answer.headers["content-security-policy"] == "default-src 'self'"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_fixed_verifier_accepts_what_it_was_given_and_no_more() -> None:
    verifier = FixedVerifier({"token": Caller(subject="s")})
    assert (await verifier.verify("token")).subject == "s"
    with pytest.raises(Unauthenticated):
        await verifier.verify("other")
