"""What we keep of units and councils: as little as the rules of the duties and the words of the mails need."""

from councilkit.events import Item
from councilkit.events.councils import CouncilFounded, UnitListed
from councilkit.events.structure import CouncilChanged, CouncilClosed, CouncilRested, CouncilWoken, UnitChanged
from councilkit.inbox import Doc


def remember_unit(_doc: Doc | None, event: UnitListed, _item: Item) -> Doc:
    return {"kind": event.kind.value, "parent": event.parent, "name": event.name}


def remember_changed_unit(doc: Doc | None, event: UnitChanged, _item: Item) -> Doc:
    return {**(doc or {}), "parent": event.parent, "name": event.name}


def remember_council(_doc: Doc | None, event: CouncilFounded, item: Item) -> Doc:
    times = {"founded": item.at.isoformat(), "starts": event.starts and event.starts.isoformat()}
    return {**_charter(event), **times, "rests": False, "woken": None, "closed": None}


def remember_changed_council(doc: Doc | None, event: CouncilChanged, _item: Item) -> Doc:
    return {**(doc or {}), **_charter(event)}


def remember_rest(doc: Doc | None, _event: CouncilRested, _item: Item) -> Doc:
    return {**(doc or {}), "rests": True}


def remember_waking(doc: Doc | None, event: CouncilWoken, _item: Item) -> Doc:
    return {**(doc or {}), "rests": False, "woken": event.on.isoformat()}


def remember_closing(doc: Doc | None, event: CouncilClosed, _item: Item) -> Doc:
    return {**(doc or {}), "closed": event.on.isoformat()}


def _charter(event: CouncilFounded | CouncilChanged) -> Doc:
    told = {"names": event.names.model_dump(), "parent": event.parent, "units": list(event.units)}
    return {**told, "led_by": event.led_by.value}
