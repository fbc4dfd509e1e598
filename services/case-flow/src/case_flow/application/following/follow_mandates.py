"""What we keep of mandates: when each version holds, and what of it we go by."""

from case_flow.domain.mandate import NUMBERS
from councilkit.events import Item
from councilkit.events.seating import MandateSet
from councilkit.inbox import Doc


def remember_mandate(doc: Doc | None, event: MandateSet, _item: Item) -> Doc:
    version = {
        "version": event.version,
        "starts": event.starts.isoformat(),
        "ends": event.ends and event.ends.isoformat(),
        "status": event.status.value,
        "numbers": {name: value for name, value in event.numbers.items() if name in NUMBERS},
        "numbering": event.numbering and event.numbering.value,
    }
    return {"versions": [*(doc or {}).get("versions", ()), version]}
