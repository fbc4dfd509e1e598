"""What notifier keeps of cases and rounds, as it follows from the events: who has them, and what is news of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from judge.world import Event

Told = dict[str, Any]
Events = Sequence[Event]

BEGINS = frozenset({"case.reported", "case.imported"})
NEWS: Mapping[str, tuple[str, Sequence[str]]] = {
    "case.reported": ("reported", ()),
    "case.scheduled": ("scheduled", ()),
    **dict.fromkeys(
        (
            *("case.turning-away-proposed", "case.kept", "case.turned-away", "case.appealed", "case.appeal-decided"),
            *("case.put-on-agenda", "case.postponed", "case.taken-up-again", "case.treated", "case.withdrawn"),
            *("case.merged", "case.reopened"),
        ),
        ("word", ()),
    ),
    **dict.fromkeys(("case.sent", "case.returned"), ("hop", ())),
    "case.note-added": ("note", ("council", "unit")),
    **dict.fromkeys(("case.statement-made", "case.answer-disputed", "case.answer-passed-on"), ("question", ())),
    "case.answer-delayed": ("delay", ()),
    "case.part-given": ("part", ("unit",)),
    "case.answer-given": ("answer", ()),
    "case.follow-up-agreed": ("follow-up", ("follow_up",)),
    "case.follow-up-reported": ("progress", ("follow_up",)),
}
"""The matter that an event is the latest of, and by what several of one matter are told apart."""

SETTLES: Mapping[str, Sequence[str]] = {
    "case.scheduled": ("word",),
    **dict.fromkeys(
        (
            *("case.postponed", "case.turned-away", "case.withdrawn", "case.merged", "case.taken-up-again"),
            *("case.treated", "case.received"),
        ),
        ("scheduled",),
    ),
    "case.sending-regretted": ("hop",),
    "case.answer-given": ("question", "delay", "part"),
    "case.answer-disputed": ("answer", "delay"),
    "case.reopened": ("scheduled", "answer", "question", "delay"),
}
EVERYTHING = ("word", "receiving", "answer", "part", "receipt", "follow_up")
DONE: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("case.scheduled", "case.put-on-agenda", "case.turned-away", "case.sent"), ("word",)),
    **dict.fromkeys(("case.received", "case.returned", "case.sending-regretted"), ("receiving",)),
    **dict.fromkeys(("case.answer-given", "case.answer-disputed"), ("answer", "part", "receipt")),
    **dict.fromkeys(("case.statement-made", "case.answer-passed-on"), ("answer", "part")),
    **dict.fromkeys(("case.withdrawn", "case.merged", "case.closed", "case.reopened"), EVERYTHING),
}
DONE_BY: Mapping[str, tuple[str, str]] = {
    "case.answer-delayed": ("answer", "unit"),
    "case.part-given": ("part", "unit"),
    "case.answer-confirmed": ("receipt", "council"),
    "case.follow-up-reported": ("follow_up", "follow_up"),
}
"""What one alone is late with no more, and the field that names who it is."""


def case(events: Events) -> Told:
    if events[0].kind not in BEGINS:
        raise ValueError(f"{events[0].id} comes before case.reported")
    told = _begun(events[0])
    for event in events:
        told |= CHANGES.get(event.kind, _nothing)(told, event)
        told["told"] = _told(told["told"], event)
        told["late"] = _late(told["late"], event)
    return told


def _begun(event: Event) -> Told:
    said = event.data
    council, holder = said["council"], said.get("holder", said["council"])
    unit = said.get("unit")
    return {
        "reference": said["reference"],
        "language": said["language"],
        "origin": council,
        "joined": [],
        "cases": [],
        "reporter": said.get("reporter"),
        "answer": None,
        "unit": unit,
        "restricted": said.get("restriction") is not None,
        "personal": False,
        "holder": holder,
        "path": list(dict.fromkeys((council, holder))),
        "hands": _unit(unit) if unit and said.get("due") else _council(holder),
        "told": {},
        "late": {},
    }


def _nothing(_: Told, _event: Event) -> Told:
    return {}


def _council(council: str) -> Told:
    return {"council": council, "unit": None}


def _unit(unit: str) -> Told:
    return {"council": None, "unit": unit}


def _personal(_: Told, event: Event) -> Told:
    return {"personal": event.data["why"] == "individual"}


def _asked(_: Told, event: Event) -> Told:
    return {"unit": event.data["unit"], "hands": _unit(event.data["unit"])}


def _home(told: Told, event: Event) -> Told:
    answer = {"answer": event.id} if event.kind == "case.answer-given" else {"holder": told["origin"]}
    return {**answer, "hands": _council(told["origin"])}


def _inherited(told: Told, event: Event) -> Told:
    gone, heir = event.data["council"], event.data["to"]

    def now(council: str | None) -> str | None:
        return heir if council == gone else council

    one = {name: now(told[name]) for name in ("origin", "holder")}
    several = {name: [now(council) for council in told[name]] for name in ("path", "joined")}
    return {**one, **several, "hands": {**told["hands"], "council": now(told["hands"]["council"])}}


def _passed_on(told: Told, event: Event) -> Told:
    gone, heir = event.data["unit"], event.data["successor"]
    unit, hands = (heir if one == gone else one for one in (told["unit"], told["hands"]["unit"]))
    return {"unit": unit, "hands": {**told["hands"], "unit": hands}}


CHANGES: Mapping[str, Callable[[Told, Event], Told]] = {
    **dict.fromkeys(("case.turning-away-proposed", "case.turned-away"), _personal),
    "case.appeal-decided": lambda _, event: {} if event.data["stands"] else {"personal": False},
    **dict.fromkeys(("case.kept", "case.scheduled", "case.put-on-agenda"), lambda *_: {"personal": False}),
    "case.joined": lambda told, event: {
        "joined": [*told["joined"], *event.data["origins"]],
        "cases": [*told["cases"], event.data["joined"]],
    },
    "case.sent": lambda told, event: {
        "holder": event.data["sender"],
        "path": [*told["path"], event.data["to"]],
        "hands": _council(event.data["to"]),
    },
    "case.returned": lambda _, event: {"hands": _council(event.data["to"])},
    "case.sending-regretted": lambda told, _: {"path": told["path"][:-1], "hands": _council(told["holder"])},
    "case.follow-up-agreed": lambda _, event: {"holder": event.data["council"]},
    "case.received": lambda _, event: {
        "holder": event.data["council"],
        "hands": _council(event.data["council"]),
        "personal": False,
    },
    **dict.fromkeys(("case.statement-made", "case.answer-disputed"), _asked),
    **dict.fromkeys(("case.answer-given", "case.reopened"), _home),
    "case.taken-over": _inherited,
    "case.answer-passed-on": _passed_on,
    "case.restricted": lambda *_: {"restricted": True},
    "case.restriction-lifted": lambda *_: {"restricted": False},
}


def _told(before: Told, event: Event) -> Told:
    left = _left(before, SETTLES.get(event.kind, ()))
    if event.kind not in NEWS:
        return left
    matter, by = NEWS[event.kind]
    key = ":".join([matter, *(str(event.data[name]) for name in by if event.data.get(name))])
    return {**left, key: _entry(event)}


def _late(before: Told, event: Event) -> Told:
    done = list(DONE.get(event.kind, ()))
    if event.kind in DONE_BY:
        awaited, who = DONE_BY[event.kind]
        done = [_of(awaited, event.data[who], event.data)]
    left = _left(before, done)
    if event.kind != "case.due":
        return left
    said = event.data
    return {**left, _of(said["awaited"], said["follow_up"] or said["unit"] or said["council"], said): _entry(event)}


def _of(awaited: str, who: str, said: Told) -> str:
    """Name what somebody is late with: of an answer, an owner's part or that of a line."""
    part = said.get("part") if awaited == "part" else None
    return ":".join([awaited, who, *([part] if part else [])])


