"""Founding the sample's house: its founder brings everything in at once, and then everybody can be found."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from councilkit.events.councils import TermRole
from raadslag_local.place import REGISTRY
from raadslag_local.story.cast import DIRECTORATE, Cast
from raadslag_local.story.hands import Actor, Hands, Refused
from raadslag_local.story.sample import CouncilPlan, Sample, address
from raadslag_local.story.tables import Tables, register

LOOK = 0.1
FOUNDERS = "founder"
"""The founder's right, which ends when the directorate's contact is entered."""

Tell = Callable[[str], None]


class Founding:
    """One founding; done again with the same days, it finds what is there and makes what is missing."""

    def __init__(self, hands: Hands, sample: Sample, *, begins: date, today: date, tell: Tell) -> None:
        self._hands = hands
        self._sample = sample
        self._tell = tell
        self._tables = register(sample, begins=begins, today=today)
        self._contact = address(sample.directorate_contact.name)

    async def found(self, founder: str) -> Cast:
        """Bring in what is not here yet; the directorate's contact goes on where the founder had to stop."""
        asker = await self._hands.first_known(self._contact, founder)
        await bring_in(self._hands, self._tables, asker=asker, reader=self._contact)
        people = len(self._tables["contacts"])
        self._tell(f"{len(self._sample.councils)} councils are founded, with {people} people, in one import")
        return await self._cast()

    async def _cast(self) -> Cast:
        """Tell who is who, as the directorate's contact may read it."""
        cast = Cast()
        listed = (await self._read("councils", limit="100"))["items"]
        ids = {one["short"]: one["id"] for one in listed}
        cast.councils = {plan.short: ids[plan.short] for plan in self._sample.councils}
        managers, contact = self._sample.answering_managers, self._sample.directorate_contact
        holders = [(unit, name, "answering_manager", unit) for unit, name in managers.items()]
        posts = [*holders, (DIRECTORATE, contact.name, "directorate_contact", contact.unit)]
        await asyncio.gather(
            *(self._post(cast, *one) for one in posts), *(self._council(cast, plan) for plan in self._sample.councils)
        )
        return cast

    async def _post(self, cast: Cast, key: str, name: str, role: str, unit: str) -> None:
        def is_told(told: Mapping[str, Any]) -> bool:
            return role in {post["role"] for post in told["posts"]}

        told = await self._once(is_told, f"units/{unit}")
        post = next(post["id"] for post in told["posts"] if post["role"] == role)
        cast.actors[key] = Actor(name, address(name), post)

    async def _council(self, cast: Cast, plan: CouncilPlan) -> None:
        """Read who sits in a council on its first day; the deputies stay at home when it meets."""
        sittings = list(plan.sittings())
        first = next(row["starts"] for row in self._tables["seats"] if row["council"] == plan.short)

        def is_told(told: Mapping[str, Any]) -> bool:
            return len(told["items"]) >= len(sittings)

        told = await self._once(is_told, f"councils/{cast.councils[plan.short]}/people", on=first)
        terms = {(one["name"], one["role"]): one["term"] for one in told["items"]}
        for sitting in sittings:
            actor = Actor(sitting.name, address(sitting.name), terms[sitting.name, sitting.role])
            cast.actors.setdefault(f"{plan.short}/{sitting.role}", actor)
            if sitting.role is not TermRole.DEPUTY:
                cast.terms.setdefault(plan.short, []).append(actor.holding)

    async def _once(self, is_told: Callable[[Mapping[str, Any]], bool], path: str, **query: str) -> dict[str, Any]:
        """Read it as soon as what was entered is seen there."""
        while not is_told(told := await self._read(path, **query)):  # noqa: ASYNC110 - views of another process
            await asyncio.sleep(LOOK)
        return told

    async def _read(self, path: str, **query: str) -> dict[str, Any]:
        return await self._hands.get(self._contact, f"{REGISTRY}/{path}", **query)


async def bring_in(hands: Hands, tables: Tables, *, asker: str, reader: str) -> None:
    """Enter tables as one import, and wait until it is done; `reader` may look when the asker may no more."""
    told = await hands.ask(asker, f"{REGISTRY}/imports/preview", {"rows": tables})
    if told["problems"]:
        raise Refused("The import", {"type": "rows-refused", "detail": str(told["problems"][0])})
    if not told["differences"]:
        return
    holding = (await hands.get(asker, f"{REGISTRY}/me"))["holdings"][0]["id"] if asker == reader else FOUNDERS
    body = {"rows": tables, "digest": told["digest"]}
    by = Actor("whoever brings it in", asker, holding)
    told = await hands.do(by, f"{REGISTRY}/imports", body, key=("import", told["digest"]))
    while told["stage"] == "running":
        await asyncio.sleep(LOOK)
        looker = await hands.first_known(reader, asker)
        told = await hands.get(looker, f"{REGISTRY}/imports/{told['id']}")
    if told["stage"] != "done":
        raise Refused("The import", {"type": "import-stuck", "detail": str(told["left"][0])})
