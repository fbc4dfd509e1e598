from pathlib import Path
from typing import Any

import httpx2

from councilkit.testing.client import Asker
from councilkit.testing.matrix import Cell, assert_every_operation_needs_a_token, assert_policy
from notifier.application.compose_answer import PURPOSE
from notifier.application.decide_rule import AdoptRule, WithdrawRule
from notifier.domain.policy import Action
from notifier.testing.driver import Driver
from notifier.testing.http import Http
from notifier.testing.places import CONTACT, HARBOUR, OFFICER, OTHER_OFFICER, VALLEY

TABLE = Path(__file__).parent / "policy-matrix.md"
RULE = "annual-meeting"
PEOPLE = {
    "contact": CONTACT,
    "harbour leader": HARBOUR.leader,
    "harbour deputy leader": HARBOUR.deputy_leader,
    "harbour member": HARBOUR.member,
    "harbour secretary": HARBOUR.secretary,
    "valley leader": VALLEY.leader,
    "office manager": HARBOUR.manager,
    "regional officer": OFFICER,
    "other officer": OTHER_OFFICER,
}
SCOPES = {"service": ("ledger:read",), "operator": ("house:operate",)}
BODIES: dict[str, dict[str, Any]] = {
    "redrive_streams": {"consumer": "views/notifier/1"},
    "rebuild_views": {"source": "council-registry"},
    "confirm_restored": {"epoch": 2},
}


class World:
    """Whom and what the cells ask about."""

    def __init__(self, http: Http, notifier: Driver, entry: str) -> None:
        self.http = http
        self.notifier = notifier
        subject = {"case": "sak", "term": HARBOUR.leader.id, "entry": entry}
        self.link = {"token": notifier.service.links.sign(PURPOSE, subject, days=1)}
        self.adopted = False

    def persona(self, name: str) -> Asker:
        if name in SCOPES:
            return self.http.by(scopes=SCOPES[name], acting="service")
        return self.http.by(PEOPLE[name])

    async def bring_rule_to(self, action: str) -> None:
        wanted = {Action.ADOPT_RULE: False, Action.WITHDRAW_RULE: True}.get(Action(action), self.adopted)
        if wanted is not self.adopted:
            await self.notifier.do(AdoptRule(RULE) if wanted else WithdrawRule(RULE))
            self.adopted = wanted

    async def attempt(self, cell: Cell) -> httpx2.Response:
        asker, operation = self.persona(cell.persona), cell.operation
        action = operation.action
        if action in {Action.ADOPT_RULE, Action.WITHDRAW_RULE}:
            await self.bring_rule_to(action)
            if cell.expected == "yes":
                self.adopted = action == Action.ADOPT_RULE
        path = operation.path.replace("{council}", HARBOUR.id).replace("{rule}", RULE)
        if operation.method == "GET":
            return await asker.get(path)
        return await asker.post(path, self.link if action.endswith("_link") else BODIES.get(action, {}))


async def test_the_api_answers_by_the_matrix(http: Http, notifier: Driver) -> None:
    world = World(http, notifier, await notifier.an_answer())
    assert await assert_policy(http.app, TABLE, world.attempt) == 17 * 11


async def test_nothing_but_the_state_and_the_links_is_open_without_a_token(http: Http) -> None:
    public = ("read_state", "look_at_link", "perform_link")
    await assert_every_operation_needs_a_token(http.app, http.client, *public)
