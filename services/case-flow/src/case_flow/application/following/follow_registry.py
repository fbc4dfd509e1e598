"""What we keep of the registry's events: as little as the rules of a case need."""

from collections.abc import Sequence

from case_flow.application.known import COUNCIL, MEETING
from case_flow.domain.neighbours import Council, Meeting
from councilkit.events import Item
from councilkit.events.councils import CouncilFounded, UnitListed
from councilkit.events.meetings import MeetingCancelled, MeetingHeld, MeetingMoved, MeetingPlanned, MeetingRegretted
from councilkit.events.structure import CouncilChanged, CouncilClosed, UnitChanged, UnitClosed
from councilkit.inbox import Doc
from councilkit.workdays import oslo_day


def remember_unit(doc: Doc | None, event: UnitListed | UnitChanged | UnitClosed, _item: Item) -> Doc:
    if isinstance(event, UnitListed):
        known: Doc = {"kind": event.kind.value, "parent": event.parent, "closed": False, "successors": []}
        return {**known, "name": event.name}
    if isinstance(event, UnitChanged):
        return {**(doc or {}), "parent": event.parent, "name": event.name}
    return {**(doc or {}), "closed": True, "successors": list(event.successors)}


def remember_council(doc: Doc | None, event: CouncilFounded | CouncilChanged | CouncilClosed, _item: Item) -> Doc:
    if isinstance(event, CouncilFounded):
        council = Council(
            event.council,
            event.level,
            event.parent,
            event.language,
            kind=event.kind,
            units=event.units,
            short=event.short,
        )
        return {**COUNCIL.dump_python(council, mode="json"), "names": event.names.model_dump()}
    if isinstance(event, CouncilChanged):
        changed = {"parent": event.parent, "language": event.language.value, "units": list(event.units)}
        return {**(doc or {}), **changed, "names": event.names.model_dump()}
    return {**(doc or {}), "closed": True, "successors": list(event.successors)}


def remember_meeting(
    doc: Doc | None,
    event: MeetingPlanned | MeetingMoved | MeetingCancelled | MeetingRegretted | MeetingHeld,
    item: Item,
) -> Doc:
    known = doc or dict(MEETING.dump_python(Meeting(event.meeting, event.councils), mode="json"))
    if isinstance(event, MeetingCancelled):
        return {**known, "cancelled": item.id}
    if isinstance(event, MeetingRegretted):  # it may have been a notice
        cancelled = None if known["cancelled"] == event.entry else known["cancelled"]
        days = [said for said in known.get("days", ()) if said["entry"] != event.entry]
        return {**known, "cancelled": cancelled, **_on(days)}
    if isinstance(event, MeetingHeld):
        return {**known, "councils": list(event.councils), "held": True, "cancelled": None}
    said = {"entry": item.id, "day": oslo_day(event.starts_at).isoformat()}
    return {**known, **_on([*known.get("days", ()), said])}


def _on(days: Sequence[Doc]) -> Doc:
    """Keep every day that the meeting was set to: a move may be taken back."""
    return {"days": list(days), "day": days[-1]["day"] if days else None}
