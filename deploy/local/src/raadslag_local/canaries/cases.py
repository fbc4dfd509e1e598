"""The life of cases among canaries: all that is written of a case names one of them, as clumsy people do."""

import asyncio
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from councilkit.workdays import oslo_day
from raadslag_local.canaries.council import Council, Deeds, Says
from raadslag_local.canaries.flock import LAST, LEADER, OFFICE, SECRETARY, VOUCHED_FOR, Canary
from raadslag_local.place import CASE_FLOW
from raadslag_local.story.hands import Actor

MEMBER, SENDER = 2, 3
REGION, CENTRE = "RBU-VT", "SBU"
ALSO = "0800"
"""The region, which has a part in an answer."""

LINES = ["AT"]


def typed(canary: Canary) -> str:
    """Write what no text should tell, but any may."""
    return f"Ring {canary.name} på {canary.phone}, {canary.email}, {canary.address}."


def called(canary: Canary) -> str:
    """Write it where there is room for a line."""
    return f"Sak fra {canary.name}, {canary.email}"


class Cases:
    """Lets a council's cases live, and knows which it has raised."""

    def __init__(self, deeds: Deeds, now: datetime) -> None:
        self._deeds = deeds
        self._now = now
        self._region = [deeds.cast.actors[f"{REGION}/{who}"] for who in ("leader", "secretary")]
        self._raised: dict[str, list[str]] = defaultdict(list)

    async def live(self, council: Council, meeting: str) -> str:
        """Let cases of every kind live; `meeting` is one that was held. Tell the one that goes a long way."""
        others = [self._hop(council, meeting), self._ones_own(council), self._outside(council)]
        others += [self._kept(council), self._merged(council), self._old(council), self._write(council)]
        async with asyncio.TaskGroup() as group:
            journey = group.create_task(self._journey(council, meeting))
            for other in others:
                group.create_task(other)
        return journey.result()

    async def forget(self, council: Council) -> None:
        """Erase every text that they have; what is one person's own is erased already."""
        leader = council.people[LEADER]

        async def forget(case: str) -> None:
            await self._erase_texts(leader, case, beside=await self._deeds.read_case(leader, case))

        await asyncio.gather(*map(forget, self._raised[council.short]))

    def _day(self, days: int) -> str:
        return oslo_day(self._now + timedelta(days=days)).isoformat()

    async def _report(self, council: Council, place: int, what: str, **more: Any) -> str:  # noqa: ANN401 - any JSON
        about = council.canaries[place]
        told = {"title": called(about), "short": typed(about), "description": typed(about), "lines": LINES}
        raised = {**told, "council": council.id, "hints_seen": True, **more}
        case = str((await self._deeds.do(council, place, "cases", raised, what, service=CASE_FLOW))["id"])
        self._raised[council.short].append(case)
        return case

    async def _treated(self, council: Council, case: str, meeting: str, what: str = "") -> None:
        secretary, said = council.people[SECRETARY], typed(council.canaries[LAST])
        await self._deeds.to_case(secretary, case, "agenda", what, meeting=meeting)
        await self._deeds.to_case(secretary, case, "treat", what, outcome="hop", opinion=said)

    async def _journey(self, council: Council, meeting: str) -> str:
        """Let a case be postponed, sent, regretted, returned, answered in parts, agreed on, and taken up anew."""
        do, said = self._deeds.to_case, typed(council.canaries[LAST])
        leader, secretary, sender = (council.people[one] for one in (LEADER, SECRETARY, LAST))
        case = await self._report(council, LAST, "raise a long one")
        await do(secretary, case, "schedule", on=self._day(20))
        await do(secretary, case, "agenda", "first", meeting=meeting)
        await do(secretary, case, "postpone", until=self._day(14), reason=said)
        await self._treated(council, case, meeting)
        wanted = {"to": self._deeds.cast.councils[REGION], "wish": "statement", "reason": said}
        await do(leader, case, "send", "first", **wanted)
        await do(leader, case, "regret")
        await do(leader, case, "send", "again", **wanted)
        await do(self._region[1], case, "return", reason=said)
        await do(sender, case, "notes", note=said)
        await self._answered(council, case, meeting)
        await self._agreed(council, case)
        await do(leader, case, "close", reason=said)
        await do(leader, case, "reopen", reason=said, new_facts=True)
        return case

    async def _answered(self, council: Council, case: str, meeting: str) -> None:
        do, actors, about = self._deeds.to_case, self._deeds.cast.actors, council.canaries[LAST]
        leader, secretary, said = council.people[LEADER], council.people[SECRETARY], typed(about)
        also, ref = [{"unit": ALSO, "part": "line"}], called(about)
        answer: Says = {"outcome": "partly", "short": said, "reason": said}
        await do(leader, case, "statement", unit=OFFICE, text=said, minority=said, our_ref=ref, also=also)
        await do(actors[OFFICE], case, "delay", until=self._day(60), short=said, our_ref=ref)
        await do(actors[ALSO], case, "part", **answer)
        await do(actors[OFFICE], case, "answer", **answer, our_ref=ref)
        await do(leader, case, "dispute", missing=said)
        await do(secretary, case, "oral-answer", meeting=meeting, **answer)
        await do(secretary, case, "confirm", on_behalf_of=leader.holding)

    async def _agreed(self, council: Council, case: str) -> None:
        secretary, said = council.people[SECRETARY], typed(council.canaries[LAST])
        region, days = {"council": self._deeds.cast.councils[REGION]}, {"starts": self._day(1), "ends": self._day(50)}
        agreed: Says = {"what": said, "responsible": {"unit": OFFICE}, "involved": [region], "informed": [], **days}
        await self._deeds.to_case(secretary, case, "follow-ups", **agreed)
        [one] = (await self._deeds.read_case(secretary, case))["follow_ups"]
        manager = self._deeds.cast.actors[OFFICE]
        await self._deeds.to_case(manager, case, f"follow-ups/{one['id']}", progress="done", note=said)

    async def _hop(self, council: Council, meeting: str) -> None:
        """Send a case past the region, which gets a copy; it is received there, and lies there."""
        case, said = await self._report(council, LAST, "raise what goes far"), typed(council.canaries[LAST])
        await self._treated(council, case, meeting)
        centre = self._deeds.cast.councils[CENTRE]
        await self._deeds.to_case(council.people[LEADER], case, "send", to=centre, wish="answer", reason=said)
        await self._deeds.to_case(self._deeds.cast.actors[f"{CENTRE}/secretary"], case, "receive")

    async def _ones_own(self, council: Council) -> None:
        """Turn away what is one person's own: its sender takes the texts home, and then they go."""
        case, why = await self._report(council, SENDER, "raise the own"), "individual"
        sender, leader, secretary = (council.people[one] for one in (SENDER, LEADER, SECRETARY))
        said = typed(council.canaries[SENDER])
        await self._deeds.to_case(secretary, case, "turning-away", why=why, reason=said)
        await self._deeds.to_case(leader, case, "turn-away", why=why, reason=said)
        await self._deeds.export(sender, case)
        await self._erase_texts(leader, case, beside=await self._deeds.read_case(sender, case))

    async def _outside(self, council: Council) -> None:
        case, said = await self._report(council, LAST, "raise another's"), typed(council.canaries[LAST])
        sender, leader = council.people[LAST], council.people[LEADER]
        await self._deeds.to_case(leader, case, "turn-away", why="outside_mandate", reason=said)
        await self._deeds.to_case(sender, case, "appeal", reason=said)
        await self._deeds.to_case(self._region[0], case, "uphold", reason=said)

    async def _kept(self, council: Council) -> None:
        """Keep a case from others, and withdraw it."""
        until = {"basis": "offl-13", "until": self._day(30)}
        case, sender = await self._report(council, LAST, "raise in silence", restriction=until), council.people[LAST]
        await self._deeds.to_case(council.people[LEADER], case, "lift")
        await self._deeds.to_case(council.people[LEADER], case, "restrict", **until)
        await self._deeds.to_case(sender, case, "withdraw", reason=typed(council.canaries[LAST]))

    async def _merged(self, council: Council) -> None:
        case, into = [await self._report(council, LAST, what) for what in ("raise one", "raise the same")]
        said = typed(council.canaries[LAST])
        await self._deeds.to_case(council.people[LEADER], case, "merge", into=into, reason=said)

    async def _old(self, council: Council) -> None:
        about, by = council.canaries[LAST], council.people[SECRETARY]
        texts = {"title": called(about), "short": typed(about), "description": typed(about), "answer": typed(about)}
        row = {"key": called(about)[:9], "council": council.short, "lines": "AT", "raised": "2019-03-14", **texts}
        row |= {"state": "answered", "outcome": "followed", "numbers": f"{council.short} 3/19"}
        path = f"{CASE_FLOW}/case-imports"
        looked = await self._deeds.hands.do(by, f"{path}/preview", {"rows": [row]}, key=(council.short, "look"))
        body = {"rows": [row], "digest": looked["digest"], "hints_seen": True}
        entered = await self._deeds.hands.do(by, path, body, key=(council.short, "enter"))
        self._raised[council.short] += entered["cases"]

    async def _write(self, council: Council) -> None:
        """Let everybody begin a case that names its writer, and leave it; let one finish another."""
        for canary, actor in zip(council.canaries, council.people, strict=True):
            if canary.place != VOUCHED_FOR:
                says = {"council": council.id, "title": called(canary), "short": typed(canary)}
                await self._deeds.save_draft(actor, f"draft-{canary.key}", **says, description=typed(canary))
        writer, draft, about = council.people[MEMBER], f"draft-of-{council.short}", typed(council.canaries[MEMBER])
        whole = {"council": council.id, "title": "Ett til", "short": about, "description": about, "lines": LINES}
        await self._deeds.save_draft(writer, draft, **whole)
        path = f"{CASE_FLOW}/drafts/{draft}/report"
        reported = await self._deeds.hands.do(writer, path, {"hints_seen": True}, key=(council.short, "report"))
        self._raised[council.short].append(str(reported["id"]))

    async def _erase_texts(self, by: Actor, case: str, *, beside: dict[str, Any]) -> None:
        """Erase every text of a case for good, as somebody reads it."""
        for step in beside["path"]:
            for name, text in step["texts"].items():
                if text is not None:
                    what = {"entry": step["entry"], "text": name}
                    await self._deeds.to_case(by, case, "texts/erase", f"{step['entry']}/{name}", **what)
