"""What the rows of the authorization matrix act on that are about mandates and seats: made anew where it is used up."""

from datetime import timedelta
from typing import Any

from council_registry.application.meetings.hold_meeting import HoldMeeting
from council_registry.application.meetings.plan_meeting import PlanMeeting
from council_registry.application.seats.start_term import StartTerm
from council_registry.testing.asked import a_contact, an_organisation
from council_registry.testing.driver import Driver, Seated
from council_registry.testing.people import OFFICER, THIS_YEAR, TODAY, newcomer
from council_registry.testing.seat_deeds import a_request
from councilkit.events.councils import TermRole
from councilkit.events.meetings import MeetingForm, MeetingType

Arranged = tuple[dict[str, str], dict[str, Any]]


class SeatScene:
    """Tells the path's parts and the body of an action that would be accepted, by the action's name."""

    def __init__(self, registry: Driver, harbour: Seated) -> None:
        self._registry = registry
        self._harbour = harbour
        self._training: str | None = None

    async def set_mandate(self) -> Arranged:
        return {}, {"starts": TODAY.isoformat(), "status": "agreed", "numbers": {"meetings_a_year": 3}}

    async def close_seat(self) -> Arranged:
        return {"seat": await self._registry.a_seat(self._harbour.id)}, {"on": TODAY.isoformat()}

    async def read_facts(self) -> Arranged:
        return {"seat": self._harbour.chair}, {}

    async def write_facts(self) -> Arranged:
        return {"seat": self._harbour.chair}, {"groups": ["youth"]}

    async def read_handover(self) -> Arranged:
        return {"term": self._harbour.leader.id}, {}

    async def tick_handover(self) -> Arranged:
        return {"term": self._harbour.leader.id}, {"item": "papers", "done": True}

    async def request_nomination(self) -> Arranged:
        seat, organisation = await self._registry.a_seat(self._harbour.id), await self._an_organisation()
        due = (TODAY + timedelta(days=14)).isoformat()
        return {"seat": seat}, {"organisation": organisation, "due": due, "profile": "Somebody who listens"}

    async def read_nomination(self) -> Arranged:
        return {"id": await self._a_nomination()}, {}

    async def answer_nomination(self) -> Arranged:
        return {"id": await self._a_nomination()}, {"nominees": [{"name": "Stille Lykt"}]}

    async def close_nomination(self) -> Arranged:
        return {"id": await self._a_nomination()}, {}

    async def read_my_certificate(self) -> Arranged:
        self._training = self._training or await self._a_training()
        return {"meeting": self._training}, {}

    async def _an_organisation(self) -> str:
        organisation = await an_organisation(self._registry)
        await a_contact(self._registry, organisation)
        return organisation

    async def _a_nomination(self) -> str:
        seat = await self._registry.a_seat(self._harbour.id)
        return await a_request(self._registry, self._harbour, seat, await self._an_organisation())

    async def _a_training(self) -> str:
        """Let the harbour's leader learn together with a secretary."""
        do, harbour = self._registry.do, self._harbour
        who = newcomer("Rolig Fjord")
        secretary = await do(StartTerm(harbour.id, harbour.desk, TermRole.SECRETARY, THIS_YEAR, who), OFFICER)
        begins = self._registry.now - timedelta(hours=1)
        plan = PlanMeeting((harbour.id,), MeetingType.TRAINING, MeetingForm.PHYSICAL, begins)
        training = self._registry.service.meetings.id_of(await do(plan, harbour.leader))
        await do(HoldMeeting(training, (harbour.leader.id, secretary.id)), harbour.leader)
        return training
