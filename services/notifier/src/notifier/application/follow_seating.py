"""What we keep of mandates, of seats that are no more, and of requests for names."""

from councilkit.events import Item
from councilkit.events.cases import RuleStatus
from councilkit.events.seating import MandateSet, NominationClosed, NominationRequested, SeatClosed
from councilkit.inbox import Doc
from notifier.domain.mandate import NUMBERS

BINDING = (RuleStatus.AGREED, RuleStatus.ADOPTED)


def remember_mandate(doc: Doc | None, event: MandateSet, _item: Item) -> Doc:
    version = {
        "version": event.version,
        "starts": event.starts.isoformat(),
        "ends": event.ends and event.ends.isoformat(),
        "binds": event.status in BINDING,
        "numbers": {name: number for name, number in event.numbers.items() if name in NUMBERS},
    }
    return {"versions": [*(doc or {}).get("versions", ()), version]}


def remember_closed_seat(_doc: Doc | None, event: SeatClosed, _item: Item) -> Doc:
    return {"council": event.council, "last": event.on.isoformat()}


def remember_request(_doc: Doc | None, event: NominationRequested, _item: Item) -> Doc:
    told = {"council": event.council, "seat": event.seat, "due": event.due.isoformat()}
    return {**told, "open": True}


def remember_end_of_request(doc: Doc | None, _event: NominationClosed, _item: Item) -> Doc:
    return {**(doc or {}), "open": False}
