"""A round that the region holds among the councils of canaries: each comment names one of them."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from councilkit.workdays import oslo_day
from raadslag_local.canaries.cases import REGION, typed
from raadslag_local.canaries.council import Council, Deeds
from raadslag_local.canaries.flock import LAST, LEADER
from raadslag_local.place import CASE_FLOW
from raadslag_local.story.hands import Actor


class Rounds:
    def __init__(self, deeds: Deeds, now: datetime) -> None:
        self._deeds = deeds
        self._leader = deeds.cast.actors[f"{REGION}/leader"]
        self._due = oslo_day(now + timedelta(days=30)).isoformat()

    async def hold(self, councils: Sequence[Council]) -> str:
        """Let the region ask them all, let each answer, and tell what came of it."""
        region, said = self._deeds.cast.councils[REGION], typed(councils[0].canaries[LAST])
        asks = {"council": region, "to": [one.id for one in councils], "due": self._due}
        told = {"title": "Fugler på kontoret", "intro": said, "questions": [said, said]}
        round = str((await self._do(self._leader, "rounds", {**asks, **told}))["id"])
        await asyncio.gather(*(self._answer(council, round) for council in councils))
        outcome = {"outcome": said, "contributed": asks["to"]}
        await self._do(self._leader, f"rounds/{round}/conclude", outcome)
        return round

    async def forget(self, councils: Collection[Council], round: str) -> None:
        """Erase what was said in it: who asked all of that, and these councils their own words."""
        told = await self._deeds.hands.get(self._leader.subject, f"{CASE_FLOW}/rounds/{round}")
        own = ("intro", "title", "question_1", "question_2")
        texts = [(self._leader, told["entry"], name) for name in own]
        texts.append((self._leader, told["outcome"]["entry"], "outcome"))
        leaders = {one.id: one.people[LEADER] for one in councils}
        for said in (one for one in told["answers"] if one["council"] in leaders):
            texts += [(leaders[said["council"]], said["entry"], f"comment_{number}") for number in (1, 2)]
        for by, entry, name in texts:
            await self._do(by, f"rounds/{round}/texts/erase", {"entry": entry, "text": name})

    async def _answer(self, council: Council, round: str) -> None:
        said = {"stance": "partly", "comment": typed(council.canaries[LAST])}
        await self._do(council.people[LEADER], f"rounds/{round}/answer", {"answers": [said, said]})

    async def _do(self, by: Actor, path: str, body: dict[str, Any]) -> dict[str, Any]:
        key = ("canaries", path, by.holding, *(str(body.get(name)) for name in ("entry", "text")))
        return await self._deeds.hands.do(by, f"{CASE_FLOW}/{path}", body, key=key)
