"""The documents of notifier's views, as they follow from the events."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from judge.registry_views import first
from judge.world import OSLO, Event

Told = dict[str, Any]
Events = Sequence[Event]


def rule(events: Events) -> Told:
    last = events[-1]
    return {"adopted": last.at.isoformat() if last.kind == "rule.adopted" else None}


def sheet(events: Events) -> Told:
    """Tell a council's settings, if it has any, and the alerts of the latest year told of and the one before."""
    told: Told = {}
    for event in events:
        told |= _settings(told, event) if event.kind == "council-duties.set" else _alerts(told, event)
    return told


def _settings(before: Told, event: Event) -> Told:
    since = before.get("agreed", {})
    agreed = {rule: since.get(rule, event.at.isoformat()) for rule in event.data["agreed"]}
    plain = {name: event.data[name] for name in ("meetings_a_year", "counts_from", "quiet")}
    return {"agreed": agreed, **plain, "alerts": before.get("alerts", [])}


def _alerts(before: Told, event: Event) -> Told:
    year = event.data["year"]
    earlier = [alert for alert in before.get("alerts", []) if alert["year"] >= year - 1]
    return {"alerts": [*earlier, {name: value for name, value in event.data.items() if name != "council"}]}


def council(events: Events) -> Told:
    founded = first(events, "council.founded")
    told = {name: founded[name] for name in ("names", "parent", "units")}
    return {**told, "founded": events[0].at.isoformat()}


def unit(events: Events) -> Told:
    listed = first(events, "unit.listed")
    return {name: listed[name] for name in ("kind", "parent")}


def meeting(events: Events) -> Told:
    planned = first(events, "meeting.planned")
    starts = datetime.fromisoformat(planned["starts_at"])
    held = [event.data["attended"] for event in events if event.kind == "meeting.held"]
    return {
        "councils": planned["councils"],
        "type": planned["type"],
        "starts_at": starts.isoformat(),
        "year": starts.astimezone(OSLO).year,
        "planned_at": events[0].at.isoformat(),
        "attended": held[-1] if held else None,
    }


def case(events: Events) -> Told:
    origin = first(events, "case.reported")["council"]
    answers = [event.id for event in events if event.kind == "case.answer-given"]
    return {"origin": origin, "answer": answers[-1] if answers else None}
