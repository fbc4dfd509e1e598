from collections.abc import Mapping
from dataclasses import dataclass, field

from council_registry.application.ports import Meetings
from council_registry.domain.policy import Acting, Action, Place
from councilkit.events.meetings import Access, MeetingForm
from councilkit.ledger import Call, Receipt


@dataclass(frozen=True)
class ArrangeMeeting:
    """Say anew how people come to a meeting, and what makes it possible for them; all of it, texts too."""

    meeting: str
    form: MeetingForm
    access: tuple[Access, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


async def arrange_meeting(command: ArrangeMeeting, by: Acting, call: Call, *, meetings: Meetings) -> Receipt:
    Place(frozenset((await meetings.get(command.meeting)).councils)).require(Action.ARRANGE_MEETING, by)
    return await meetings.change(
        command.meeting,
        call,
        lambda meeting, now: meeting.arrange(command.form, command.access, now),
        texts=command.texts,
    )
