"""The documents of notifier's views, as they follow from the events."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from judge.newsletter_views import home_of
from judge.registry_views import first
from judge.world import OSLO, Event

Told = dict[str, Any]
Events = Sequence[Event]

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
        told |= _settings(told, event) if event.kind == "council-duties.set" else _alerts(told, event)
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
    return {"alerts": [*earlier, {name: value for name, value in event.data.items() if name != "council"}]}


def council(events: Events) -> Told:
    founded = first(events, "council.founded")
    told = {name: founded[name] for name in ("names", "parent", "units", "led_by")}
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
    first(events, "case.reported")
    origin = home_of(events)
    answers = [event.id for event in events if event.kind == "case.answer-given"]
    return {"origin": origin, "answer": answers[-1] if answers else None}
