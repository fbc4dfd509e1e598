"""A council that is no more does not meet: one command for each meeting that no other council keeps."""

from collections.abc import Awaitable, Callable
from contextlib import suppress

from council_registry.application.meetings.list_meetings import spelled
from council_registry.application.ports import Councils, Meetings
from council_registry.application.records import MEETINGS, Records
from council_registry.domain.attendance import nobody_meets
from council_registry.domain.meeting import Meeting
from council_registry.domain.meeting_life import TRANSITIONS
from council_registry.domain.policy import Action
from council_registry.domain.refusals import WrongState
from councilkit.events import Item
from councilkit.events.structure import CouncilClosed
from councilkit.inbox import Done, Fate, Retry
from councilkit.ledger import Call

ACTOR = "council-registry"
MANY = 1000


class CancelMeetings:
    """The follow-up of a closing. A meeting with other councils is theirs to keep, until they are closed too."""

    def __init__(
        self, meetings: Meetings, councils: Councils, records: Records, seen: Callable[[str], Awaitable[bool]]
    ) -> None:
        self._meetings = meetings
        self._councils = councils
        self._records = records
        self._seen = seen

    async def of_council(self, event: CouncilClosed, item: Item) -> Fate:
        if not await self._seen(item.id):  # a meeting that was planned before may not be among those we would find
            return Retry("our own views are behind")
        after = (spelled(event.on), "")
        found = await self._records.find(
            MEETINGS, {"councils": event.council}, order="starts_at", after=after, limit=MANY
        )
        for one in found:
            if await self._falls(one.state):
                call = Call.following(item, "cancel-meetings", self._meetings.stream(one.state.id), actor=ACTOR)
                with suppress(WrongState):  # somebody was faster
                    await self._meetings.change(one.state.id, call, Meeting.cancel)
        return Done()

    async def _falls(self, meeting: Meeting) -> bool:
        if (meeting.status, Action.CANCEL_MEETING) not in TRANSITIONS:
            return False
        return nobody_meets([await self._councils.get(council) for council in meeting.councils], meeting.day)
