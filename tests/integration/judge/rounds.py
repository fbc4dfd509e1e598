"""A round, by the judge's own reckoning: who was asked, who has answered, and whose turn it is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from judge.world import Event

Told = dict[str, Any]

AFTER: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("round.answered", "round.due", "round.concluded"), frozenset({"open"})),
    "round.taken-over": frozenset({"open", "concluded"}),
}


def round_of(events: Sequence[Event]) -> Told:
    """Tell where the events have brought a round."""
    opened = events[0].data
    if events[0].kind != "round.opened":
        raise ValueError(f"{events[0].id} comes before round.opened")
    told: Told = {name: opened.get(name) for name in ("council", "within")}
    told |= {"to": [*opened["to"]], "copies": [*(opened.get("copies") or ())], "state": "open", "overdue": False}
    told |= {"said": [], "stands": {}}
    for event in events[1:]:
        _take(told, event)
    return told


def _take(told: Told, event: Event) -> None:
    match event.kind:
        case "round.answered":
            told["said"] = list(dict.fromkeys([*told["said"], event.data["council"]]))
        case "round.due":
            told["overdue"] = event.data["late"] == "overdue"
        case "round.concluded":
            told["state"] = "concluded"
        case "round.taken-over":
            _inherit(told, event.data["council"], event.data["to"])


def _inherit(told: Told, gone: str, heir: str) -> None:
    told["council"] = heir if told["council"] == gone else told["council"]
    told["to"] = _handed_on(told["to"], gone, heir, but=[told["council"]])
    told["copies"] = _handed_on(told["copies"], gone, heir, but=[told["council"], *told["to"]])
    told["stands"] = {one: heir if stand == gone else stand for one, stand in told["stands"].items()} | {gone: heir}


def _handed_on(councils: list[str], gone: str, heir: str, *, but: list[str]) -> list[str]:
    now = dict.fromkeys(heir if one == gone else one for one in councils)
    return [one for one in now if one not in but]


def missing(told: Told) -> list[str]:
    answered = {told["stands"].get(one, one) for one in told["said"]}
    return [council for council in told["to"] if council not in answered]


def waits(told: Told) -> list[str]:
    """Tell whose turn it is: to answer, and when the time is over or all have answered, to conclude."""
    if told["state"] == "concluded":
        return []
    owing = missing(told)
    return [*owing, *([told["council"]] if told["overdue"] or not owing else [])]


def councils(told: Told) -> list[str]:
    return list(dict.fromkeys([told["council"], *told["to"], *told["copies"], *told["said"], *told["stands"]]))


def judge_round(events: Sequence[Event]) -> Iterator[str]:
    """Tell what could not have happened to a round."""
    for number, event in enumerate(events[1:], 1):
        if event.kind != "text.erased":
            yield from _not_after(round_of(events[:number]), event)


def _not_after(told: Told, event: Event) -> Iterator[str]:
    if event.kind not in AFTER:
        yield f"{event.id} is no event of a round"
    elif told["state"] not in AFTER[event.kind]:
        yield f"{event.id} happened to a round that was {told['state']}"
    elif event.kind == "round.answered" and event.data["council"] not in told["to"]:
        yield f"{event.id} names {event.data['council']} as council, and the round asks {told['to']}"
    elif event.kind == "round.concluded" and event.data["council"] != told["council"]:
        yield f"{event.id} names {event.data['council']} as council, and the round is {told['council']}'s"
