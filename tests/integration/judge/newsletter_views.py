"""The documents of newsletter's views, as they follow from the events."""

from collections.abc import Sequence
from typing import Any

from judge.registry_views import first, latest
from judge.world import Event

FIRST_ENDS, SECOND_ENDS = (5, 15), (11, 15)

Told = dict[str, Any]
Events = Sequence[Event]


def edition(events: Events) -> Told:
    greetings = [event.id for event in events if event.kind == "edition.greeted"]
    frozen = next((event for event in events if event.kind == "edition.frozen"), None)
    return {
        "half": first(events, "edition.opened")["half"],
        "state": "frozen" if frozen else "open",
        "frozen_at": frozen.at.isoformat() if frozen else None,
        "greeting": greetings[-1] if greetings else None,
        "terms": frozen.data["terms"] if frozen else [],
        "cases": frozen.data["cases"] if frozen else [],
    }


def reader(events: Events) -> Told:
    return {"wants": events[-1].kind == "digest.wanted"}


def council(events: Events) -> Told:
    founded = first(events, "council.founded")
    return latest(founded, events, "council.changed")("names", "parent", "units")


def unit(events: Events) -> Told:
    return latest(first(events, "unit.listed"), events, "unit.changed")("name")


BEGINS = frozenset({"case.reported", "case.imported"})
MOVED = frozenset(
    f"case.{what}"
    for what in (
        *("reported", "put-on-agenda", "treated", "sent", "sending-regretted", "received", "returned", "taken-over"),
        *("statement-made", "answer-given", "answer-confirmed", "answer-disputed", "answer-passed-on"),
        *("scheduled", "turned-away", "appeal-decided", "postponed", "withdrawn", "merged", "joined"),
        *("answer-delayed", "follow-up-agreed", "follow-up-reported", "closed", "reopened"),
    )
)
"""What is news of a case."""

KEPT = MOVED | BEGINS | {"case.restricted", "case.restriction-lifted"}


def case(events: Events) -> Told:
    if events[0].kind not in BEGINS:
        raise ValueError(f"{events[0].id} comes before case.reported")
    moved = {_half(event): event.at.isoformat() for event in events if event.kind in MOVED}
    return {"origin": home_of(events), **_where(events), "moved": moved, "halves": list(moved), **kept_back(events)}


def _where(events: Events) -> Told:
    """Tell which councils it has been to: a hop that was taken back led nowhere."""
    begun, latest_new, joined = events[0].data, None, list[str]()
    found = list(dict.fromkeys([begun["council"], begun.get("holder", begun["council"])]))
    for event in events:
        new = event.data["to"] if event.kind in ("case.sent", "case.taken-over") else None
        new = new if new not in found else None
        if event.kind == "case.sending-regretted":
            found = [council for council in found if council != latest_new]
        found += [new] if new else []
        if event.kind in ("case.sent", "case.sending-regretted"):
            latest_new = new
        if event.kind == "case.joined":
            joined += event.data["origins"]
            found = list(dict.fromkeys([*found, *event.data["origins"]]))
        if event.kind == "case.taken-over":
            joined = [event.data["to"] if one == event.data["council"] else one for one in joined]
    return {"councils": found, "sent_to": latest_new, "joined": joined}


def kept_back(events: Events) -> Told:
    """Tell whether it is restricted, or one person's own, or is proposed to be."""
    restricted, personal = events[0].data.get("restriction") is not None, False
    for event in events:
        match event.kind:
            case "case.restricted" | "case.restriction-lifted":
                restricted = event.kind == "case.restricted"
            case "case.turning-away-proposed" | "case.turned-away":
                personal = event.data["why"] == "individual"
            case "case.kept" | "case.scheduled" | "case.put-on-agenda" | "case.received":
                personal = False
            case "case.appeal-decided":
                personal = personal and event.data["stands"]
    return {"restricted": restricted, "personal": personal}


def home_of(events: Events) -> str:
    """Tell which council asked, or who came after it."""
    home = str(events[0].data["council"])
    for event in events:
        if event.kind == "case.taken-over" and event.data["council"] == home:
            home = event.data["to"]
    return home


def _half(event: Event) -> str:
    day = event.day
    if (day.month, day.day) <= FIRST_ENDS:
        return f"{day.year}-1"
    return f"{day.year}-2" if (day.month, day.day) <= SECOND_ENDS else f"{day.year + 1}-1"
