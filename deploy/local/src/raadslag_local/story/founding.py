"""Founding the sample's house: units, posts, councils, seats and terms."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any

from councilkit.events.councils import Language
from raadslag_local.place import REGISTRY
from raadslag_local.story.cast import DIRECTORATE, Cast
from raadslag_local.story.hands import Actor, Hands
from raadslag_local.story.sample import CouncilPlan, Sample, Sitting, address

EDITION = "2026-08"
YEARS_OF_A_TERM = 4
FOUNDED = ("names", "short", "level", "kind", "units", "line", "language", "led_by")

Tell = Callable[[str], None]


class Founding:
    """One founding; done again with the same days, it finds what is there and makes what is missing."""

    def __init__(self, hands: Hands, sample: Sample, *, begins: date, tell: Tell) -> None:
        self._hands = hands
        self._sample = sample
        self._tell = tell
        self._period = {"starts": date(begins.year, 1, 1), "ends": date(begins.year + YEARS_OF_A_TERM - 1, 12, 31)}
        self._newcomers = Newcomers(sample)
        self._cast = Cast()

    async def found(self, founder: str) -> Cast:
        contact = await self._directorate_contact(founder)
        self._cast.actors[DIRECTORATE] = contact
        managers = self._sample.answering_managers
        posts = [self._post(contact, number, "answering_manager", name) for number, name in managers.items()]
        self._cast.actors.update(zip(managers, await asyncio.gather(*posts), strict=True))
        self._tell(f"{len(managers)} units know who answers for them")
        for plan in self._sample.councils:
            await self._council(contact, plan)
        await asyncio.gather(*(self._sittings(contact, plan) for plan in self._sample.councils))
        self._tell(f"{len(self._sample.councils)} councils are founded, with {len(self._newcomers)} people")
        return self._cast

    async def _directorate_contact(self, founder: str) -> Actor:
        """Let the founder enter the directorate's contact, which ends the founder's own right."""
        contact = self._sample.directorate_contact
        subject = address(contact.name)
        if await self._hands.first_known(subject, founder) != founder:
            me = await self._hands.get(subject, f"{REGISTRY}/me")
            return Actor(contact.name, subject, me["holdings"][0]["id"])
        by = Actor("the founder", founder, "founder")
        answer = await self._hands.do(by, f"{REGISTRY}/units/load", {"edition": EDITION}, key=("units", EDITION))
        self._tell(f"{answer['listed'] + answer['known']} units of Nav are listed")
        return await self._post(by, contact.unit, "directorate_contact", contact.name)

    async def _post(self, by: Actor, unit: str, role: str, name: str) -> Actor:
        body = {"role": role, **self._dates(), "contact": contact_of(name, Language.NB)}
        answer = await self._hands.do(by, f"{REGISTRY}/units/{unit}/posts", body, key=("post", unit, role))
        return Actor(name, address(name), answer["id"])

    async def _council(self, by: Actor, plan: CouncilPlan) -> None:
        body = plan.model_dump(mode="json", include=set(FOUNDED))
        body["parent"] = self._cast.councils.get(plan.parent or "")
        answer = await self._hands.do(by, f"{REGISTRY}/councils", body, key=("council", plan.short))
        self._cast.councils[plan.short] = answer["id"]

    async def _sittings(self, by: Actor, plan: CouncilPlan) -> None:
        """Fill one council; it is one stream of events, so its seats come one after another."""
        for number, sitting in enumerate(plan.sittings(), 1):
            actor = await self._seat(by, plan, number, sitting)
            self._cast.terms.setdefault(plan.short, []).append(actor.holding)
            self._cast.actors.setdefault(f"{plan.short}/{sitting.role}", actor)

    async def _seat(self, by: Actor, plan: CouncilPlan, number: int, sitting: Sitting) -> Actor:
        path, key = f"{REGISTRY}/councils/{self._cast.councils[plan.short]}", (plan.short, str(number))
        seat = await self._hands.do(by, f"{path}/seats", {"side": sitting.side}, key=("seat", *key))
        who = await self._newcomers.introduce(sitting.name, plan)
        body = {"seat": seat["id"], "role": sitting.role, **self._dates(), **who}
        answer = await self._hands.do(by, f"{path}/terms", body, key=("term", *key))
        self._newcomers.entered(sitting.name, answer["person"])
        return Actor(sitting.name, address(sitting.name), answer["id"])

    def _dates(self) -> dict[str, str]:
        return {name: day.isoformat() for name, day in self._period.items()}


class Newcomers:
    """Someone in two councils is new in the first of them, whichever is filled first: a repeated load says the same."""

    def __init__(self, sample: Sample) -> None:
        self._sample = sample
        self._first: dict[str, str] = {}
        for plan in sample.councils:
            for sitting in plan.sittings():
                self._first.setdefault(sitting.name, plan.short)
        self._ids: dict[str, asyncio.Future[str]] = {name: asyncio.Future() for name in self._first}

    def __len__(self) -> int:
        return len(self._ids)

    async def introduce(self, name: str, plan: CouncilPlan) -> dict[str, Any]:
        """Tell what is written about a newcomer, or the id of someone known."""
        if self._first[name] == plan.short:
            return {"contact": contact_of(name, self._sample.languages.get(name, plan.language))}
        return {"person": await self._ids[name]}

    def entered(self, name: str, person: str) -> None:
        if not self._ids[name].done():
            self._ids[name].set_result(person)


def contact_of(name: str, language: Language) -> dict[str, str]:
    return {"name": name, "email": address(name), "language": language, "subject": address(name)}
