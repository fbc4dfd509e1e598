"""What we keep of case-flow's rounds: who asked whom, who has answered, and the latest that is worth a mail."""

from collections.abc import Mapping
from typing import Any

from councilkit.events import Event, Item
from councilkit.events.rounds import RoundAnswered, RoundConcluded, RoundDue, RoundOpened, RoundTakenOver
from councilkit.inbox import Doc
from notifier.application.follow_cases import entry_of

MATTERS: Mapping[type[Event], str] = {RoundOpened: "opened", RoundDue: "due", RoundConcluded: "concluded"}


def remember(doc: Doc | None, event: Event, item: Item) -> Doc:
    was = doc or {}
    if "council" not in was and not isinstance(event, RoundOpened):
        return was
    told = {} if isinstance(event, RoundConcluded) else was.get("told", {})
    if matter := MATTERS.get(type(event)):
        told = {**told, matter: entry_of(item)}
    return {**was, **_changes(was, event), "told": told}


def _changes(was: Doc, event: Event) -> Mapping[str, Any]:
    match event:
        case RoundOpened():
            who = {"council": event.council, "to": list(event.to), "answered": []}
            return {**who, "due": event.due.model_dump(mode="json")}
        case RoundAnswered():
            return {"answered": [*(one for one in was["answered"] if one != event.council), event.council]}
        case RoundTakenOver():
            return _taken_over(was, event)
    return {}


def _taken_over(was: Doc, event: RoundTakenOver) -> Mapping[str, Any]:
    def now(council: str) -> str:
        return event.to if council == event.council else council

    several = {name: [now(council) for council in was[name]] for name in ("to", "answered")}
    return {"council": now(was["council"]), **{name: list(dict.fromkeys(those)) for name, those in several.items()}}
