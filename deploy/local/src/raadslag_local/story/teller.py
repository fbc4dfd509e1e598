"""Doing what a chronicle tells, deed by deed."""

from typing import Any

from raadslag_local.story.cast import Cast
from raadslag_local.story.chronicle import Deed, Do, Hold, MeetingRef, Plan, Report
from raadslag_local.story.hands import CASE_FLOW, REGISTRY, Hands


class Teller:
    """Keeps the ids of what it made; `name` tells one telling from another, and is part of every key."""

    def __init__(self, hands: Hands, cast: Cast, name: str) -> None:
        self._hands = hands
        self._cast = cast
        self._name = name
        self._meetings: dict[MeetingRef, str] = {}
        self.cases: dict[str, str] = {}

    async def tell(self, deed: Deed) -> None:
        """Do it; done before, it is found done."""
        match deed:
            case Plan():
                await self._plan(deed)
            case Hold():
                await self._hold(deed)
            case Report():
                await self._report(deed)
            case Do():
                await self._do(deed)

    async def _plan(self, plan: Plan) -> None:
        body = {
            "councils": [self._cast.councils[plan.meeting.council]],
            "type": "council_meeting",
            "form": "hybrid",
            "starts_at": plan.starts_at.isoformat(),
        }
        answer = await self._secretary_does(plan.meeting, f"{REGISTRY}/meetings", body, "plan")
        self._meetings[plan.meeting] = answer["id"]

    async def _hold(self, hold: Hold) -> None:
        body = {"attended": self._cast.terms[hold.meeting.council]}
        await self._secretary_does(
            hold.meeting, f"{REGISTRY}/meetings/{self._meetings[hold.meeting]}/hold", body, "hold"
        )

    async def _secretary_does(self, meeting: MeetingRef, path: str, body: dict[str, Any], what: str) -> dict[str, Any]:
        secretary = self._cast.actors[f"{meeting.council}/secretary"]
        return await self._hands.do(secretary, path, body, key=(self._name, what, meeting.council, str(meeting.number)))

    async def _report(self, report: Report) -> None:
        case = report.case
        body = case.model_dump(mode="json", include={"title", "short", "description", "lines"})
        body |= {"council": self._cast.councils[case.council], "hints_seen": False}
        reporter = self._cast.actors[case.reported.by]
        answer = await self._hands.do(reporter, f"{CASE_FLOW}/cases", body, key=(self._name, "report", case.key))
        self.cases[case.key] = answer["id"]

    async def _do(self, do: Do) -> None:
        body = dict(do.step.says)
        if "to" in body:
            body["to"] = self._cast.councils[body["to"]]
        if do.step.do == "agenda" and do.meeting:
            body["meeting"] = self._meetings[do.meeting]
        path = f"{CASE_FLOW}/cases/{self.cases[do.case.key]}/{do.step.do}"
        await self._hands.do(self._cast.actors[do.step.by], path, body, key=(self._name, do.case.key, str(do.number)))
