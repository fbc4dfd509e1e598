"""Doing what a chronicle tells, deed by deed."""

from raadslag_local.story.cast import Cast
from raadslag_local.story.chronicle import Deed, Do, Hold, MeetingRef, Plan, Report
from raadslag_local.story.doing import Doing, Key
from raadslag_local.story.hands import Actor


class Teller:
    """Keeps the ids of what it made; `name` tells one telling from another, and is part of every key."""

    def __init__(self, doing: Doing, cast: Cast, name: str) -> None:
        self._doing = doing
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
        meeting, council = plan.meeting, self._cast.councils[plan.meeting.council]
        self._meetings[meeting] = await self._doing.plan(
            self._secretary(meeting), council, plan.starts_at, plan.type, key=self._key_of(meeting, "plan")
        )

    async def _hold(self, hold: Hold) -> None:
        meeting, attended = hold.meeting, self._cast.terms[hold.meeting.council]
        key = self._key_of(meeting, "hold")
        await self._doing.hold(self._secretary(meeting), self._meetings[meeting], attended, key=key)

    async def _report(self, report: Report) -> None:
        case = report.case
        reporter, council = self._cast.actors[case.reported.by], self._cast.councils[case.council]
        self.cases[case.key] = await self._doing.report(reporter, council, case, key=(self._name, "report", case.key))

    async def _do(self, do: Do) -> None:
        says = dict(do.step.says)
        if "to" in says:
            says["to"] = self._cast.councils[says["to"]]
        if do.step.do == "agenda" and do.meeting:
            says["meeting"] = self._meetings[do.meeting]
        by, case = self._cast.actors[do.step.by], self.cases[do.case.key]
        await self._doing.act(by, case, do.step.do, says, key=(self._name, do.case.key, str(do.number)))

    def _secretary(self, meeting: MeetingRef) -> Actor:
        return self._cast.actors[f"{meeting.council}/secretary"]

    def _key_of(self, meeting: MeetingRef, what: str) -> Key:
        return self._name, what, meeting.council, str(meeting.number)
