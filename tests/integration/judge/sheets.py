"""What notifier keeps of how duties count is what the registry has said: of mandates, of counting, and of closings."""

from collections.abc import Iterator, Mapping
from typing import Any

from judge.faults import Fault, lost, wrong
from judge.world import NOTIFIER, REGISTRY, Event, World

RULES = {"annual-meeting": "annual_meetings_a_year", "meetings-a-year": "meetings_a_year"}
"""The numbers of a mandate that make a rule the council's own."""

NUMBER = "meetings_a_year"
NOTHING: Mapping[str, Any] = {"agreed": [], "meetings_a_year": None, "counts_from": None, "quiet": False}
COUNTING = ("counts_from", "quiet")
OWING = ("agreed", "meetings_a_year")


def judge_sheets(world: World) -> Iterator[Fault]:
    if not {NOTIFIER, REGISTRY} <= world.services.keys():
        return
    registry, told = world.services[REGISTRY].events, world.services[NOTIFIER].events
    yield from _followed(registry, told)
    before: dict[str, Mapping[str, Any]] = {}
    for event in told:
        if event.kind == "council-duties.set":
            yield from _set(event, before.get(event.stream, NOTHING), registry)
            before[event.stream] = event.data
        elif event.kind == "council-duties.closed":
            yield from _closed(event, registry)


def _followed(registry: list[Event], told: list[Event]) -> Iterator[Fault]:
    """Judge whether each word about counting, and each closing, has been kept."""
    kept = {str(event.document["command_id"]).split("/")[1] for event in told if _cause(event)}
    for event in registry:
        if event.kind in ("council.counting-set", "council.closed") and event.id not in kept:
            yield lost(f"notifier: nothing follows {event.id}.")


def _set(event: Event, before: Mapping[str, Any], registry: list[Event]) -> Iterator[Fault]:
    """Judge one half by what the registry said, and the other by what was said before."""
    match str(event.document["command_id"]).split("/"):
        case ["event", cause, *_]:
            said = [_counting(one) for one in registry if one.id == cause]
            same = OWING
        case ["due", "mandate", _, line]:
            said = [_owed([_mandate(name, registry) for name in line.split("+")], str(event.day))]
            same = COUNTING
        case _:
            return
    expected = {**{name: before[name] for name in same}, **(said[-1] if said else {})}
    if not said or any(event.data[name] != value for name, value in expected.items()):
        yield wrong(f"notifier: {event.id} does not say what the registry said.")


def _closed(event: Event, registry: list[Event]) -> Iterator[Fault]:
    closings = {one.data["council"]: one.data for one in registry if one.kind == "council.closed"}
    said = closings.get(event.data["council"])
    if said is None or (event.data["on"], event.data["successor"]) != (
        said["on"],
        next(iter(said["successors"]), None),
    ):
        yield wrong(f"notifier: {event.id} does not say what the registry said.")


def _counting(event: Event) -> Mapping[str, Any]:
    return {name: event.data[name] for name in COUNTING}


def _mandate(name: str, registry: list[Event]) -> Mapping[str, Any]:
    """Tell a version of a council's mandate by its name; nothing, of one that nobody has told or that is over."""
    council, _, version = name.rpartition(".")
    told = (one.data for one in registry if one.kind == "mandate.set" and one.data["council"] == council)
    return next((one for one in told if str(one["version"]) == version), {})


def _owed(line: list[Mapping[str, Any]], day: str) -> Mapping[str, Any]:
    """Tell what a council owes: what its own mandate agrees to, and the number that is said nearest to it."""
    held = [one for one in line if one and one["starts"] <= day and (one["ends"] is None or day <= one["ends"])]
    own = held[0] if held and held[0] is line[0] else None
    agreed = sorted(rule for rule, number in RULES.items() if own and _binds(own) and own["numbers"].get(number))
    says = next((one for one in held if NUMBER in one["numbers"]), None)
    return {"agreed": agreed, "meetings_a_year": says["numbers"][NUMBER] if says and _binds(says) else None}


def _binds(mandate: Mapping[str, Any]) -> bool:
    return mandate["status"] in ("agreed", "adopted")


def _cause(event: Event) -> bool:
    return str(event.document["command_id"]).startswith("event/")
