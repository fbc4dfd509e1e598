"""Terms that end, and seats that stand empty, by the judge's own reckoning."""

from datetime import datetime

from judge.world import REGISTRY, Document, Event, World


class Seats:
    def __init__(self, world: World) -> None:
        self._events = world.services[REGISTRY].events if REGISTRY in world.services else []

    def calls(self, alert: Document, at: datetime) -> bool:
        """Tell whether it is still worth a word, for certain, that a term ends or has left its seat empty."""
        told = [event for event in self._events if event.at <= at]
        terms = {event.data["term"]: event.data for event in told if event.kind == "term.started"}
        term = terms[alert["term"]]
        later = any(one["seat"] == term["seat"] and one["starts"] > term["starts"] for one in terms.values())
        return not later and not any(_settles(event, alert, term) for event in told)


def _settles(event: Event, alert: Document, term: Document) -> bool:
    """Tell whether something has happened after which it may be no matter any more."""
    match event.kind:
        case "seat.closed" | "nomination.requested":
            return bool(event.data["seat"] == term["seat"])
        case "term.ended":
            return bool(event.data["term"] == alert["term"]) and alert["rule"] == "term-ending"
        case "council.closed" | "council.rested":
            return bool(event.data["council"] == alert["council"])
    return False
