"""What we keep of the registry's events: as little as the rules of the duties need."""

from councilkit.events import Item
from councilkit.events.councils import CouncilFounded, UnitListed
from councilkit.events.meetings import MeetingHeld, MeetingPlanned
from councilkit.inbox import Doc
from councilkit.workdays import oslo_day


def remember_unit(_doc: Doc | None, event: UnitListed, _item: Item) -> Doc:
    return {"kind": event.kind.value, "parent": event.parent}


def remember_council(_doc: Doc | None, event: CouncilFounded, item: Item) -> Doc:
    told = {"names": event.names.model_dump(), "parent": event.parent, "units": list(event.units)}
    return {**told, "founded": item.at.isoformat(), "led_by": event.led_by.value}


def remember_plan(_doc: Doc | None, event: MeetingPlanned, item: Item) -> Doc:
    return {
        "councils": list(event.councils),
        "type": event.type.value,
        "starts_at": event.starts_at.isoformat(),
        "year": oslo_day(event.starts_at).year,
        "planned_at": item.at.isoformat(),
        "attended": None,
    }


def remember_held(doc: Doc | None, event: MeetingHeld, _item: Item) -> Doc:
    return {**(doc or {}), "attended": list(event.attended)}