def _left(before: Told, over: Sequence[str]) -> Told:
    return {key: told for key, told in before.items() if not any(key == o or key.startswith(f"{o}:") for o in over)}


def _entry(event: Event) -> Told:
    return {"entry": event.id, "type": event.type, "data": event.data}


def a_round(events: Events) -> Told:
    opened = events[0].data
    if events[0].kind != "round.opened":
        raise ValueError(f"{events[0].id} comes before round.opened")
    told: Told = {"council": opened["council"], "to": opened["to"], "answered": [], "due": opened["due"], "told": {}}
    for event in events:
        told |= _round(told, event)
    return told


def _round(told: Told, event: Event) -> Told:
    said, matter = event.data, event.kind.partition(".")[2]
    match matter:
        case "opened" | "due":
            return {"told": {**told["told"], matter: _entry(event)}}
        case "concluded":
            return {"told": {matter: _entry(event)}}
        case "answered":
            return {"answered": [*(one for one in told["answered"] if one != said["council"]), said["council"]]}
    return _round_inherited(told, said["council"], said["to"])


def _round_inherited(told: Told, gone: str, heir: str) -> Told:
    several = {name: [heir if one == gone else one for one in told[name]] for name in ("to", "answered")}
    council = heir if told["council"] == gone else told["council"]
    return {"council": council, **{name: list(dict.fromkeys(those)) for name, those in several.items()}}
