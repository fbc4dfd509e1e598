from pathlib import Path
from typing import Any

import httpx2
import pytest

from councilkit.testing.client import Asker
from councilkit.testing.matrix import Cell, assert_every_operation_needs_a_token, assert_policy
from newsletter.application.compose_digest import PURPOSE, subject_of
from newsletter.domain.policy import FREEZE, GREET, OPEN, READ
from newsletter.testing.driver import GREETING, Driver
from newsletter.testing.http import Http
from newsletter.testing.places import EDITOR, HARBOUR, MANAGER

TABLE = Path(__file__).parent / "policy-matrix.md"
PEOPLE = {
    "editor": EDITOR,
    "council leader": HARBOUR.leader,
    "council member": HARBOUR.member,
    "council secretary": HARBOUR.secretary,
    "office manager": MANAGER,
}
SCOPES = {"service": ("ledger:read",), "operator": ("house:operate",)}
BODIES: dict[str, dict[str, Any]] = {
    GREET: GREETING,
    "redrive_streams": {"consumer": "views/newsletter/1"},
    "rebuild_views": {"source": "council-registry"},
    "confirm_restored": {"epoch": 2},
}


class World:
    """Whom and what the cells ask about."""

    def __init__(self, http: Http, newsletter: Driver) -> None:
        self.http = http
        self.newsletter = newsletter
        self.token = newsletter.service.links.sign(PURPOSE, subject_of([HARBOUR.leader.id]), days=1)
        self.free = (f"{year}-{number}" for year in range(2000, 2026) for number in (1, 2))

    def persona(self, name: str) -> Asker:
        if name in SCOPES:
            return self.http.by(scopes=SCOPES[name], acting="service")
        return self.http.by(PEOPLE[name])

    async def edition_for(self, action: str) -> str:
        if action in {GREET, FREEZE}:
            return await self.newsletter.greeted(next(self.free))
        return await self.newsletter.sent(next(self.free)) if action in {READ, "read_digest"} else ""

    def body_of(self, action: str) -> dict[str, Any]:
        if action == OPEN:
            return {"half": next(self.free)}
        links = {"look_at_link": {"token": self.token}, "perform_link": {"token": self.token, "act": "want"}}
        return links.get(action) or BODIES.get(action, {})

    async def attempt(self, cell: Cell) -> httpx2.Response:
        asker, operation = self.persona(cell.persona), cell.operation
        path = operation.path.replace("{edition}", await self.edition_for(operation.action))
        if operation.method == "GET":
            return await asker.get(path)
        return await asker.post(path, self.body_of(operation.action))


@pytest.mark.timeout(60)
async def test_the_api_answers_by_the_matrix(http: Http, newsletter: Driver) -> None:
    assert await assert_policy(http.app, TABLE, World(http, newsletter).attempt) == 18 * 7


async def test_nothing_but_the_state_and_the_links_is_open_without_a_token(http: Http) -> None:
    public = ("read_state", "look_at_link", "perform_link")
    await assert_every_operation_needs_a_token(http.app, http.client, *public)
