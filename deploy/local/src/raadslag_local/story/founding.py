"""Founding the sample's house: units, posts, councils, seats and terms."""

from collections.abc import Callable
from datetime import date
from typing import Any

from councilkit.events.councils import TermRole
from raadslag_local.story.cast import Cast
from raadslag_local.story.hands import REGISTRY, Actor, Hands
from raadslag_local.story.sample import CouncilPlan, Sample, Sitting, address

EDITION = "2026-08"
YEARS_OF_A_TERM = 4

Tell = Callable[[str], None]


class Founding:
    """One founding; done again with the same days, it finds what is there and makes what is missing."""

    def __init__(self, hands: Hands, sample: Sample, *, begins: date, tell: Tell) -> None:
        self._hands = hands
        self._sample = sample
        self._tell = tell
        self._period = {"starts": date(begins.year, 1, 1), "ends": date(begins.year + YEARS_OF_A_TERM - 1, 12, 31)}
        self._people: dict[str, str] = {}
        self._cast = Cast()

    async def found(self, founder: str) -> Cast:
        contact = await self._directorate_contact(founder)
        for number, name in self._sample.answering_managers.items():
            self._cast.actors[number] = await self._post(contact, number, "answering_manager", name)
        self._tell(f"{len(self._sample.answering_managers)} units know who answers for them")
        for plan in self._sample.councils:
            await self._council(contact, plan)
        self._tell(f"{len(self._sample.councils)} councils are founded, with {len(self._people)} people")
        return self._cast

    async def _directorate_contact(self, founder: str) -> Actor:
        """Let the founder enter the directorate's contact, which ends the founder's own right."""
        contact = self._sample.directorate_contact
        if await self._hands.first_known(address(contact.name), founder) != founder:
            me = await self._hands.get(address(contact.name), f"{REGISTRY}/me")
            self._people[contact.name] = me["person"]
            return Actor(contact.name, address(contact.name), me["holdings"][0]["id"])
        by = Actor("the founder", founder, "founder")
        answer = await self._hands.do(by, f"{REGISTRY}/units/load", {"edition": EDITION}, key=("units", EDITION))
        self._tell(f"{answer['listed'] + answer['known']} units of Nav are listed")
        return await self._post(by, contact.unit, "directorate_contact", contact.name)

    async def _post(self, by: Actor, unit: str, role: str, name: str) -> Actor:
        body = {"role": role, **self._dates(), **self._person(name)}
        answer = await self._hands.do(by, f"{REGISTRY}/units/{unit}/posts", body, key=("post", unit, role))
        return self._entered(name, answer)

    async def _council(self, by: Actor, plan: CouncilPlan) -> None:
        body = plan.model_dump(mode="json", include=set(FOUNDED)) | {
            "parent": self._cast.councils.get(plan.parent or "")
        }
        answer = await self._hands.do(by, f"{REGISTRY}/councils", body, key=("council", plan.short))
        self._cast.councils[plan.short] = answer["id"]
        for number, sitting in enumerate(plan.sittings(), 1):
            await self._seat(by, plan.short, number, sitting)

    async def _seat(self, by: Actor, short: str, number: int, sitting: Sitting) -> None:
        path = f"{REGISTRY}/councils/{self._cast.councils[short]}"
        seat = await self._hands.do(by, f"{path}/seats", {"side": sitting.side}, key=("seat", short, str(number)))
        body = {"seat": seat["id"], "role": sitting.role, **self._dates(), **self._person(sitting.name)}
        answer = await self._hands.do(by, f"{path}/terms", body, key=("term", short, str(number)))
        actor = self._entered(sitting.name, answer)
        self._cast.terms.setdefault(short, []).append(actor.holding)
        if sitting.role is not TermRole.MEMBER or f"{short}/member" not in self._cast.actors:
            self._cast.actors[f"{short}/{sitting.role}"] = actor

    def _dates(self) -> dict[str, str]:
        return {name: day.isoformat() for name, day in self._period.items()}

    def _person(self, name: str) -> dict[str, Any]:
        """Name somebody by id when known already, and by what is written about newcomers otherwise."""
        if name in self._people:
            return {"person": self._people[name]}
        return {"contact": {"name": name, "email": address(name), "language": "nb", "subject": address(name)}}

    def _entered(self, name: str, answer: dict[str, Any]) -> Actor:
        self._people[name] = answer["person"]
        return Actor(name, address(name), answer["id"])


FOUNDED = ("names", "short", "level", "kind", "units", "line", "language", "led_by")
