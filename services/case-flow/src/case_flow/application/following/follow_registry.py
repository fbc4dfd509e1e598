"""What we keep of the registry's events: as little as the rules of a case need."""

from case_flow.application.known import COUNCIL, MEETING
from case_flow.domain.neighbours import Council, Meeting
from councilkit.events import Item
from councilkit.events.councils import CouncilFounded, UnitListed
from councilkit.events.meetings import MeetingCancelled, MeetingHeld, MeetingPlanned, MeetingRegretted
from councilkit.events.structure import CouncilChanged, CouncilClosed, UnitChanged, UnitClosed
from councilkit.inbox import Doc


def remember_unit(doc: Doc | None, event: UnitListed | UnitChanged | UnitClosed, _item: Item) -> Doc:
    if isinstance(event, UnitListed):
        return {"kind": event.kind.value, "parent": event.parent, "closed": False, "successors": []}
    if isinstance(event, UnitChanged):
        return {**(doc or {}), "parent": event.parent}
    return {**(doc or {}), "closed": True, "successors": list(event.successors)}


def remember_council(doc: Doc | None, event: CouncilFounded | CouncilChanged | CouncilClosed, _item: Item) -> Doc:
    if isinstance(event, CouncilFounded):
        council = Council(event.council, event.level, event.parent, event.language, kind=event.kind, units=event.units)
        return dict(COUNCIL.dump_python(council, mode="json"))
    if isinstance(event, CouncilChanged):
        changed = {"parent": event.parent, "language": event.language.value, "units": list(event.units)}
        return {**(doc or {}), **changed}
    return {**(doc or {}), "closed": True, "successors": list(event.successors)}


def remember_meeting(
    doc: Doc | None, event: MeetingPlanned | MeetingCancelled | MeetingRegretted | MeetingHeld, item: Item
) -> Doc:
    if isinstance(event, MeetingCancelled):
        return {**(doc or {}), "cancelled": item.id}
    if isinstance(event, MeetingRegretted):  # it may have been a notice, or a move
        cancelled = (doc or {})["cancelled"]
        return {**(doc or {}), "cancelled": None if cancelled == event.entry else cancelled}
    meeting = Meeting(event.meeting, event.councils, held=isinstance(event, MeetingHeld))
    return dict(MEETING.dump_python(meeting, mode="json"))
