from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from council_registry.application.people.start_post import StartPost
from council_registry.domain.policy import POLICY, Action
from council_registry.testing.driver import CLIENTS, Driver, Seated
from council_registry.testing.http import Http
from council_registry.testing.import_scene import ImportScene
from council_registry.testing.meeting_scene import MeetingScene
from council_registry.testing.people import (
    DIRECTORATE,
    EMPLOYEE,
    MANAGER,
    OFFICER,
    OFFICER_ELSEWHERE,
    THIS_YEAR,
    TODAY,
    newcomer,
)
from council_registry.testing.people_scene import PeopleScene
from council_registry.testing.seat_scene import SeatScene
from council_registry.testing.structure_scene import StructureScene
from councilkit.events.councils import PostRole
from councilkit.ids import random_id
from councilkit.testing.client import Asker
from councilkit.testing.holdings import a_term
from councilkit.testing.matrix import Cell, PolicyMatrix, assert_every_operation_needs_a_token, assert_policy
from councilkit.web import Holding

TABLE = Path(__file__).parent / "policy-matrix.md"
POSTS = {
    "directorate contact": DIRECTORATE,
    "regional officer": OFFICER,
    "officer elsewhere": OFFICER_ELSEWHERE,
    "answering manager": MANAGER,
    "employee": EMPLOYEE,
}
SCOPES = {
    "mailer": ("ledger:read", "contacts:resolve", "invitations:send"),
    "issuer": ("people:list",),
    "operator": ("house:operate",),
}
PUBLIC = ("issue_token", "accept_invitation", "read_jwks", "read_state", "list_public_councils", "read_public_council")
SERVICE = {"grant_type": "client_credentials", "client_id": "mailer", "client_secret": CLIENTS["mailer"].secret}


@dataclass
class Scene:
    """The harbour's council, with what a row acts on: made anew where an action uses it up."""

    registry: Driver
    harbour: Seated
    person: str
    others: tuple[object, ...]  # scenes of the rows that each part of the service has

    async def arranged(self, action: str) -> tuple[dict[str, str], dict[str, Any]]:
        """Tell the path's parts and the body of an action that would be accepted."""
        arrange = next((found for one in (self, *self.others) if (found := getattr(one, action, None))), None)
        parts, body = await arrange() if arrange else ({}, BODIES.get(action, {}))
        return {"id": self.harbour.id, "number": "0701", "short": "LBU-HOR", **parts}, body

    async def found_council(self) -> tuple[dict[str, str], dict[str, Any]]:
        parent = (await self.registry.service.councils.get(self.harbour.id)).charter.parent
        short = f"LBU-{random_id()[:8].upper()}"
        return {}, {
            "names": {"nb": short, "nn": short, "en": short},
            "short": short,
            "level": "local",
            "kind": "user_council",
            "parent": parent,
            "units": ["0701"],
            "language": "nb",
            "led_by": "user",
        }

    async def erase_me(self) -> tuple[dict[str, str], dict[str, Any]]:
        self.person = await PeopleScene(self.registry, self.harbour).somebody()
        return {}, {}

    async def start_post(self) -> tuple[dict[str, str], dict[str, Any]]:
        return {}, {"role": "delegate", "starts": TODAY.isoformat(), "person": self.person}

    async def end_post(self) -> tuple[dict[str, str], dict[str, Any]]:
        command = StartPost("0701", PostRole.DELEGATE, THIS_YEAR, newcomer(subject=random_id()))
        post = await self.registry.do(command, DIRECTORATE)
        return {"post": post.id}, {"on": TODAY.isoformat()}

    async def start_term(self) -> tuple[dict[str, str], dict[str, Any]]:
        seat = await self.registry.a_seat(self.harbour.id)
        return {}, {"seat": seat, "role": "member", "starts": TODAY.isoformat(), "person": self.person}

    async def end_term(self) -> tuple[dict[str, str], dict[str, Any]]:
        seat = await self.registry.a_seat(self.harbour.id)
        term = await self.registry.a_leader(self.harbour.id, seat, newcomer(subject=random_id()))
        return {"term": term.id}, {"on": TODAY.isoformat()}

    async def read_region(self) -> tuple[dict[str, str], dict[str, Any]]:
        return {"number": "0800"}, {}


BODIES: dict[str, dict[str, Any]] = {
    "load_units": {"edition": "2026-08"},
    "add_seat": {"side": "user"},
    "resolve_contacts": {"campaign": "edition-1"},
    "redrive_streams": {"consumer": "views/council-registry/1"},
    "rebuild_views": {"source": "case-flow"},
    "confirm_restored": {"epoch": 2},
}


def holding_of(persona: str, harbour: Seated) -> Holding:
    if persona in POSTS:
        return POSTS[persona]
    if persona == "leader elsewhere":
        return a_term("elsewhere")
    return a_term(harbour.id, persona.replace(" ", "_"))


def meetings_of(registry: Driver, harbour: Seated) -> MeetingScene:
    people = [persona for persona in PolicyMatrix.read(TABLE).personas if persona not in SCOPES]
    return MeetingScene(registry, harbour, *(holding_of(persona, harbour) for persona in people))


def asker(http: Http, persona: str, scene: Scene) -> Asker:
    if persona in SCOPES:
        return http.by(scopes=SCOPES[persona], acting="service")
    return http.by(holding_of(persona, scene.harbour), subject=scene.person)


async def test_the_api_answers_by_the_matrix(http: Http, registry: Driver) -> None:
    harbour = await registry.a_seated_council()
    [leader] = await registry.contacts.holding([harbour.leader.id])
    people, seats = PeopleScene(registry, harbour), SeatScene(registry, harbour)
    others = (StructureScene(registry), ImportScene(registry), people, seats, meetings_of(registry, harbour))
    scene = Scene(registry, harbour, leader.id, others)

    async def attempt(cell: Cell) -> httpx2.Response:
        parts, body = await scene.arranged(cell.operation.action)
        by, path = asker(http, cell.persona, scene), cell.operation.path.format(**parts)
        if cell.operation.action == "issue_token":
            return await http.client.post(path, data=SERVICE)
        if cell.operation.method == "GET":
            return await by.get(path)
        if cell.operation.method == "PUT":
            return await by.put(path, body)
        return await by.post(path, body)

    assert await assert_policy(http.app, TABLE, attempt) >= 46 * 15


async def test_nothing_but_tokens_the_state_and_public_pages_is_open_without_a_token(http: Http) -> None:
    await assert_every_operation_needs_a_token(http.app, http.client, *PUBLIC)


def test_everybody_may_read_and_sign_up_and_nothing_else() -> None:
    everybody = a_term("anywhere", "observer")
    assert [action for action in POLICY.table if POLICY.allows(action, everybody)] == [Action.READ, Action.SIGN_UP]
