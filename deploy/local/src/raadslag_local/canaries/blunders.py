"""Requests that are refused, each with what tells who somebody is where it does not belong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2

from raadslag_local.canaries.flock import LAST, LEADER, Canary
from raadslag_local.place import CASE_FLOW, NEWSLETTER, NOTIFIER, REGISTRY
from raadslag_local.story.hands import Actor, Hands


@dataclass(frozen=True)
class Blunder:
    method: str
    path: str
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    must_fail: bool = False


class Swallowed(Exception):
    """A service took what it must refuse; the message tells where it was sent."""


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


IDENTITY_NUMBER = "010190 12345"
WRITERS = (LEADER, LAST)
"""Who makes a blunder in every text: one of them is enough for each service to be asked, another is erased."""

TEXTS: Mapping[str, Mapping[str, Any]] = {
    "postpone": {"until": "2030-01-01", "reason": ""},
    "turning-away": {"why": "individual", "reason": ""},
    "turn-away": {"why": "individual", "reason": ""},
    **{verb: {"reason": ""} for verb in ("appeal", "uphold", "overturn", "withdraw", "close", "reopen")},
    "merge": {"into": "another-case", "reason": ""},
    "treat": {"outcome": "hop", "opinion": ""},
    "send": {"to": "council", "wish": "answer", "reason": ""},
    "return": {"reason": ""},
    "notes": {"note": ""},
    "statement": {"unit": "0701", "text": "Flere brett.", "minority": ""},
    "delay": {"until": "2030-01-01", "short": ""},
    "part": {"outcome": "followed", "short": "", "reason": "Slik er det."},
    "answer": {"outcome": "followed", "short": "Ja.", "reason": "", "our_ref": ""},
    "oral-answer": {"meeting": "meeting", "outcome": "followed", "short": "Ja.", "reason": ""},
    "dispute": {"missing": ""},
    "follow-ups": {"what": "", "responsible": {"unit": "0701"}, "starts": "2030-01-01", "ends": "2030-02-01"},
    "follow-ups/one": {"progress": "done", "note": ""},
}
"""What is written of a case, by what is done with it; what is empty is to be filled in."""


def blunders_in_texts(canary: Canary) -> Iterator[Blunder]:
    """Tell the same where words belong, together with the number that no text may hold."""
    typed = f"{canary.name}, {canary.address}, {canary.phone}, {canary.email}, {IDENTITY_NUMBER}"
    case, draft = f"{CASE_FLOW}/cases/some-case", f"{CASE_FLOW}/drafts/a-draft-of-{canary.tag}"
    for verb, says in TEXTS.items():
        filled = {name: typed if said == "" else said for name, said in says.items()}
        yield Blunder("POST", f"{case}/{verb}", filled, must_fail=True)
    told = {"title": "Fugler", "short": "Fugler", "description": typed, "lines": ["AT"]}
    yield Blunder("POST", f"{CASE_FLOW}/cases", {**told, "council": "council", "hints_seen": True}, must_fail=True)
    yield Blunder("PUT", draft, {"council": "council", "title": typed[-100:]}, must_fail=True)
    asked = {"council": "council", "to": ["another"], "due": "2030-01-01", "title": "Fugler", "intro": "Si det."}
    yield Blunder("POST", f"{CASE_FLOW}/rounds", {**asked, "questions": [typed]}, must_fail=True)
    answered = {"answers": [{"stance": "for", "comment": typed}]}
    yield Blunder("POST", f"{CASE_FLOW}/rounds/some-round/answer", answered, must_fail=True)
    ended = {"outcome": typed, "contributed": []}
    yield Blunder("POST", f"{CASE_FLOW}/rounds/some-round/conclude", ended, must_fail=True)
    row = {"key": canary.name, "council": canary.council, "title": typed[-100:], "lines": "AT", "raised": "2019-01-01"}
    rows = [{**row, "state": "reported", "numbers": canary.name, canary.name: canary.email}]
    yield Blunder("POST", f"{CASE_FLOW}/case-imports", {"rows": rows, "digest": "0" * 64}, must_fail=True)
    yield Blunder("POST", f"{CASE_FLOW}/case-imports/preview", {"rows": rows})
    yield Blunder("GET", f"{CASE_FLOW}/cases", query={"called": canary.name})
    yield Blunder("GET", f"{CASE_FLOW}/answers-out", query={"council": canary.name, "region": canary.email})


async def make_them(canary: Canary, actor: Actor, hands: Hands, http: httpx2.AsyncClient) -> None:
    """Make all of them, signed in where the request does not say otherwise.

    Raises:
        Swallowed: one was taken that must not be.

    """
    token = {"Authorization": f"Bearer {await hands.token(actor.subject)}", "Acting-As": actor.holding}
    in_texts = blunders_in_texts(canary) if canary.place in WRITERS else ()
    for one in (*blunders(canary), *in_texts):
        headers = {**token, "Idempotency-Key": f"blunder-{canary.tag}", **one.headers}
        body = {} if one.body is None else {"json": one.body}
        answer = await http.request(one.method, one.path, params=dict(one.query), headers=headers, **body)
        if one.must_fail and answer.is_success:
            raise Swallowed(one.path)
