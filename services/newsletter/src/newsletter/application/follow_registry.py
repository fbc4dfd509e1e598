"""What we keep of the registry's events: what councils and units are called, and which council is above which."""

from councilkit.events import Item
from councilkit.events.councils import CouncilFounded, UnitListed
from councilkit.events.structure import CouncilChanged, UnitChanged
from councilkit.inbox import Doc


def remember_council(_doc: Doc | None, event: CouncilFounded | CouncilChanged, _item: Item) -> Doc:
    return {"names": event.names.model_dump(), "parent": event.parent, "units": list(event.units)}


def remember_unit(_doc: Doc | None, event: UnitListed | UnitChanged, _item: Item) -> Doc:
    return {"name": event.name}
