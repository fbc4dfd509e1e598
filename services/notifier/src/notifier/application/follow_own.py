"""What we keep of our own events: which rules are adopted, and of each council how its duties count and its alerts."""

from datetime import datetime

from councilkit.events import Item
from councilkit.events.notifications import (
    AlertRaised,
    CouncilDutiesClosed,
    CouncilDutiesSet,
    RuleAdopted,
    RuleWithdrawn,
)
from councilkit.inbox import Doc
from notifier.domain.rules import bound_since

RULES, SHEETS = "rules", "sheets"


def follow_rule(doc: Doc | None, event: RuleAdopted | RuleWithdrawn, item: Item) -> Doc:
    if isinstance(event, RuleAdopted):
        return {"adopted": _since((doc or {}).get("earlier"), item), "earlier": None}
    return {"adopted": None, "earlier": _until((doc or {}).get("adopted"), item)}


def follow_settings(doc: Doc | None, event: CouncilDutiesSet, item: Item) -> Doc:
    was = doc or {}
    agreed, earlier = was.get("agreed", {}), was.get("earlier", {})
    ended = {rule: _until(since, item) for rule, since in agreed.items() if rule not in event.agreed}
    owed = {
        "meetings_a_year": event.meetings_a_year,
        "counts_from": event.counts_from and event.counts_from.isoformat(),
    }
    same = all(was.get(name) == value for name, value in owed.items())
    return {
        **was,
        **owed,
        "owed_since": was.get("owed_since") if same else item.at.isoformat(),
        "agreed": {rule: agreed.get(rule) or _since(earlier.get(rule), item) for rule in event.agreed},
        "earlier": {**earlier, **ended},
        "quiet": event.quiet,
        "alerts": was.get("alerts", []),
    }


def follow_alert(doc: Doc | None, event: AlertRaised, _item: Item) -> Doc:
    """Keep the alerts of this year and the last."""
    earlier = [alert for alert in (doc or {}).get("alerts", []) if alert["year"] >= event.year - 1]
    raised = event.model_dump(mode="json", exclude={"council"})
    return {**(doc or {}), "alerts": [*earlier, raised]}


def follow_closing(doc: Doc | None, event: CouncilDutiesClosed, _item: Item) -> Doc:
    return {**(doc or {}), "closed": event.on.isoformat(), "successor": event.successor}


def _until(since: str | None, item: Item) -> Doc:
    """Keep from when until when a rule bound."""
    return {"since": since, "until": item.at.isoformat()}


def _since(earlier: Doc | None, item: Item) -> str:
    first, ended = ((earlier or {}).get(name) for name in ("since", "until"))
    return bound_since(item.at, _moment(first), _moment(ended)).isoformat()


def _moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None
