"""What we keep of the registry's events: as little as the rules of a case need."""

from case_flow.application.known import COUNCIL, MEETING, TIME
from case_flow.domain.neighbours import Council, Meeting, Time
from councilkit.events import Item
from councilkit.events.councils import (
    CouncilFounded,
    MeetingHeld,
    MeetingPlanned,
    PostEnded,
    PostStarted,
    TermEnded,
    TermStarted,
    UnitListed,
)
from councilkit.inbox import Doc


def remember_unit(_doc: Doc | None, event: UnitListed, _item: Item) -> Doc:
    return {"kind": event.kind.value}


def remember_council(_doc: Doc | None, event: CouncilFounded, _item: Item) -> Doc:
    council = Council(id=event.council, level=event.level, parent=event.parent, language=event.language)
    return dict(COUNCIL.dump_python(council, mode="json"))


def remember_meeting(_doc: Doc | None, event: MeetingPlanned | MeetingHeld, _item: Item) -> Doc:
    meeting = Meeting(event.meeting, event.councils, held=isinstance(event, MeetingHeld))
    return dict(MEETING.dump_python(meeting, mode="json"))


def remember_post(_doc: Doc | None, event: PostStarted, _item: Item) -> Doc:
    time = TIME.dump_python(Time(event.starts, event.ends), mode="json")
    return {"unit": event.unit, "role": event.role.value, **time}


def remember_term(_doc: Doc | None, event: TermStarted, _item: Item) -> Doc:
    return {"last": event.ends and event.ends.isoformat()}


def remember_end(doc: Doc | None, event: PostEnded | TermEnded, _item: Item) -> Doc:
    return {**(doc or {}), "last": event.on.isoformat()}
