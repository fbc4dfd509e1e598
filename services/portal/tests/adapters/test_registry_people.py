import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest

from portal.adapters.registry import HttpRegistry
from portal.application.ports import Order
from portal.application.refusals import Refused
from portal.testing.issuer import Hands

COUNCIL = {"id": "lar", "short": "LBU-LAR", "names": {"nb": "Larvik", "nn": "Larvik", "en": "Larvik"}}
TERM = {"id": "t", "role": "member", "side": "user", "starts": "2026-01-01", "ends": None}
ORDER = Order("t", "larsecretary", "a-key")
Answer = Callable[[httpx2.Request], httpx2.Response]


def registry(told: Any, asked: list[httpx2.Request] | None = None, *, status: int = 200) -> HttpRegistry:  # noqa: ANN401 - any JSON
    def handler(request: httpx2.Request) -> httpx2.Response:
        if asked is not None:
            asked.append(request)
        return httpx2.Response(status, json=told)

    http = httpx2.AsyncClient(transport=httpx2.MockTransport(handler))
    return HttpRegistry(http, "http://registry", clock=Hands())


async def test_who_sits_in_a_council_is_told_as_far_as_the_asker_may_see() -> None:
    told = {**TERM, "term": "t", "seat": "s", "name": None, "phone": None, "email": None, "signed_in": None}
    (found,) = await registry({"items": [told]}).sitters("t", "lar")
    assert (found.term, found.name, found.person, found.actions) == ("t", None, None, ())


async def test_the_seats_tell_what_is_empty_and_what_is_asked() -> None:
    asked = {"id": "n", "stage": "asked", "due": "2026-12-20"}
    told = {"id": "s", "side": "user", "term": None, "coming": TERM, "vacant": True, "nomination": asked}
    found = await registry({"council": COUNCIL, "items": [told], "actions": []}).seats("t", "lar")
    assert (found.numbers, found.items[0].coming is not None) == ({"s": 1}, True)


async def test_a_code_is_made_under_a_key_and_shown_in_groups() -> None:
    asked: list[httpx2.Request] = []
    told = {"code": "abcdefgh", "sent": False, "expires": "2026-12-22T09:00:00Z", "receipt": "council-lar:000001"}
    found = await registry(told, asked).code("/councils/lar/terms/t/invite", ORDER)
    assert (found.spaced, asked[0].headers["Idempotency-Key"]) == ("abcd efgh", "a-key")
    assert "abcd" not in repr(found)


async def test_a_code_that_goes_by_mail_is_untold() -> None:
    told = {"code": None, "sent": True, "expires": "2026-12-22T09:00:00Z", "receipt": "council-lar:000001"}
    assert (await registry(told).code("/councils/lar/terms/t/invite", ORDER)).spaced == ""


async def test_an_invitation_is_accepted_with_the_outside_token() -> None:
    asked: list[httpx2.Request] = []
    await registry({"hold": "t"}, asked).accept("outside", "abcd")
    body = json.loads(asked[0].content)
    assert (body["subject_token"], body["code"], "Authorization" in asked[0].headers) == ("outside", "abcd", False)


@pytest.mark.parametrize("again", [True, False])
async def test_a_vouched_session_begins_and_goes_on(*, again: bool) -> None:
    asked: list[httpx2.Request] = []
    told = {"access_token": "a", "expires_in": 600, "refresh_token": "r"}
    there = registry(told, asked)
    found = await (there.stay("r") if again else there.enter("abcd"))
    form = parse_qs(asked[0].content.decode())
    assert form["grant_type"] == ["refresh_token" if again else "urn:raadslag:oauth:grant-type:vouched"]
    assert (found.token, found.stays, found.until) == ("a", "r", datetime(2026, 11, 22, 9, 10, tzinfo=UTC))


async def test_a_wrong_code_is_refused_by_its_slug() -> None:
    told = {"type": "urn:raadslag:problem:invitation-unknown"}
    with pytest.raises(Refused) as refused:
        await registry(told, status=403).enter("made-up")
    assert refused.value.slug == "invitation-unknown"


async def test_somebody_is_forgotten_by_a_term() -> None:
    asked: list[httpx2.Request] = []
    await registry({"erased": True}, asked).erase("t", ORDER)
    assert (asked[0].url.path, json.loads(asked[0].content)) == ("/people/erase", {"hold": "t"})


async def test_ones_own_is_read_changed_and_forgotten() -> None:
    contact = {"name": "Modig Lykt", "email": None, "language": "nb", "channel": "paper", "signed_in": True}
    asked: list[httpx2.Request] = []
    there = registry(contact, asked)
    assert (await there.my_contact("t")).channel == "paper"
    await there.change_my_contact("t", {"name": "Modig Lykt"})
    await there.change_contact_of("t", "lar", "x", {"name": "Modig Lykt"})
    await there.forget_me("t")
    assert [(one.method, one.url.path) for one in asked] == [
        ("GET", "/me/contact"),
        ("PUT", "/me/contact"),
        ("PUT", "/councils/lar/terms/x/contact"),
        ("POST", "/me/erase"),
    ]


async def test_tables_are_looked_through_and_entered_under_a_key() -> None:
    asked: list[httpx2.Request] = []
    told = {"id": "i", "stage": "running", "done": 0, "of": 3, "left": []}
    found = await registry(told, asked).enter_tables({"units": "YQ=="}, "d", ORDER)
    assert (found.stage, asked[0].headers["Idempotency-Key"]) == ("running", "a-key")
    preview = {"digest": "d", "same": 1, "commands": 0, "differences": [], "problems": []}
    assert (await registry(preview).look_through("t", {"units": "YQ=="})).same == 1


async def test_the_tasks_are_those_of_the_registry() -> None:
    told = {"action": "fill_seat", "acting": "t", "council": COUNCIL, "on": None, "seat": "s"}
    (found,) = await registry({"items": [told]}).tasks("t")
    assert (found.action, found.seat, found.meeting) == ("fill_seat", "s", None)


@pytest.mark.parametrize("path", ["/vacancies", "/nominations"])
async def test_what_an_organisation_is_asked_for_is_read_to_the_last_page(path: str) -> None:
    council = {"council": COUNCIL, "seat": "s", "side": "user", "vacant": True}
    request = {"id": "n", "due": "2026-12-20", "stage": "asked", "organisation": "o"}
    asked: list[httpx2.Request] = []

    def handler(sent: httpx2.Request) -> httpx2.Response:
        asked.append(sent)
        following = None if "cursor" in sent.url.params else "more"
        return httpx2.Response(200, json={"items": [council | request], "next": following})

    http = httpx2.AsyncClient(transport=httpx2.MockTransport(handler))
    people = HttpRegistry(http, "http://registry", clock=Hands())
    read = {"/vacancies": people.vacancies, "/nominations": people.nominations}[path]
    assert len(await read("t", organisation="o")) == 2
    assert [(one.url.path, one.url.params.get("cursor")) for one in asked] == [(path, None), (path, "more")]
    assert {one.url.params["organisation"] for one in asked} == {"o"}
