"""A council of canaries, and how its people do things."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx2

from raadslag_local.canaries.flock import Canary
from raadslag_local.place import CASE_FLOW, REGISTRY
from raadslag_local.story.cast import Cast
from raadslag_local.story.hands import Actor, Hands

Says = dict[str, Any]


@dataclass(frozen=True)
class Council:
    """A council of canaries; `people` by their places."""

    id: str
    short: str
    people: Sequence[Actor]
    seats: Sequence[str]
    canaries: Sequence[Canary]


@dataclass(frozen=True)
class Deeds:
    """Does things for people of a council, and for others in the house; each once, however often it is tried."""

    hands: Hands
    http: httpx2.AsyncClient
    cast: Cast

    async def do(
        self, council: Council, place: int, path: str, body: Says, what: str, *, service: str = REGISTRY
    ) -> dict[str, Any]:
        key = (council.short, what, str(place))
        return await self.hands.do(council.people[place], f"{service}/{path}", body, key=key)

    async def to_case(self, by: Actor, case: str, verb: str, again: str = "", **says: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
        """Do something with a case; what is done `again` is told apart by that."""
        return await self.hands.do(by, f"{CASE_FLOW}/cases/{case}/{verb}", says, key=(case, verb, again, by.holding))

    async def read_case(self, by: Actor, case: str) -> dict[str, Any]:
        return await self.hands.get(by.subject, f"{CASE_FLOW}/cases/{case}")

    async def export(self, by: Actor, case: str) -> bytes:
        headers = {"Authorization": f"Bearer {await self.hands.token(by.subject)}"}
        answer = await self.http.get(f"{CASE_FLOW}/cases/{case}/export", headers=headers)
        return answer.raise_for_status().content

    async def save_draft(self, by: Actor, draft: str, **says: Any) -> None:  # noqa: ANN401 - any JSON
        headers = {"Authorization": f"Bearer {await self.hands.token(by.subject)}"}
        (await self.http.put(f"{CASE_FLOW}/drafts/{draft}", json=says, headers=headers)).raise_for_status()
