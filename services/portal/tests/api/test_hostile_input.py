"""Whatever is sent to a page, a page comes back, and never an error of ours."""

from random import Random
from urllib.parse import quote

import pytest

from portal.api.routes import PageRoute
from portal.bootstrap import ROUTERS
from portal.testing.issuer import BEGAN
from portal.testing.visitor import Visitor

ROUTES = [
    (method, route.path)
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, PageRoute)
    for method in sorted(route.methods or ())
]
NASTY = [
    "\x00",
    "\r\nSet-Cookie: a=b",
    "../../..",
    "{{ 7 * 7 }}",
    "<script>",
    "'; DROP TABLE",
    "Å" * 500,
    "%00",
    "-1",
    "9" * 40,
    "9" * 5000,
    "case-c:00000x",
    "\u202eabc",
]
FIELDS = [
    *("csrf", "once", "seen", "acting", "choice", "title", "short", "description", "lines", "meeting", "outcome", "to"),
    *("wish", "reason", "unit", "text", "missing", "day", "time", "form", "type", "attended"),
    *("ends", "rows", "looked", "day-1", "day-2", "with", "sign_up", "access", "place", "link", "dial_in", "info"),
    *("on", "term", "name"),
    *("name_nb", "name_nn", "name_en", "units", "parent", "line", "language", "led_by", "kind", "level", "region"),
    *("number", "starts", "successor", "also", "status", "reference", "numbering", "review_on", "until", "umbrella"),
    *("meetings_a_year", "counts_from", "quiet", "half", "nb", "nn", "en", "act", "List-Unsubscribe"),
    *("side", "deputy_for", "role", "who", "email", "phone", "returns", "organisation", "due", "profile", "sure"),
    *("channel", "address", "protected", "groups", "optional_mail", "item", "done", "code", "digest", "units"),
    *("name-1", "why-1", "nobody"),
]
MORE_QUERY = ["region", "unit", "year", "type", "q", "on", "open", "kind", "level", "status", "without_council"]
QUERY = [
    *MORE_QUERY,
    "acting",
    "since",
    "still",
    "seen",
    "cursor",
    "council",
    "back",
    "state",
    "code",
    "error",
    "half",
    "over",
]
KNOWN = {
    "{case}": "c",
    "{council}": "lar",
    "{meeting}": "old",
    "{own_type}": "t",
    "{half}": "2027-1",
    "{language}": "nn",
    "{version}": "1",
    "{name}": "x",
    "{rule}": "annual-meeting",
    "{short}": "LBU-LAR",
    "{number}": "3800",
    "{unit}": "0701",
    "{organisation}": "ffo",
    "{edition}": "e",
    "{service}": "newsletter",
    "{token}": "digest",
    "{seat}": "larseatleader",
    "{term}": "larleader",
    "{nomination}": "answered",
    "{certificate}": "course",
    "{code}": "abcd",
    "{entered}": "i",
    "{table}": "units",
}
ROUNDS = 15
COUNCIL = "/councils/{council}/"
OF_THE_CONTACT = ("/utgaver", "/plikter/regler", "/enheter", "/organisasjoner", "/councils/new", COUNCIL + "c")


def some(dice: Random, names: list[str]) -> dict[str, str]:
    return {name: dice.choice(NASTY) for name in names if dice.random() < 1 / 2}


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_no_input_breaks_a_page(visitor: Visitor, method: str, path: str) -> None:
    dice = Random(method + path)  # noqa: S311 - not for secrets
    home = await visitor.signs_in("sti" if path.startswith(OF_THE_CONTACT) else "lykt")
    for _ in range(ROUNDS):
        visitor.house.newsletter.put("e", dice.choice(["open", "frozen"]), greeted=dice.random() < 1 / 2)
        visitor.house.case_flow.put("c", dice.choice(["reported", "treated", "sent", "awaiting_answer", "answered"]))
        address = path
        for place, known in KNOWN.items():
            address = address.replace(place, quote(dice.choice([known, known, *NASTY]), safe=""))
        fields = some(dice, FIELDS) | {"csrf": home.form.fields["csrf"][0]}
        answer = await visitor.http.request(
            method,
            address,
            params=some(dice, QUERY),
            data=fields if method == "POST" else None,
            follow_redirects=False,
        )
        assert answer.status_code < 500, answer.text


@pytest.mark.parametrize("name", ["csrf", "acting", "title"])
@pytest.mark.parametrize("charset", ["unicode_escape", "undefined", "no-such-charset"])
async def test_no_charset_of_the_senders_choice_breaks_a_form(visitor: Visitor, charset: str, name: str) -> None:
    home = await visitor.signs_in("lykt")
    fields = {"csrf": home.form.fields["csrf"][0], "acting": "larleader", "once": "k", name: "\\ud800"}
    parts = [f'--b\r\nContent-Disposition: form-data; name="{one}"\r\n\r\n{fields[one]}\r\n' for one in fields]
    kind = {"Content-Type": f"multipart/form-data; charset={charset}; boundary=b"}
    answer = await visitor.http.post("/cases/new", content="".join([*parts, "--b--\r\n"]).encode(), headers=kind)
    assert 400 <= answer.status_code < 500, answer.text


@pytest.mark.parametrize("address", ["/cases/a%3Fb/receive", "/meetings/a%3Fb/hold"])
async def test_no_id_leads_a_command_astray(visitor: Visitor, address: str) -> None:
    visitor.house.case_flow.put("a?b", "sent")
    visitor.house.registry.plan("a?b", "rbu", BEGAN)
    home = await visitor.signs_in("kopp")
    fields = {"csrf": home.form.fields["csrf"][0], "once": "k", "acting": "rbuleader", "attended": "rbuleader"}
    answer = await visitor.http.post(address, data=fields, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, address.rpartition("/")[0])


@pytest.mark.parametrize("value", [b"\xff", b'"\\377"', b'"\\015\\012"'])
@pytest.mark.parametrize("cookie", [b"browser", b"session", b"language"])
async def test_no_cookie_breaks_a_sign_in(visitor: Visitor, cookie: bytes, value: bytes) -> None:
    visitor.http.follow_redirects = False
    begun = await visitor.http.get("/sign-in")
    visitor.http.cookies.clear()
    headers = {b"Cookie": b"raadslag-" + cookie + b"=" + value}
    for address in ("/", "/sign-in", begun.headers["Location"]):
        answer = await visitor.http.get(address, headers=headers)
        assert answer.status_code < 500, answer.text


async def test_no_receipt_breaks_a_case(visitor: Visitor) -> None:
    visitor.house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    assert (await visitor.opens(f"/cases/c?since=case-c:{'9' * 5000}")).status == 200


async def test_no_sequence_breaks_a_form(visitor: Visitor) -> None:
    visitor.house.case_flow.put("c", "treated")
    await visitor.signs_in("lykt")
    page = await visitor.does("/cases/c/send", to="rbu", wish="answer", reason="Slik er det.", seen="9" * 5000)
    assert page.status < 500
