"""Whatever is sent to a page, a page comes back, and never an error of ours."""

from random import Random
from urllib.parse import quote

import pytest

from portal.api.routes import PageRoute
from portal.bootstrap import ROUTERS
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
    "case-c:00000x",
    "\u202eabc",
]
FIELDS = [
    *("csrf", "once", "seen", "acting", "choice", "title", "short", "description", "lines", "meeting", "outcome", "to"),
    *("wish", "reason", "unit", "text", "missing", "day", "time", "form", "type", "attended"),
]
QUERY = ["acting", "since", "still", "seen", "cursor", "council", "back", "state", "code", "error"]
KNOWN = {"{case}": "c", "{council}": "lar", "{meeting}": "old", "{language}": "nn", "{version}": "1", "{name}": "x"}
ROUNDS = 15


def some(dice: Random, names: list[str]) -> dict[str, str]:
    return {name: dice.choice(NASTY) for name in names if dice.random() < 1 / 2}


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_no_input_breaks_a_page(visitor: Visitor, method: str, path: str) -> None:
    dice = Random(method + path)  # noqa: S311 - not for secrets
    home = await visitor.signs_in("lykt")
    for _ in range(ROUNDS):
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
