"""No text anywhere takes a national identity number, and the refusal names the field and not the number."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from case_flow.testing.http import Http
from case_flow.testing.places import HARBOUR

NUMBERS = ["01019012345", "010190 12345", "01.01.90-12345"]
SCOPES = ("cards:read", "house:operate")
BOUND = {"enum", "const", "pattern", "format"}  # what is one of a few words, or an id, or a day, is no text
Schema = dict[str, Any]


def texts_in(schema: Schema, parts: Schema, pointer: str = "") -> Iterator[str]:
    """Point at every field of a body that takes free text."""
    if "$ref" in schema:
        schema = parts[schema["$ref"].rpartition("/")[2]]
    if schema.get("type") == "string" and not BOUND & schema.keys():
        yield pointer
    for one in schema.get("anyOf", ()):
        yield from texts_in(one, parts, pointer)
    for name, field in schema.get("properties", {}).items():
        yield from texts_in(field, parts, f"{pointer}/{name}")
    if "items" in schema:
        yield from texts_in(schema["items"], parts, f"{pointer}/0")


def texts_of(http: Http) -> list[tuple[str, str, str]]:
    told = http.app.openapi()
    return [
        (method, path, pointer)
        for path, item in told["paths"].items()
        if not path.startswith("/operator")  # whose orders keep no text
        for method, operation in item.items()
        if "application/json" in (content := operation.get("requestBody", {}).get("content", {}))
        for pointer in texts_in(content["application/json"]["schema"], told["components"]["schemas"])
    ]


def body_with(pointer: str, text: str) -> Any:  # noqa: ANN401 - as deep as the pointer says
    first, _, rest = pointer.removeprefix("/").partition("/")
    if not first:
        return text
    return [body_with(rest, text)] if first == "0" else {first: body_with(rest, text)}


async def test_every_kind_of_text_is_found(http: Http) -> None:
    found = {(path, pointer) for _, path, pointer in texts_of(http)}
    assert {
        ("/cases", "/title"),
        ("/cases", "/description"),
        ("/drafts/{draft}", "/short"),
        ("/cases/{case}/turn-away", "/reason"),
        ("/cases/{case}/withdraw", "/reason"),
        ("/rounds/{round}/answer", "/answers/0/comment"),
    } <= found
    assert len(found) > 30


@pytest.mark.parametrize("number", NUMBERS)
async def test_no_text_takes_an_identity_number(http: Http, number: str) -> None:
    asker = http.by(HARBOUR.leader, scopes=SCOPES)
    headers = asker.headers() | {"Idempotency-Key": "12345678"}
    for method, path, pointer in texts_of(http):
        url, body = re.sub(r"{\w+}", "nothing-here", path), body_with(pointer, f"Gjelder {number}.")
        refused = await http.client.request(method, url, json=body, headers=headers)
        told = {(error["field"], error["rule"]) for error in refused.json()["errors"]}
        assert (pointer, "national-identity-number") in told, f"{method} {path}"
        assert (refused.status_code, number in refused.text) == (422, False), f"{method} {path}"
