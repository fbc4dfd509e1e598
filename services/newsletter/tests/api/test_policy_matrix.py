from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2

from councilkit.testing.client import Asker
from councilkit.testing.matrix import Cell, assert_every_operation_needs_a_token, assert_policy
from newsletter.application.choose_digest import PURPOSE, subject_of
from newsletter.domain.half import latest_ended
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
LINKS = {"look_at_link": {}, "perform_link": {"act": "want"}}


class World:
    """Whom and what the cells ask about."""

    def __init__(self, http: Http, newsletter: Driver) -> None:
        self.http = http
        self.newsletter = newsletter

    def persona(self, name: str) -> Asker:
        if name in SCOPES:
            return self.http.by(scopes=SCOPES[name], acting="service")
        return self.http.by(PEOPLE[name])

    def ended_half(self) -> str:
        """Let time pass until a half-year has ended of which there is no edition."""
        self.newsletter.put_forward(timedelta(days=184))
        return str(latest_ended(self.newsletter.now.date()))

    async def edition_for(self, action: str) -> str:
        if action in {GREET, FREEZE}:
            return await self.newsletter.greeted(self.ended_half())
        return await self.newsletter.sent(self.ended_half()) if action in {READ, "read_digest"} else ""

    async def body_of(self, action: str) -> dict[str, Any]:
        if action == OPEN:
            return {"half": self.ended_half()}
        if action in LINKS:
            [row, *_] = await self.newsletter.rows(await self.newsletter.sent(self.ended_half()))
            token = self.newsletter.service.links.sign(PURPOSE, subject_of(row), days=1)
            return {"token": token, **LINKS[action]}
        return BODIES.get(action, {})

    async def attempt(self, cell: Cell) -> httpx2.Response:
        operation = cell.operation
        path = operation.path.replace("{edition}", await self.edition_for(operation.action))
        body = await self.body_of(operation.action)
        asker = self.persona(cell.persona)  # last: time has passed, and a token lasts for minutes
        return await (asker.get(path) if operation.method == "GET" else asker.post(path, body))


async def test_the_api_answers_by_the_matrix(http: Http, newsletter: Driver) -> None:
    assert await assert_policy(http.app, TABLE, World(http, newsletter).attempt) == 18 * 7


async def test_nothing_but_the_state_and_the_links_is_open_without_a_token(http: Http) -> None:
    public = ("read_state", "look_at_link", "perform_link")
    await assert_every_operation_needs_a_token(http.app, http.client, *public)
