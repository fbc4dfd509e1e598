"""A council that is no more does not meet: one command for each meeting that it alone had planned."""

from collections.abc import Awaitable, Callable
from contextlib import suppress

from council_registry.application.meetings.list_meetings import spelled
from council_registry.application.ports import Meetings
from council_registry.application.records import MEETINGS, Records
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
    """The follow-up of a closing. A meeting with other councils is theirs to keep."""

    def __init__(self, meetings: Meetings, records: Records, seen: Callable[[str], Awaitable[bool]]) -> None:
        self._meetings = meetings
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
            if _falls(one.state):
                with suppress(WrongState):  # somebody was faster
                    await self._meetings.change(
                        one.state.id, _call(item, self._meetings.stream(one.state.id)), Meeting.cancel
                    )
        return Done()


def _falls(meeting: Meeting) -> bool:
    return (meeting.status, Action.CANCEL_MEETING) in TRANSITIONS and len(meeting.councils) == 1


def _call(item: Item, stream: str) -> Call:
    return Call(
        actor=ACTOR,
        command_id=f"event/{item.id}/cancel-meetings/{stream}",
        request=item.id.encode(),
        correlation=item.correlation,
        causation=item.id,
    )
