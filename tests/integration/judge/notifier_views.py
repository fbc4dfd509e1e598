"""The documents of notifier's views, as they follow from the events."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from judge.registry_views import first
from judge.world import Event

Told = dict[str, Any]
Events = Sequence[Event]

NUMBERS = ("meetings_a_year", "annual_meetings_a_year", "ending_first_months", "ending_second_months")
"""The numbers of a mandate that notifier goes by."""

ALL_ALONG = timedelta(days=90)  # a rule that is away no longer than this was never away


def rule(events: Events) -> Told:
    adopted, earlier = None, None
    for event in events:
        if event.kind == "rule.adopted":
            adopted, earlier = _began(earlier, event), None
        else:
            adopted, earlier = None, {"since": adopted, "until": event.at.isoformat()}
    return {"adopted": adopted, "earlier": earlier}


def _began(earlier: Told | None, event: Event) -> str:
    if earlier and earlier["since"] and event.at - datetime.fromisoformat(earlier["until"]) <= ALL_ALONG:
        return str(earlier["since"])
    return event.at.isoformat()


def sheet(events: Events) -> Told:
    """Tell a council's settings, if it has any, and the alerts of the latest year told of and the one before."""
    told: Told = {}
    for event in events:
        told |= SHEETS[event.kind](told, event)
    return told


def _settings(before: Told, event: Event) -> Told:
    since, left = before.get("agreed", {}), before.get("earlier", {})
    agreed = {rule: since.get(rule) or _began(left.get(rule), event) for rule in event.data["agreed"]}
    gone = {rule: {"since": at, "until": event.at.isoformat()} for rule, at in since.items() if rule not in agreed}
    plain = {name: event.data[name] for name in ("meetings_a_year", "counts_from", "quiet")}
    changed = any(before.get(name) != plain[name] for name in ("meetings_a_year", "counts_from"))
    owed_since = event.at.isoformat() if changed else before.get("owed_since")
    told = {"agreed": agreed, "earlier": {**left, **gone}, "owed_since": owed_since}
    return {**told, **plain, "alerts": before.get("alerts", [])}


def _alerts(before: Told, event: Event) -> Told:
    year = event.data["year"]
    earlier = [alert for alert in before.get("alerts", []) if alert["year"] >= year - 1]
    told = {"term": None} | {name: value for name, value in event.data.items() if name != "council"}
    return {"alerts": [*earlier, told]}


def _closed(_: Told, event: Event) -> Told:
    return {"closed": event.data["on"], "successor": event.data["successor"]}


SHEETS: Mapping[str, Callable[[Told, Event], Told]] = {
    "council-duties.set": _settings,
    "council-duties.closed": _closed,
    "alert.raised": _alerts,
}


def council(events: Events) -> Told:
    founded = first(events, "council.founded")
    times = {"founded": events[0].at.isoformat(), "starts": founded.get("starts")}
    told = {**_charter(founded), **times, "rests": False, "woken": None, "closed": None}
    for event in events[1:]:
        match event.kind:
            case "council.changed":
                told |= _charter(event.data)
            case "council.rested":
                told["rests"] = True
            case "council.woken":
                told |= {"rests": False, "woken": event.data["on"]}
            case "council.closed":
                told["closed"] = event.data["on"]
    return told


def _charter(said: Told) -> Told:
    return {name: said[name] for name in ("names", "parent", "units", "led_by")}


def unit(events: Events) -> Told:
    listed = first(events, "unit.listed")
    latest = events[-1].data
    return {"kind": listed["kind"], "parent": latest["parent"], "name": latest["name"]}


def mandate(events: Events) -> Told:
    return {"versions": [_version(event.data) for event in events]}


def _version(said: Told) -> Told:
    numbers = {name: number for name, number in said["numbers"].items() if name in NUMBERS}
    binds = said["status"] in ("agreed", "adopted")
    times = {"starts": said["starts"], "ends": said["ends"]}
    return {"version": said["version"], **times, "binds": binds, "numbers": numbers}


def closed_seat(events: Events) -> Told:
    return {"council": events[-1].data["council"], "last": events[-1].data["on"]}


def request(events: Events) -> Told:
    asked = first(events, "nomination.requested")
    told = {name: asked[name] for name in ("council", "seat", "due")}
    return {**told, "open": events[-1].kind == "nomination.requested"}
