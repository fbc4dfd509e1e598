"""What we keep of the registry's events: as little as the rules of a case need."""

from case_flow.application.known import COUNCIL, MEETING
from case_flow.domain.neighbours import Council, Meeting
from councilkit.events import Item
from councilkit.events.councils import CouncilFounded, UnitListed
from councilkit.events.meetings import MeetingHeld, MeetingPlanned
from councilkit.inbox import Doc


def remember_unit(_doc: Doc | None, event: UnitListed, _item: Item) -> Doc:
    return {"kind": event.kind.value}


def remember_council(_doc: Doc | None, event: CouncilFounded, _item: Item) -> Doc:
    council = Council(id=event.council, level=event.level, parent=event.parent, language=event.language)
    return dict(COUNCIL.dump_python(council, mode="json"))


def remember_meeting(_doc: Doc | None, event: MeetingPlanned | MeetingHeld, _item: Item) -> Doc:
    meeting = Meeting(event.meeting, event.councils, held=isinstance(event, MeetingHeld))
    return dict(MEETING.dump_python(meeting, mode="json"))
