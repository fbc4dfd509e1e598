"""What we keep of our own events: which rules are adopted, and of each council how its duties count and its alerts."""

from councilkit.events import Item
from councilkit.events.notifications import AlertRaised, CouncilDutiesSet, RuleAdopted, RuleWithdrawn
from councilkit.inbox import Doc

RULES, SHEETS = "rules", "sheets"


def follow_rule(_doc: Doc | None, event: RuleAdopted | RuleWithdrawn, item: Item) -> Doc:
    return {"adopted": item.at.isoformat() if isinstance(event, RuleAdopted) else None}


def follow_settings(doc: Doc | None, event: CouncilDutiesSet, item: Item) -> Doc:
    agreed = (doc or {}).get("agreed", {})
    return {
        "agreed": {rule: agreed.get(rule, item.at.isoformat()) for rule in event.agreed},
        "meetings_a_year": event.meetings_a_year,
        "counts_from": event.counts_from and event.counts_from.isoformat(),
        "quiet": event.quiet,
        "alerts": (doc or {}).get("alerts", []),
    }


def follow_alert(doc: Doc | None, event: AlertRaised, _item: Item) -> Doc:
    """Keep the alerts of this year and the last."""
    earlier = [alert for alert in (doc or {}).get("alerts", []) if alert["year"] >= event.year - 1]
    raised = event.model_dump(mode="json", exclude={"council"})
    return {**(doc or {}), "alerts": [*earlier, raised]}
