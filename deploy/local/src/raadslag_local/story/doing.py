"""What people in the story do, whichever way they do it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from raadslag_local.place import CASE_FLOW, REGISTRY
from raadslag_local.story.cases import CasePlan
from raadslag_local.story.hands import Actor, Hands

Key = tuple[str, ...]
MEETING = {"form": "hybrid"}


class Doing(Protocol):
    """Each is done once, however often it is asked for with the same key."""

    async def plan(self, by: Actor, councils: list[str], starts_at: datetime, type: str, *, key: Key) -> str:
        """Plan a meeting of this type; tell its id."""
        ...

    async def hold(self, by: Actor, meeting: str, attended: list[str], *, key: Key) -> None:
        """Tell that a meeting was held, and who came."""

    async def report(self, by: Actor, council: str, case: CasePlan, *, key: Key) -> str:
        """Raise a case; tell its id."""
        ...

    async def act(self, by: Actor, case: str, verb: str, says: Mapping[str, Any], *, key: Key) -> None:
        """Do one step with a case."""


class Asking(Protocol):
    """Each is done once, likewise."""

    async def open_round(self, by: Actor, says: Mapping[str, Any], *, key: Key) -> str:
        """Ask councils something; tell the round's id."""
        ...

    async def answer_round(self, by: Actor, round: str, says: Mapping[str, Any], *, key: Key) -> None:
        """Answer for a council that was asked."""


class ThroughApi:
    """With access tokens, at the services' own APIs."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    async def plan(self, by: Actor, councils: list[str], starts_at: datetime, type: str, *, key: Key) -> str:
        body = {"councils": councils, "type": type, **MEETING, "starts_at": starts_at.isoformat()}
        return str((await self._hands.do(by, f"{REGISTRY}/meetings", body, key=key))["id"])

    async def hold(self, by: Actor, meeting: str, attended: list[str], *, key: Key) -> None:
        await self._hands.do(by, f"{REGISTRY}/meetings/{meeting}/hold", {"attended": attended}, key=key)

    async def report(self, by: Actor, council: str, case: CasePlan, *, key: Key) -> str:
        body = {**case.written(), **case.sorted(), "council": council, "hints_seen": case.hints_seen}
        return str((await self._hands.do(by, f"{CASE_FLOW}/cases", body, key=key))["id"])

    async def act(self, by: Actor, case: str, verb: str, says: Mapping[str, Any], *, key: Key) -> None:
        await self._hands.do(by, f"{CASE_FLOW}/cases/{case}/{verb}", says, key=key)

    async def open_round(self, by: Actor, says: Mapping[str, Any], *, key: Key) -> str:
        return str((await self._hands.do(by, f"{CASE_FLOW}/rounds", says, key=key))["id"])

    async def answer_round(self, by: Actor, round: str, says: Mapping[str, Any], *, key: Key) -> None:
        await self._hands.do(by, f"{CASE_FLOW}/rounds/{round}/answer", says, key=key)
