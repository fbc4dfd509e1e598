"""What the rows of the authorization matrix act on that are about meetings: made anew where it is used up."""

from datetime import timedelta
from typing import Any

from council_registry.application.meetings.convene_meeting import ConveneMeeting
from council_registry.application.meetings.hold_meeting import HoldMeeting
from council_registry.application.meetings.make_meeting_type import MakeMeetingType
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.meetings.sign_up import SignUp
from council_registry.application.meetings.tell_absence import TellAbsence
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import TODAY
from councilkit.callers import Holding
from councilkit.events.meetings import MeetingForm, MeetingType

Arranged = tuple[dict[str, str], dict[str, Any]]
Body = dict[str, Any]

A_DAY = timedelta(days=1)


class MeetingScene:
    """Tells the path's parts and the body of an action that would be accepted, by the action's name."""

    def __init__(self, registry: Driver, harbour: Seated, *guests: Holding) -> None:
        self._registry = registry
        self._harbour = harbour
        self._guests = guests

    async def plan_meeting(self) -> Arranged:
        return {}, {**self._planning(), "starts_at": self._coming()}

    async def plan_series(self) -> Arranged:
        return {}, {**self._planning(), "dates": [{"starts_at": self._coming()}]}

    async def preview_series(self) -> Arranged:
        return await self.plan_series()

    async def read_meeting(self) -> Arranged:
        return await self._ahead()

    async def arrange_meeting(self) -> Arranged:
        return await self._ahead(form="physical", access=["step_free"], place="Møterommet")

    async def convene_meeting(self) -> Arranged:
        return await self._ahead()

    async def move_meeting(self) -> Arranged:
        return await self._ahead(starts_at=self._coming())

    async def cancel_meeting(self) -> Arranged:
        return await self._ahead(reason="For mange har meldt forfall.")

    async def regret_meeting(self) -> Arranged:
        parts, _ = await self._ahead()
        await self._registry.do(ConveneMeeting(parts["id"]), self._harbour.secretary)
        return parts, {}

    async def hold_meeting(self) -> Arranged:
        return {"id": await self._meeting(-A_DAY)}, {"attended": [self._harbour.leader.id]}

    async def correct_meeting(self) -> Arranged:
        return await self._held(attended=[self._harbour.leader.id], reason="Feil navn i lista.")

    async def send_minutes(self) -> Arranged:
        return await self._held(on=TODAY.isoformat())

    async def tell_absence(self) -> Arranged:
        return await self._ahead(term=self._harbour.leader.id)

    async def withdraw_absence(self) -> Arranged:
        parts, body = await self.tell_absence()
        await self._registry.do(TellAbsence(parts["id"], self._harbour.leader.id), self._harbour.secretary)
        return parts, body

    async def sign_up(self) -> Arranged:
        return {"id": await self._meeting(A_DAY, sign_up=True)}, {}

    async def sign_off(self) -> Arranged:
        parts, body = await self.sign_up()
        for guest in self._guests:
            await self._registry.do(SignUp(parts["id"]), guest)
        return parts, body

    async def export_attendance(self) -> Arranged:
        return await self._held()

    async def make_meeting_type(self) -> Arranged:
        return {}, {"name": "Kveldsmøte", "council": self._harbour.id}

    async def drop_meeting_type(self) -> Arranged:
        made = await self._registry.do(MakeMeetingType("Kveldsmøte", self._harbour.id), self._harbour.secretary)
        return {"id": self._registry.service.meeting_types.id_of(made)}, {}

    async def _ahead(self, **body: object) -> Arranged:
        return {"id": await self._meeting(A_DAY)}, body

    async def _held(self, **body: object) -> Arranged:
        id = await self._meeting(-A_DAY)
        await self._registry.do(HoldMeeting(id, (self._harbour.leader.id,)), self._harbour.secretary)
        return {"id": id}, body

    async def _meeting(self, when: timedelta, *, sign_up: bool = False) -> str:
        kind = MeetingType.EXPERIENCE_GATHERING if sign_up else MeetingType.COUNCIL_MEETING
        starts_at = self._registry.now + when
        command = PlanMeeting((self._harbour.id,), kind, MeetingForm.DIGITAL, starts_at, sign_up=sign_up)
        return self._registry.service.meetings.id_of(await self._registry.do(command, self._harbour.secretary))

    def _planning(self) -> Body:
        return {"councils": [self._harbour.id], "type": "council_meeting", "form": "digital"}

    def _coming(self) -> str:
        return (self._registry.now + 2 * A_DAY).isoformat()
