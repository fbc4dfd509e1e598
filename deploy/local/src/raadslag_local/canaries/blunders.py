"""Requests that are refused, each with what tells who somebody is where it does not belong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2

from raadslag_local.canaries.flock import Canary
from raadslag_local.place import CASE_FLOW, NEWSLETTER, NOTIFIER, REGISTRY
from raadslag_local.story.hands import Actor, Hands


@dataclass(frozen=True)
class Blunder:
    method: str
    path: str
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def blunders(canary: Canary) -> Iterator[Blunder]:
    name, email, phone = canary.name, canary.email, canary.phone
    for service, path in ((REGISTRY, "meetings"), (CASE_FLOW, "cases"), (NEWSLETTER, "editions"), (NOTIFIER, "acts")):
        yield Blunder("POST", f"{service}/{path}", {name: email, "councils": name, "lines": [phone], "title": [email]})
        yield Blunder("POST", f"{service}/{path}", name)
        yield Blunder("POST", f"{service}/{path}", {}, headers={"Acting-As": email, "Idempotency-Key": email})
        yield Blunder("GET", f"{service}/{email}", query={"limit": phone, "cursor": email, "q": name})
        yield Blunder("GET", f"{service}/{path}", query={"limit": email, "cursor": name, "since": email})
        yield Blunder("GET", f"{service}/ledger", query={"after": email})
        yield Blunder("GET", f"{service}/{path}", headers={"Authorization": f"Bearer {email}"})
    yield Blunder("GET", f"{REGISTRY}/councils/{email}")
    yield Blunder("GET", f"{REGISTRY}/units/{canary.key}")
    yield Blunder("GET", f"{REGISTRY}/councils", query={"level": name, "on": email})
    yield Blunder("GET", f"{REGISTRY}/public/councils/{canary.subject}")
    yield Blunder("POST", f"{REGISTRY}/token", {"grant_type": email, "subject_token": canary.subject})
    yield Blunder("POST", f"{REGISTRY}/invitations/accept", {"code": email, "subject_token": name})
    yield Blunder(
        "POST", f"{REGISTRY}/imports/preview", {"rows": {"seats": [{name: email}], "contacts": [{"key": name}]}}
    )
    yield Blunder("PUT", f"{REGISTRY}/me/contact", {"name": [name], "email": phone, "phone": email, "language": name})
    yield Blunder("POST", f"{REGISTRY}/people/erase", {"hold": email})
    yield Blunder("GET", f"{CASE_FLOW}/cases/{canary.key}")
    for page in (
        email,
        f"utvalg/{canary.tag}{email}",
        f"lenke/notifier/{email}",
        f"invitasjon/{email}",
        f"cases/{name}",
    ):
        yield Blunder("GET", f"/{page}", query={"acting": email, "since": name})
    yield Blunder("POST", "/cases/new", {"acting": email, "title": name})


async def make_them(canary: Canary, actor: Actor, hands: Hands, http: httpx2.AsyncClient) -> None:
    """Make all of them, signed in where the request does not say otherwise."""
    token = {"Authorization": f"Bearer {await hands.token(actor.subject)}", "Acting-As": actor.holding}
    for one in blunders(canary):
        headers = {**token, "Idempotency-Key": f"blunder-{canary.tag}", **one.headers}
        body = {} if one.body is None else {"json": one.body}
        await http.request(one.method, one.path, params=dict(one.query), headers=headers, **body)
