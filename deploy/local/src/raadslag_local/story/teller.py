"""Doing what a chronicle tells, deed by deed."""

from collections.abc import Mapping
from datetime import date

from raadslag_local.story.cast import Cast
from raadslag_local.story.chronicle import Deed, Do, Hold, MeetingRef, Plan, Report
from raadslag_local.story.doing import Asking, Doing, Key
from raadslag_local.story.hands import Actor
from raadslag_local.story.meaning import Meaning


class Teller:
    """Keeps the ids of what it made; `name` tells one telling from another, and is part of every key.

    Only a story that asks councils in rounds needs `asking`.
    """

    def __init__(self, doing: Doing, cast: Cast, name: str, *, today: date, asking: Asking | None = None) -> None:
        self._doing = doing
        self._asking = asking
        self._cast = cast
        self._name = name
        self._meaning = Meaning(cast, today)
        self._meetings: dict[MeetingRef, str] = {}

    @property
    def cases(self) -> Mapping[str, str]:
        """The ids of the cases told so far, by key."""
        return self._meaning.cases

    @property
    def rounds(self) -> Mapping[str, str]:
        """Likewise those of rounds."""
        return self._meaning.rounds

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
        meeting, councils = plan.meeting, [self._cast.councils[one] for one in (plan.meeting.council, *plan.joint)]
        self._meetings[meeting] = await self._doing.plan(
            self._secretary(meeting), councils, plan.starts_at, plan.type, key=self._key_of(meeting, "plan")
        )

    async def _hold(self, hold: Hold) -> None:
        meeting = hold.meeting
        attended = [term for council in (meeting.council, *hold.joint) for term in self._cast.terms[council]]
        key = self._key_of(meeting, "hold")
        await self._doing.hold(self._secretary(meeting), self._meetings[meeting], attended, key=key)

    async def _report(self, report: Report) -> None:
        case = report.case
        reporter, council = self._cast.actors[case.reported.by], self._cast.councils[case.council]
        self._meaning.cases[case.key] = await self._doing.report(
            reporter, council, case, key=(self._name, "report", case.key)
        )

    async def _do(self, do: Do) -> None:
        says = {name: self._meaning.of(name, said) for name, said in do.step.says.items()}
        if do.meeting and do.step.names_meeting:
            says["meeting"] = self._meetings[do.meeting]
        by, case = self._cast.actors[do.step.by], self.cases[do.case.key]
        key = (self._name, do.case.key, str(do.number))
        if self._asking and do.step.do == "round":
            name, council = says.pop("key"), self._cast.councils[do.step.council]
            self._meaning.rounds[name] = await self._asking.open_round(
                by, {**says, "council": council, "case": case}, key=key
            )
        elif self._asking and do.step.do == "round-answer":
            await self._asking.answer_round(by, says.pop("round"), says, key=key)
        else:
            await self._doing.act(by, case, do.step.do, says, key=key)

    def _secretary(self, meeting: MeetingRef) -> Actor:
        return self._cast.actors[f"{meeting.council}/secretary"]

    def _key_of(self, meeting: MeetingRef, what: str) -> Key:
        return self._name, what, meeting.council, str(meeting.number)
