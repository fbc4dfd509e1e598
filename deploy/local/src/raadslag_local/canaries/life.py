"""What the canaries do: everything that people in a council do, through the services' own APIs."""

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import httpx2

from councilkit.testing.waiting import until
from councilkit.workdays import oslo_day
from raadslag_local.canaries.cases import Cases
from raadslag_local.canaries.council import Council, Deeds
from raadslag_local.canaries.flock import (
    A_COUNCIL,
    FIRST_DEPUTY,
    INVITED,
    LEADER,
    OFFICE,
    ORGANISATION,
    SECRETARY,
    VOUCHED_FOR,
    Canary,
)
from raadslag_local.mail.box import Box
from raadslag_local.place import CASE_FLOW, REGISTRY
from raadslag_local.story.cast import DIRECTORATE, Cast
from raadslag_local.story.hands import EXCHANGE, Actor, Hands

VOUCHED = "urn:raadslag:oauth:grant-type:vouched"
INVITATION = re.compile(r"/invitasjon/([\w-]+)")
MAIL_WITHIN, FEW = 60.0, 20
MEMBER, ABSENT = 2, 3


class Lives:
    """Lets whole councils live; each command is done once, however often it is tried."""

    def __init__(self, hands: Hands, http: httpx2.AsyncClient, cast: Cast, *, box: Box, now: datetime) -> None:
        self._hands = hands
        self._box = box
        self._http = http
        self._cast = cast
        self._now = now
        self.deeds = Deeds(hands, http, cast)
        self.cases = Cases(self.deeds, now)
        self.plain: dict[str, str] = {}
        """A case of each council in which nothing was typed that names anybody."""

        self.typed: dict[str, str] = {}
        """One in which everything does."""

    async def councils(self, canaries: Sequence[Canary]) -> list[Council]:
        """Find the councils that were brought in, and who sits where."""
        contact = self._cast.actors[DIRECTORATE].subject
        listed = (await self._hands.get(contact, f"{REGISTRY}/councils", q="FUGL", limit="100"))["items"]
        ids = {one["short"]: one["id"] for one in listed}
        whole = [canaries[start : start + A_COUNCIL] for start in range(0, len(canaries), A_COUNCIL)]
        return list(await asyncio.gather(*(self._council(ids[some[0].council], some) for some in whole)))

    async def live(self, council: Council) -> None:
        """Let a council come together, raise a case, and bring it home."""
        await asyncio.gather(self._come_in(council), self._meet(council), self._look_after_themselves(council))
        self.typed[council.short] = await self.cases.live(council, await self._case(council))

    async def name_names(self, council: Council) -> None:
        """Ask the organisation for somebody to sit in a seat; it names one who sits elsewhere already."""
        contact = self._cast.actors[DIRECTORATE].subject
        listed = (await self._hands.get(contact, f"{REGISTRY}/organisations"))["items"]
        organisation = next(one["id"] for one in listed if one["name"] == ORGANISATION)
        due = oslo_day(self._now + timedelta(days=30)).isoformat()
        asked = {"organisation": organisation, "due": due, "profile": "En som kjenner fugler."}
        path = f"councils/{council.id}/seats/{council.seats[MEMBER]}/nominations"
        nomination = (await self._do(council, SECRETARY, path, asked, "ask"))["id"]
        speaker = await self._speaker()
        named = council.canaries[-1]
        nominees = [{"name": named.name, "email": named.email, "phone": named.phone, "why": f"Er {named.name}."}]
        answer = f"{REGISTRY}/nominations/{nomination}/answer"
        await self._hands.do(speaker, answer, {"nominees": nominees}, key=(council.short, "answer names"))

    async def erase(self, actors: Sequence[Actor]) -> None:
        """Have the directorate's contact erase these people."""
        by = self._cast.actors[DIRECTORATE]
        for actor in actors:
            await self._hands.do(by, f"{REGISTRY}/people/erase", {"hold": actor.holding}, key=("erase", actor.holding))

    async def _council(self, id: str, canaries: Sequence[Canary]) -> Council:
        contact = self._cast.actors[DIRECTORATE].subject
        items: list[dict[str, Any]] = []
        while len(items) < len(canaries):
            items = (await self._hands.get(contact, f"{REGISTRY}/councils/{id}/people"))["items"]
        sitting = {one["name"]: one for one in items}
        people = [Actor(one.name, one.subject, sitting[one.name]["term"]) for one in canaries]
        seats = [sitting[one.name]["seat"] for one in canaries]
        return Council(id, canaries[0].council, people, seats, canaries)

    async def _come_in(self, council: Council) -> None:
        """Let one accept an invitation, and one come in on the word of the secretary."""
        invited, vouched_for = council.people[INVITED], council.people[VOUCHED_FOR]
        terms = f"councils/{council.id}/terms"
        given = await self._do(council, SECRETARY, f"{terms}/{invited.holding}/invite", {}, "invite")
        accept = {
            "code": given["code"] or await self._code_in_mail(council.canaries[INVITED]),
            "subject_token": self._hands.identity(invited.subject),
            "subject_token_type": EXCHANGE["subject_token_type"],
        }
        (await self._http.post(f"{REGISTRY}/invitations/accept", json=accept)).raise_for_status()
        await self._hands.get(invited.subject, f"{REGISTRY}/me")
        word = await self._do(council, SECRETARY, f"{terms}/{vouched_for.holding}/vouch", {}, "vouch")
        entered = await self._http.post(f"{REGISTRY}/token", data={"grant_type": VOUCHED, "code": word["code"]})
        token = entered.raise_for_status().json()["access_token"]
        await self._http.get(f"{REGISTRY}/me", headers={"Authorization": f"Bearer {token}"})

    async def _code_in_mail(self, canary: Canary) -> str:
        """Read the code in the mail that it comes by."""

        def codes() -> list[str]:
            mails = [self._box.read(kept.number) for kept in self._box.newest(FEW, to=canary.email)]
            bodies = [mail.get_body(("plain",)) for mail in mails if mail]
            return [code for body in bodies if body for code in INVITATION.findall(body.get_content())]

        async def has_come() -> bool:
            return bool(codes())

        await until(has_come, MAIL_WITHIN)
        return codes()[0]

    async def _meet(self, council: Council) -> None:
        starts_at = (self._now + timedelta(days=40)).isoformat()
        plan = {"councils": [council.id], "type": "council_meeting", "form": "hybrid", "starts_at": starts_at}
        meeting = (await self._do(council, SECRETARY, "meetings", plan, "plan"))["id"]
        held = {"form": "physical", "place": "Fugleburet", "info": "Ta med frø."}
        await self._do(council, SECRETARY, f"meetings/{meeting}/arrange", held, "arrange")
        await self._do(council, SECRETARY, f"meetings/{meeting}/convene", {}, "convene")
        await self._do(council, ABSENT, f"meetings/{meeting}/absence", {}, "absence")
        await self._do(council, MEMBER, f"meetings/{meeting}/absence", {}, "absence")
        await self._do(council, MEMBER, f"meetings/{meeting}/absence/withdraw", {}, "withdraw")
        await self._hands.get(council.people[FIRST_DEPUTY].subject, f"{REGISTRY}/meetings/{meeting}")
        later = {"starts_at": (self._now + timedelta(days=41)).isoformat()}
        await self._do(council, SECRETARY, f"meetings/{meeting}/move", later, "move")

    async def _look_after_themselves(self, council: Council) -> None:
        for canary, actor in zip(council.canaries, council.people, strict=True):
            if canary.place in (INVITED, VOUCHED_FOR):
                continue
            for path in ("me", "me/data", "me/contact", "me/access", f"councils/{council.id}/people"):
                await self._hands.get(actor.subject, f"{REGISTRY}/{path}")

    async def _case(self, council: Council) -> str:
        """Raise a case and bring it home; tell the meeting."""
        began = (self._now - timedelta(minutes=1)).isoformat()
        plan = {"councils": [council.id], "type": "council_meeting", "form": "digital", "starts_at": began}
        meeting = str((await self._do(council, SECRETARY, "meetings", plan, "plan the first"))["id"])
        told = {"title": "Flere fuglebrett", "short": "Det er for få brett.", "description": "Alle trenger et brett."}
        raised = {**told, "council": council.id, "lines": ["AT"], "hints_seen": False}
        case = (await self._do(council, MEMBER, "cases", raised, "raise", service=CASE_FLOW))["id"]
        await self.deeds.to_case(council.people[SECRETARY], case, "agenda", meeting=meeting)
        attended = [actor.holding for actor in council.people[:INVITED]]
        await self._do(council, SECRETARY, f"meetings/{meeting}/hold", {"attended": attended}, "hold")
        corrected = {"attended": attended[1:], "reason": "En var ikke der likevel."}
        await self._do(council, SECRETARY, f"meetings/{meeting}/correct", corrected, "correct")
        await self._do(
            council, SECRETARY, f"meetings/{meeting}/minutes", {"on": oslo_day(self._now).isoformat()}, "minutes"
        )
        await self.deeds.to_case(council.people[SECRETARY], case, "treat", outcome="statement")
        await self.deeds.to_case(
            council.people[LEADER], case, "statement", unit=OFFICE, text="Utvalget ber om ett brett til hver."
        )
        answer = {"outcome": "followed", "short": "Dere får dem.", "reason": "Snekkeren er i gang."}
        await self._hands.do(
            self._cast.actors[OFFICE], f"{CASE_FLOW}/cases/{case}/answer", answer, key=(council.short, "answer")
        )
        await self.deeds.to_case(council.people[LEADER], case, "confirm")
        self.plain[council.short] = case
        return meeting

    async def _do(
        self, council: Council, place: int, path: str, body: dict[str, Any], what: str, *, service: str = REGISTRY
    ) -> dict[str, Any]:
        return await self.deeds.do(council, place, path, body, what, service=service)

    async def _speaker(self) -> Actor:
        """Tell who speaks for the organisation: the first leader, in that post."""
        first = Canary(LEADER)
        held = (await self._hands.get(first.subject, f"{REGISTRY}/me"))["holdings"]
        post = next(one["id"] for one in held if one["role"] == "organisation_contact")
        return Actor(first.name, first.subject, post)
